"""Compile the rooms that do the work, ``fields`` and ``parse``, with mypyc while a wheel is built, if asked to.

The source stays plain Python, and a wheel holds just that unless ``HONGTOU_COMPILE=1`` is set and a C compiler is
there: compiling takes a minute on two cores, and a circular then five sixths of the time. ``python hatch_build.py DIR``
puts a compiled copy of the package into DIR, for benchmarks and tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path(__file__).parent / "extract" / "hongtou"
ROOMS = ("fields", "parse")
MODULES = (
    "read/grid.py", "read/html.py", "read/html_styles.py", "read/html_tables.py", "read/text.py", "read/writer.py",
)  # fmt: skip
# A C file for each module takes a third of the work of one for all, and each core takes the next. -O1 compiles in half
# the time of -O3 and runs as fast: the time goes into Python's own objects.
_SETUP = """
import os, sys
from concurrent.futures import ThreadPoolExecutor
from mypyc.build import mypycify
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

options = dict(opt_level="1", debug_level="0", multi_file=True)
extensions = mypycify(["--ignore-missing-imports", "--config-file=", *sys.argv[1:]], **options)
arguments = ["--quiet", "build_ext", "--inplace"]
setup(name="hongtou", packages=[], ext_modules=extensions, cmdclass={"build_ext": OnEveryCore}, script_args=arguments)
"""


def compile_into(target: Path) -> list[Path]:
    """Copy the package into ``target``, compile it there and return what was built.

    Raises CalledProcessError, with what the compiler said, where it cannot be compiled.
    """
    copy = target / "hongtou"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    files = [path for room in ROOMS for path in sorted((copy / room).glob("*.py"))]
    names = [str(path.relative_to(target)) for path in (*files, *(copy / name for name in MODULES))]
    command = [sys.executable, "-c", _SETUP, *names]
    done = subprocess.run(command, cwd=target, check=False, capture_output=True, text=True)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command[:2], done.stdout, done.stderr)
    return sorted((*target.glob("*.so"), *copy.rglob("*.so"), *target.glob("*.pyd"), *copy.rglob("*.pyd")))


def _wanted() -> bool:
    return bool(os.environ.get("HONGTOU_COMPILE"))


class CompileHook(BuildHookInterface[Any]):
    """hatchling's hook: adds the compiled modules to the wheel, or says why it has none."""

    PLUGIN_NAME = "custom"
    scratch: tempfile.TemporaryDirectory[str] | None = None

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling."""
        return ["msgspec>=0.19", "mypy>=1.13", "setuptools>=70"] if _wanted() else []

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


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    try:
        print(f"compiled {len(compile_into(target))} modules into {target}")
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.stdout}\n{error.stderr}")
