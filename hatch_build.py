"""Compile the rooms that do the work, ``fields`` and ``parse``, with mypyc while a wheel is built, if asked to.

The source stays plain Python, and a wheel holds just that unless ``HONGTOU_COMPILE=1`` is set and a C compiler is
there: compiling takes some minutes on two cores, and a circular then three fifths of the time. ``hatch_build.py DIR``
puts a compiled copy of the package into DIR, for benchmarks and tests; ``python hatch_build.py --check`` says in ten
seconds, without a C compiler, whether mypyc can compile it.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path(__file__).parent / "extract" / "hongtou"
SAMPLES = Path(__file__).parent / "corpus" / "samples"
ROOMS = ("fields", "parse")
MODULES = (
    "read/grid.py", "read/html.py", "read/html_styles.py", "read/html_tables.py", "read/text.py", "read/writer.py",
)  # fmt: skip
# What a record is in the compiled copy: a class of mypyc's own, which alone reads its fields without asking Python.
_NATIVE = """
from __future__ import annotations
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
import msgspec
if TYPE_CHECKING:
    from mypy_extensions import mypyc_attr
R = TypeVar("R")

def once(kept: list[R], made: Callable[[], R]) -> R:
    kept.append(made())
    return kept[0]

@mypyc_attr(acyclic=True)
class Native:
    def __fields(self) -> list[Any]:
        return [getattr(self, name) for name in _names(self)]
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Native) and type(other) is type(self) and self.__fields() == other.__fields()
    def __hash__(self) -> int:
        return hash(tuple(self.__fields()))
    def __repr__(self) -> str:
        shown = [f"{name}={getattr(self, name)!r}" for name in _names(self)]
        return f"{type(self).__name__}({', '.join(shown)})"

_FIELDS: dict[type, list[str]] = {}

def _names(record: Any) -> list[str]:
    kind: Any = type(record)
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = [name for name in kind.__mypyc_attrs__ if not name.startswith("__")]
    return names

def replace(record: R, **changes: Any) -> R:
    if isinstance(record, msgspec.Struct):
        return msgspec.structs.replace(record, **changes)
    for name in _names(record):
        if name not in changes:
            changes[name] = getattr(record, name)
    kind: Any = type(record)
    made: R = kind(**changes)
    return made
"""
# A C file for each module takes a third of the work of one for all, and each core takes the next. -O3 runs no faster:
# the time goes into Python's own objects.
_TO_C = """
import sys
from mypyc.build import mypycify

samples = [argument for argument in sys.argv[1:] if not argument.endswith(".py")]
modules = [argument for argument in sys.argv[1:] if argument.endswith(".py")]
options = dict(opt_level="2", debug_level="0", multi_file=True)
extensions = mypycify(["--ignore-missing-imports", "--config-file=", *modules], **options)
"""
# What no other library may see, a module calls without a look into the tables of the linker: a fortieth of the time.
# gcc compiles twice, the second time by the ways that the samples took through the code: a twentieth.
_TO_MODULES = """
import os, subprocess, sysconfig
from concurrent.futures import ThreadPoolExecutor
from setuptools import setup
from setuptools.command.build_ext import build_ext

class OnEveryCore(build_ext):
    def build_extensions(self):
        one = self.compiler.compile
        def compile(sources, *args, **options):
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                done = pool.map(lambda source: one([source], *args, **options), sources)
                return [made for objects in done for made in objects]
        self.compiler.compile = compile
        super().build_extensions()

def build(*flags):
    for extension, (compiling, linking) in zip(extensions, plain):
        extension.extra_compile_args = [*compiling, *flags]
        extension.extra_link_args = [*linking, *flags[:1]]
    arguments = ["--quiet", "build_ext", "--inplace", "--force"]
    classes = {"build_ext": OnEveryCore}
    setup(name="hongtou", packages=[], ext_modules=extensions, cmdclass=classes, script_args=arguments)

hidden = ["-fvisibility=hidden"] if os.name == "posix" else []
plain = [([*each.extra_compile_args, *hidden], [*each.extra_link_args]) for each in extensions]
compiler = sysconfig.get_config_var("CC") or ""
if samples and "gcc" in compiler and "clang" not in compiler:
    build("-fprofile-generate")
    read = "import sys; from hongtou.parse import parse; from hongtou.read import read\\n"
    read += "for path in sys.argv[1:] * 5: parse(read(open(path, 'rb').read(), path=path))"
    subprocess.run([sys.executable, "-c", read, *samples], check=True)
    build("-fprofile-use", "-Wno-missing-profile")
else:
    build()
"""


def compile_into(target: Path) -> list[Path]:
    """Copy the package into ``target``, compile it there and return what was built.

    Raises CalledProcessError, with what the compiler said, where it cannot be compiled.
    """
    samples = [path for kind in ("*.txt", "*.html") for path in sorted(SAMPLES.glob(kind))]
    _mypyc(target, _TO_C + _TO_MODULES, *map(str, samples))
    copy = target / "hongtou"
    return sorted((*target.glob("*.so"), *copy.rglob("*.so"), *target.glob("*.pyd"), *copy.rglob("*.pyd")))


def check() -> None:
    """Let mypyc write the C, which asks for all that it can refuse, and compile none of it.

    Raises CalledProcessError, with what mypyc said.
    """
    with tempfile.TemporaryDirectory(prefix="hongtou-") as scratch:
        _mypyc(Path(scratch), _TO_C)


def _mypyc(target: Path, script: str, *more: str) -> None:
    """Run ``script`` on the modules to compile, in a copy of the package in ``target``; ``more`` are its arguments."""
    copy = target / "hongtou"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    files = [path for room in ROOMS for path in sorted((copy / room).glob("*.py"))]
    files += [copy / name for name in MODULES]
    for path in files:
        path.write_text(for_mypyc(path.read_text("utf-8")), "utf-8")
    files.append(copy / "model" / "native.py")
    files[-1].write_text(_NATIVE, "utf-8")
    # The package's face names every room: without it mypyc reads neither those that are not compiled nor pandas.
    face = copy / "__init__.py"
    face.write_text("", "utf-8")
    command = [sys.executable, "-c", script, *(str(path.relative_to(target)) for path in files), *more]
    done = subprocess.run(command, cwd=target, check=False, capture_output=True, text=True)
    shutil.copy(SOURCE / face.name, face)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command[:2], done.stdout, done.stderr)


def for_mypyc(source: str) -> str:
    """A module as mypyc makes most of it, line for line: each ``Record`` is a class of its own, each constant final.

    A field of a struct and a name of a module take some 200 instructions to read, those of mypyc two.
    """
    lines = source.split("\n")
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and [ast.unparse(base) for base in node.bases] == ["Record"]:
            _make_native(node, lines)
        elif isinstance(node, ast.FunctionDef) and _is_made_once(node):
            _make_once(node, lines)
    stored = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    once = {name for name in stored if stored.count(name) == 1 and _CONSTANT.fullmatch(name)}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            (target, *others) = node.targets if isinstance(node, ast.Assign) else [node.target]
            if others:
                continue  # A = B = 2
            if isinstance(target, ast.Name) and target.id in once:
                _make_final(node, target.id, lines)
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) and node.lineno == node.end_lineno:
                names = [ast.unparse(one) for one in target.elts]
                if once.issuperset(names):
                    values = map(ast.unparse, node.value.elts)
                    finals = [f"{name}: Final = {value}" for name, value in zip(names, values, strict=True)]
                    lines[node.lineno - 1] = "; ".join(finals)
    text = "\n".join(lines)
    text = text.replace(_RECORD, "if TYPE_CHECKING: from mypy_extensions import mypyc_attr\n", 1)
    text = text.replace("from msgspec.structs import replace\n", "from hongtou.model.native import replace\n", 1)
    native = "; from hongtou.model.native import Native" if _RECORD in source else ""
    native += "; from hongtou.model.native import once" if "once(_kept_" in text else ""
    return text.replace(_FUTURE, f"{_FUTURE}; from typing import Final, TYPE_CHECKING{native}", 1)


_FUTURE = "from __future__ import annotations"
_RECORD = "from hongtou.model.record import Record\n"
_CONSTANT = re.compile("_?[A-Z][A-Z0-9_]+")


def _make_native(node: ast.ClassDef, lines: list[str]) -> None:
    """The blank lines that stand around a class make room for what a struct has of itself."""
    fields = [field for field in node.body if isinstance(field, ast.AnnAssign)]
    taken = ", ".join(ast.unparse(field) for field in fields)
    kept = "; ".join(f"self.{name} = {name}" for field in fields for name in [ast.unparse(field.target)])
    assert node.end_lineno is not None
    assert not lines[node.end_lineno]
    assert not lines[node.lineno - 2]
    lines[node.lineno - 2] = "@mypyc_attr(acyclic=True)"
    lines[node.lineno - 1] = f"class {node.name}(Native):"
    lines[node.end_lineno] = f"    def __init__(self, {taken}) -> None: {kept}"


def _is_made_once(node: ast.FunctionDef) -> bool:
    return [ast.unparse(one) for one in node.decorator_list] == ["cache"] and not ast.unparse(node.args)


def _make_once(node: ast.FunctionDef, lines: list[str]) -> None:
    """A page asks four hundred times for what is made once: a list of one answers without asking Python.

    The blank line above makes room for the list.
    """
    name, above = node.name, node.decorator_list[0].lineno - 2
    assert node.returns is not None
    assert not lines[above]
    returned = ast.unparse(node.returns)
    lines[above] = f"_kept_{name}: Final[list[{returned}]] = []"
    lines[above + 1] = (
        f"def {name}() -> {returned}: return _kept_{name}[0] if _kept_{name} else once(_kept_{name}, _made_{name})"
    )
    lines[node.lineno - 1] = f"def _made_{name}() -> {returned}:"


def _make_final(node: ast.Assign | ast.AnnAssign, name: str, lines: list[str]) -> None:
    line = lines[node.lineno - 1]
    if isinstance(node, ast.Assign):
        lines[node.lineno - 1] = f"{name}: Final{line.removeprefix(name)}"
    elif node.annotation.end_lineno == node.lineno and not ast.unparse(node.annotation).startswith("Final"):
        stated = ast.get_source_segment("\n".join(lines), node.annotation)
        lines[node.lineno - 1] = line.replace(f": {stated}", f": Final[{stated}]", 1)


def _wanted() -> bool:
    return bool(os.environ.get("HONGTOU_COMPILE"))


class CompileHook(BuildHookInterface[Any]):
    """hatchling's hook: adds the compiled modules to the wheel, or says why it has none."""

    PLUGIN_NAME = "custom"
    scratch: tempfile.TemporaryDirectory[str] | None = None

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling."""
        return ["msgspec>=0.19", "mypy>=2", "setuptools>=70"] if _wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before a wheel is put together; ``version`` is "standard" or "editable"."""
        if version != "standard" or not _wanted():
            return
        self.scratch = tempfile.TemporaryDirectory(prefix="hongtou-")
        target = Path(self.scratch.name)
        try:
            built = compile_into(target)
        except subprocess.CalledProcessError as error:
            reason = (error.stderr or error.stdout).strip().splitlines()[-1:]
            self.app.display_warning(f"hongtou stays plain Python, and slower: {' '.join(reason)}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"].update({str(path): str(path.relative_to(target)) for path in built})

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel is written."""
        if self.scratch:
            self.scratch.cleanup()


def _main(argument: str) -> str:
    if argument == "--check":
        check()
        return "mypyc compiles fields and parse"
    target = Path(argument)
    target.mkdir(parents=True, exist_ok=True)
    return f"compiled {len(compile_into(target))} modules into {target}"


if __name__ == "__main__":
    try:
        print(_main(sys.argv[1]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.stdout}\n{error.stderr}")
