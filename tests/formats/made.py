"""The composed circular in each format; what only an office program can write is kept in ``files/``.

``python -m tests.formats --make`` writes those again with LibreOffice from the Word and Excel files made here.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from hongtou.read import office

from .makers import MAKERS, ends_in_table
from .printed import PRINTED, SCANS, font
from .sheets import features

FILES = Path(__file__).parent / "files"
_CONVERTED = {
    "circular.doc": ("docx", "doc:MS Word 97"),
    "circular.rtf": ("docx", "rtf:Rich Text Format"),
    "circular.odt": ("docx", "odt:writer8"),
    "circular.xls": ("xlsx", "xls:MS Excel 97"),
    "circular.ods": ("xlsx", "ods:calc8"),
}
_SAME = {"wps": "doc", "et": "xls"}
"""WPS writes the same containers under names of its own."""
OLD = ("doc", "wps", "rtf", "odt", "ods")
"""The formats that LibreOffice reads for us."""
MADE = {**MAKERS, **PRINTED}
FORMATS = (*MADE, "xls", "et", *OLD)


def circular(form: str) -> bytes:
    """The composed circular in a format of FORMATS."""
    if form in SCANS:
        face = font()
        assert face is not None
        return SCANS[form](face)
    if form in MADE:
        return MADE[form]()
    return (FILES / f"circular.{_SAME.get(form, form)}").read_bytes()


def make() -> None:
    """Write ``files/`` anew."""
    FILES.mkdir(exist_ok=True)
    for name, (source, into) in _CONVERTED.items():
        (FILES / name).write_bytes(_convert(MAKERS[source](), source, into))
    (FILES / "ends_in_table.doc").write_bytes(_convert(ends_in_table(), "docx", "doc:MS Word 97"))
    (FILES / "features.xls").write_bytes(_convert(features(), "xlsx", "xls:MS Excel 97"))


def _convert(data: bytes, suffix: str, into: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"a.{suffix}")
        source.write_bytes(data)
        command = [office.find(), "--headless", "--norestore", f"-env:UserInstallation={Path(folder, 'home').as_uri()}"]
        command += ["--convert-to", into, "--outdir", f"{folder}/out", str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        (found,) = Path(folder, "out").iterdir()
        return found.read_bytes()
