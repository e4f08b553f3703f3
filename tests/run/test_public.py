"""``import hongtou``: one public face, loaded when asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import hongtou

from .conftest import CIRCULAR


@pytest.mark.parametrize("name", hongtou.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(hongtou, name) is not None
    assert name in dir(hongtou)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="extrakt"):
        hongtou.extrakt  # noqa: B018


def test_import_loads_nothing_else() -> None:
    program = "import sys, hongtou; sys.exit(bool({'msgspec', 'lxml', 'pandas', 'pyarrow'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_path_bytes_and_a_text_give_the_same(pages: Path) -> None:
    of_path = hongtou.extract("pages/a.txt")
    of_bytes = hongtou.extract((pages / "a.txt").read_bytes(), path="pages/a.txt")
    of_text = hongtou.extract_text(CIRCULAR, path="pages/a.txt")
    assert of_path == of_bytes
    assert of_path.tasks == of_text.tasks
    assert len(of_path.tasks) == 2


def test_a_path_object(pages: Path) -> None:
    assert hongtou.extract(pages / "a.txt").tasks


def test_a_file_that_is_not_there(pages: Path) -> None:
    with pytest.raises(hongtou.InputError, match=r"gone\.txt"):
        hongtou.extract("gone.txt")


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(hongtou.UnreadableError):
        hongtou.extract(b"\x7fELF\2\1\1" + bytes(range(256)))


def test_none_is_refused() -> None:
    with pytest.raises(TypeError):
        hongtou.extract_text(None)  # type: ignore[arg-type]


def test_a_text_in_the_place_of_a_path_is_told_what_reads_it() -> None:
    with pytest.raises(hongtou.InputError, match="extract_text reads it"):
        hongtou.extract("云溪县人民政府关于防汛的通知\n各乡镇:")


def test_who_only_gathers_loads_nothing_that_understands() -> None:
    program = "import sys, hongtou.run.batch; sys.exit(any(name.startswith('hongtou.parse') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
