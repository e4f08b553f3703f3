"""The same circular in every format: the same tasks out."""

import pytest

import hongtou
from hongtou.errors import MissingHelperError
from hongtou.read import office, scan

from . import printed
from .circular import AT_RIGHT, NUMBER, TITLE
from .made import FORMATS, OLD, SCANS, circular
from .measure import measure, tasks, wanted
from .others import compare, ours
from .others import wanted as grid


def office_is_there() -> bool:
    try:
        return bool(office.find())
    except MissingHelperError:
        return False


needs_office = pytest.mark.skipif(not office_is_there(), reason="LibreOffice is not installed")


@pytest.mark.parametrize(
    "form", [form if form not in OLD else pytest.param(form, marks=needs_office) for form in FORMATS]
)
def test_each_format_gives_the_same_tasks(form: str) -> None:
    found = hongtou.extract(circular(form), path=f"分工.{form}")
    assert tasks(found) == list(wanted(form))
    assert found.title is not None
    assert found.document_number is not None
    assert (found.title.text, found.document_number.text) == (TITLE, NUMBER)
    assert [value.text for value in found.signatures] == [AT_RIGHT[0]]
    assert {finding.check for finding in found.findings} <= {"cell_from_above"}


@pytest.mark.parametrize("form", ["docx", "xlsx", "xls", "html"])
def test_each_format_gives_the_same_grid(form: str) -> None:
    assert ours(circular(form), f"a.{form}") == grid()


@pytest.mark.slow
@pytest.mark.skipif(not scan.is_there() or printed.font() is None, reason="the extra ocr or a font is not installed")
@pytest.mark.parametrize("form", SCANS)
def test_a_scan_gives_nearly_every_cell(form: str) -> None:
    found = measure(form, times=1)
    assert found.cells >= 0.97 * found.of_cells


@pytest.mark.slow
def test_the_libraries_that_others_read_with_give_the_same_grid() -> None:
    for name, rows, of, _ in compare(times=1):
        assert (name, rows) == (name, of)
