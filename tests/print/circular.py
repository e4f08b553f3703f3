"""Any facts as a printed circular."""

from __future__ import annotations

from tests.layouts import frame
from tests.layouts.facts import Facts
from tests.layouts.grids import Grid

from .paper import Page
from .typeset import PLAIN, Setter, Style

_WEIGHTS = {
    "number": 1.1, "category": 1.6, "task": 5.0, "content": 6.0, "deadline": 2.4, "lead": 2.6, "responsible": 3.4,
    "support": 3.2, "progress": 4.5, "person": 1.8, "remark": 2.0,
}  # fmt: skip


def printed(
    facts: Facts, grid: Grid, style: Style = PLAIN, setter: Setter | None = None, landscape: bool = False
) -> list[Page]:
    """Title, body and signature, the annex's heading, the table, what stands after it."""
    setter = setter or Setter()
    day = facts.issued
    setter.line(facts.title, "center", 22) if len(facts.title) < 19 else _title(setter, facts.title)
    setter.line(facts.number, "center")
    setter.paragraph(f"{facts.to}：", indent=0)
    setter.paragraph(
        "现将有关事项通知如下，请结合实际认真贯彻落实。各单位要加强组织领导，细化工作措施，明确责任分工，确保各项任务按期完成。"
    )
    setter.paragraph(f"附件：{facts.annex}", hang=5)
    setter.line(facts.issuer, "right")
    setter.line(f"{day.year}年{day.month}月{day.day}日", "right")
    setter.new_page((842.0, 595.0) if landscape else None)
    setter.line("附件")
    setter.line(facts.annex, "center", 18)
    setter.table(grid, [_WEIGHTS[column] for column in facts.columns], style)
    for line in frame.after(facts):
        if frame.habit(facts) == 4:
            setter.paragraph(line, indent=0)
    return setter.pages


def _title(setter: Setter, title: str) -> None:
    """A long title over two lines, cut where 关于 or a half is."""
    at = len(title) // 2
    setter.line(title[:at], "center", 22)
    setter.line(title[at:], "center", 22)
