"""Lines and glyphs → cells, without any file."""

import pytest

from hongtou.read.glyphs import Glyph, Rule, Sheet, line_of, lines, words
from hongtou.read.lattice import ruled
from hongtou.read.strokes import strokes

SIZE = 10.0


def put(text: str, x: float, y: float) -> list[Glyph]:
    """Characters side by side, the first one's left edge at x, on the baseline y."""
    return [Glyph(character, x + SIZE * i, x + SIZE * (i + 1), y, SIZE) for i, character in enumerate(text)]


def grid(xs: list[float], ys: list[float]) -> list[Rule]:
    """All lines of a table, from edge to edge."""
    across = [Rule(xs[0], y, xs[-1], y) for y in ys]
    return across + [Rule(x, ys[0], x, ys[-1]) for x in xs]


def cells(rules: list[Rule], *texts: tuple[str, float, float]) -> list[tuple[int, int, int, int, str]]:
    """The cells of the one table of a sheet."""
    glyphs = [glyph for text, x, y in texts for glyph in put(text, x, y)]
    (table,), rest = ruled(Sheet(600, 800, glyphs, rules))
    assert rest == []
    return [(c.row, c.column, c.rowspan, c.colspan, "".join(line.text for line in c.lines)) for c in table.cells]


XS, YS = [100.0, 150.0, 250.0], [100.0, 120.0, 140.0, 160.0]
FOUR = (
    ("序号", 105.0, 113.0),
    ("任务", 155.0, 113.0),
    ("1", 105.0, 133.0),
    ("修渠", 155.0, 133.0),
    ("清淤", 155.0, 153.0),
)
PLAIN = [
    (0, 0, 1, 1, "序号"), (0, 1, 1, 1, "任务"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "修渠"), (2, 0, 1, 1, ""),
    (2, 1, 1, 1, "清淤"),
]  # fmt: skip


def test_each_square_that_no_line_crosses_is_a_cell() -> None:
    assert cells(grid(XS, YS), *FOUR) == PLAIN


def test_a_line_that_is_missing_merges_down() -> None:
    rules = [Rule(150, 140, 250, 140) if rule == Rule(100, 140, 250, 140) else rule for rule in grid(XS, YS)]
    assert cells(rules, *FOUR)[2:4] == [(1, 0, 2, 1, "1"), (1, 1, 1, 1, "修渠")]


def test_a_line_that_is_missing_merges_across() -> None:
    rules = [Rule(150, 120, 150, 160) if rule == Rule(150, 100, 150, 160) else rule for rule in grid(XS, YS)]
    assert cells(rules, ("任务分解表", 130, 113), *FOUR[2:])[0] == (0, 0, 1, 2, "任务分解表")


def _dashed(rule: Rule) -> list[Rule]:
    if rule.top != rule.bottom:
        return [rule]
    steps = range(int(rule.left), int(rule.right), 6)
    return [rule._replace(left=x, right=min(x + 3, rule.right)) for x in steps]


def _row_by_row(rule: Rule) -> list[Rule]:
    if rule.left != rule.right:
        return [rule]
    steps = range(int(rule.top), int(rule.bottom), 20)
    return [rule._replace(top=y, bottom=min(y + 20, rule.bottom)) for y in steps]


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda rule: [rule, rule._replace(left=rule.left + 2, right=rule.right + 2)], id="doubled"),
        pytest.param(_dashed, id="dashed"),
        pytest.param(_row_by_row, id="row by row"),
        pytest.param(lambda rule: [rule._replace(right=rule.right + 0.5, bottom=rule.bottom + 0.5)], id="thin boxes"),
    ],
)  # fmt: skip
def test_it_does_not_matter_how_lines_are_drawn(draw: object) -> None:
    rules = [part for rule in grid(XS, YS) for part in draw(rule)]  # type: ignore[operator]
    assert cells(rules, *FOUR) == PLAIN


def test_a_table_without_outer_border_ends_where_its_lines_end() -> None:
    inner = [rule for rule in grid(XS, YS) if rule.left != rule.right or rule.left == 150]
    inner = [rule for rule in inner if rule.top != rule.bottom or 100 < rule.top < 160]
    assert cells(inner, *FOUR) == PLAIN


def test_a_crooked_line_makes_no_column() -> None:
    rules = [rule for rule in grid(XS, YS) if rule.left != 150 or rule.left != rule.right]
    rules += [Rule(150, 100, 150, 140), Rule(156, 140, 156, 160)]
    assert cells(rules, *FOUR) == PLAIN


def test_a_word_that_spills_over_an_edge_stays_whole() -> None:
    long = ("县人力资源和社会保障", 153.0, 133.0)  # 100 points wide in a cell that ends at 250
    found = cells([*grid([*XS, 300.0], YS)], *FOUR[:3], long, ("长期", 270, 133))
    assert (1, 1, 1, 1, "县人力资源和社会保障") in found
    assert (1, 2, 1, 1, "长期") in found


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([Rule(100, 100, 400, 100)], id="the red line under a letterhead"),
        pytest.param([Rule(100, 100, 400, 100), Rule(100, 130, 400, 130)], id="two lines"),
        pytest.param(grid([50.0, 550.0], [50.0, 750.0]), id="a frame around the page"),
    ],
)
def test_lines_that_are_no_table(rules: list[Rule]) -> None:
    glyphs = put("通知", 200, 120)
    assert ruled(Sheet(600, 800, glyphs, rules)) == ([], glyphs)


def test_two_tables_beside_each_other_are_two() -> None:
    tables, _ = ruled(
        Sheet(
            600,
            800,
            put("甲乙丙", 105, 113) + put("丁", 405, 113),
            grid(XS, YS) + grid([400, 450, 500], [100, 120, 140]),
        )
    )
    assert len(tables) == 2


def test_dots_in_a_row_are_a_line() -> None:
    dots = [Rule(x, 50.0, x + 1, 51.0) for x in range(0, 200, 3)]
    across, down = strokes(dots)
    assert [(round(stroke.start), round(stroke.end)) for stroke in across] == [(0, 199)]
    assert down == []


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([("通", 0), ("知", 10)], "通知"),
        ([("主", 0), ("任", 20)], "主 任"),
        ([("甲", 0), ("乙", 40)], "甲　　　乙"),
        ([("年", 0), ("3", 12.5)], "年3"),  # Word sets digits a little apart
        ([("a", 0), ("b", 5)], "ab"),
        ([("a", 0), ("b", 8)], "a b"),
    ],
)
def test_blanks_are_what_print_leaves_blank(places: list[tuple[str, float]], expected: str) -> None:
    glyphs = [Glyph(text, x, x + (5 if text.isascii() else 10), 0, 10) for text, x in places]
    assert words(glyphs) == expected


def test_bold_that_is_printed_twice_counts_once() -> None:
    assert line_of(put("通知", 0, 0) + put("通知", 0.4, 0)).text == "通知"


def test_a_line_holds_what_stands_on_one_baseline() -> None:
    digits = [Glyph("3", 10, 15, 21.5, 9)]
    assert [line.text for line in lines(put("第", 0, 20) + digits + put("条", 15, 20) + put("二", 0, 40))] == [
        "第3条",
        "二",
    ]
