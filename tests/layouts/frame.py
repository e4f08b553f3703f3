"""What stands around a table: head, body and foot of the circular, and the annex's heading."""

from __future__ import annotations

from typing import NamedTuple

from .facts import Facts


class Page(NamedTuple):
    """A circular in one layout: its bytes, the name they go by, and the facts it still says."""

    data: bytes
    path: str
    facts: Facts


def habit(facts: Facts) -> int:
    """Which of the five ways to print what stands around a table these facts take."""
    return sum(map(ord, facts.name)) % 5


def before(facts: Facts, *, annexed: bool = True) -> list[str]:
    """The lines before the table."""
    day, kind = facts.issued, habit(facts)
    lines = [facts.title, facts.number, f"{facts.to}:", "　　现将有关事项通知如下,请结合实际认真贯彻落实。"]
    if kind == 3:
        lines = ["首页 > 政务公开 > 文件", facts.title, f"来源:{facts.issuer}　浏览次数:312", *lines]
    if kind == 2 and annexed:  # else the passages would stand under these headings
        lines += ["　　一、提高认识。各级各部门要加强领导,落实责任。", "　　二、强化督查。对工作不力的予以通报。"]
    foot = [facts.issuer, f"{day.year}年{day.month}月{day.day}日"]
    if not annexed:
        return [*lines, *foot]
    one = "1" if kind == 1 else ""
    foot += ["(此件公开发布)"] if kind in (1, 4) else []
    return [*lines, f"　　附件:{'1.' if one else ''}{facts.annex}", *foot, f"附件{one}", facts.annex]


def after(facts: Facts) -> list[str]:
    """The lines after the table."""
    if habit(facts) == 3:
        return ["[打印本页]　[关闭窗口]", f"上一篇:{facts.issuer}关于做好春季造林工作的通知"]
    if habit(facts) == 4:
        return [f"抄送:{facts.to[:2]}党委,有关单位。", f"{facts.issuer}　　{facts.issued.year}年3月30日印发"]
    return []


def text(facts: Facts, table: list[str], *, gap: str = "\n", path: str = "a.txt") -> Page:
    """A plain text of the circular with these lines as its table."""
    lines = [*before(facts), *table, *after(facts)]
    return Page(gap.join(lines).encode(), path, facts)


def html(facts: Facts, table: str, *, charset: str = "utf-8", paragraph: str = "<p>{}</p>\n") -> Page:
    """A page of the circular with this markup as its table."""
    head = "".join(paragraph.format(line) for line in before(facts))
    foot = "".join(paragraph.format(line) for line in after(facts))
    page = f'<html><head><meta charset="{charset}"></head><body>\n{head}{table}\n{foot}</body></html>'
    return Page(page.encode(charset), "a.html", facts)
