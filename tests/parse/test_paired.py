"""Columns whose name says two roles, and cells that print both."""

from __future__ import annotations

import pytest

from .compose import each, page, table, units


def roles(name: str, cell: str, *, flat: bool = False) -> list[tuple[str, str]]:
    """The units of one row under a column of this name."""
    heads, cells = ("序号", "工作任务", name, "完成时限"), ("1", "修建水渠", cell, "6月底前")
    if flat:
        circular = table("\t".join(cells), heads=("\t".join(heads),))
    else:
        rows = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in line)}</tr>" for line in (heads, cells))
        circular = page(f"<p>分工表</p><table>{rows}</table>")
    (task,) = circular.tasks
    assert each(task.responsible) == [cell]
    return units(task)


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize(
    ("name", "cell", "expected"),
    [
        ("责任单位(牵头/配合)", "县水利局/县财政局、县审计局", ("lead", "support", "support")),
        ("牵头/配合单位", "县水利局/县财政局、县审计局", ("lead", "support", "support")),
        ("牵头单位/责任单位", "县水利局/县财政局、县审计局", ("lead", "responsible", "responsible")),
        ("牵头单位(配合单位)", "县水利局(县财政局、县审计局)", ("lead", "support", "support")),
        ("主办/协办单位", "县水利局/县财政局/县审计局", ("responsible",) * 3),  # which of two strokes parts them?
        ("牵头单位/配合单位", "县水利局/县财政局、县审计局", ("lead", "support", "support")),
        ("责任单位", "县水利局/县财政局、县审计局", ("responsible",) * 3),
    ],
)
def test_two_roles_in_a_cell(name: str, cell: str, expected: tuple[str, ...], flat: bool) -> None:
    found = roles(name, cell, flat=flat)
    assert found == list(zip(("县水利局", "县财政局", "县审计局"), expected, strict=True))


@pytest.mark.parametrize("name", ["责任单位(牵头/配合)", "责任单位/责任人", "责任单位(责任人)"])
def test_a_cell_of_one_unit_has_the_role_of_the_column(name: str) -> None:
    assert roles(name, "县水利局") == [("县水利局", "responsible")]


@pytest.mark.parametrize("name", ["牵头单位", "牵头单位(责任单位)"])
def test_brackets_in_a_column_of_one_role_are_a_second_name(name: str) -> None:
    assert roles(name, "县水利局(县水务局)") == [("县水利局(县水务局)", "lead")]


@pytest.mark.parametrize(
    ("name", "cell", "due", "expected"),
    [
        (
            "责任单位/完成时限",
            "县水利局、县财政局/3月底",
            "3月底",
            [("县水利局", "responsible"), ("县财政局", "responsible")],
        ),
        ("牵头单位及完成时限", "县水利局,3月底前完成", "3月底前", [("县水利局", "lead")]),
        ("完成时限、责任单位", "3月底前 县水利局", "3月底前", [("县水利局", "responsible")]),
        ("责任单位、责任人及时限", "县水利局(3月底前)", "3月底前", [("县水利局", "responsible")]),
        ("责任单位和时限", "3月底前完成", "3月底前", []),
        ("责任单位与完成时限", "县水利局,长期坚持", "长期坚持", [("县水利局", "responsible")]),
        ("完成时限", "县水利局会上3月底前", "3月底前", []),
    ],
)
def test_units_beside_the_limit(name: str, cell: str, due: str, expected: list[tuple[str, str]]) -> None:
    lines = (("序号", "工作任务", name), ("1", "修建水渠", cell))
    rows = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in line)}</tr>" for line in lines)
    (task,) = page(f"<p>分工表</p><table>{rows}</table>").tasks
    assert task.deadline
    assert task.deadline.text == cell
    assert each(task.deadlines) == [due]
    assert units(task) == expected
