"""What of a line is a title's own, and in what words titles end."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import any_of, load_toml
from hongtou.fields.numbers import scan_numbers
from hongtou.parse.lines import Line, Page

LONGEST, MOST_LINES = 160, 8
"""Characters of a title, and lines that it may take."""
# (试行), 公告2019年第39号, and what an announcement with a number is about: 公告2019年第39号(关于…的公告).
_BRACKET = r"(?:\s*[(（〔\[【《][^()（）〔〕\[\]【】]{1,40}(?:\d{4}[^()（）]{0,12})?[)）〕\]】》])"
_SUFFIX = rf"{_BRACKET}*(?:(?:\d{{4}}年)?第\d{{1,4}}号{_BRACKET}?)?"
# The document's number before or behind the title in its own line, in brackets or not; no part of it.
_NUMBER = r"[(\[【]?[\u3400-\u9fffA-Za-z]{0,16}\s*[〔\[【(]\s*\d{2,4}\s*[〕\]】)]\s*第?\s*\d{1,5}\s*号\s*[)\]】]?"
_NUMBER_TAIL = re.compile(rf"\s*{_NUMBER}$")
_BEFORE_NUMBER = re.compile(r"[\u3400-\u9fff ]{8,}?(?=\s*[〔\[【(])")
_NUMBER_HEAD = re.compile(rf"{_NUMBER}\s*(?=关于|转发|印发|.{{0,30}}关于)")
# What a site says of the text before or behind its title: 【规范性文件】, [失效].
_NOTE_HEAD = re.compile(
    r"(?:[\[【][\u3400-\u9fff]{2,8}[\]】]|\(已?(?:废止|失效)\))\s*(?=[\u3400-\u9fff]{0,40}(?:关于|印发|转发|批转))"
)
_NOTE_TAIL = re.compile(r"\s*[\[【(](?:全文|部分|条款|已|现行)?(?:失效|废止|有效)[\]】)]$")
# _政策文件_云溪县人民政府, | 云溪县政府网, a bar alone.
_SITE_TAIL = re.compile(r"\s*(?P<sign>[_|丨-])[_|丨-]*\s*(?P<site>[\u3400-\u9fff][\u3400-\u9fff_| ·-]{1,40}|)$")
_OF_SITE = re.compile(r"(?:网|网站|门户|平台|公开|政府|频道)$")
# The day a page was put up, behind the title as a list of links prints it.
_DAY_TAIL = re.compile(r"\s*[(\[]?\d{4}([-/])\d{1,2}\1\d{1,2}[)\]]?$")
# 印发《…》 with nothing behind it, as a paper reports what two offices issued.
_ISSUED = re.compile(r"(?:印发|转发|发布)《[^《》]{4,80}》$")
SHORTEST, _LONGEST_PLAIN = 8, 50
_SUFFIX_ENDS = frozenset(")）〕】》]号")


@cache
def _last_words() -> dict[str, list[str]]:
    """The words that end a title by their last character, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(load_toml("header.toml")["title_ends"], key=len, reverse=True):
        found.setdefault(word[-1], []).append(word)
    return found


@cache
def last_characters() -> frozenset[str]:
    """What a title's last character may be."""
    return _SUFFIX_ENDS.union(_last_words())


@cache
def _ends() -> re.Pattern[str]:
    words = any_of(load_toml("header.toml")["title_ends"])
    return re.compile(rf"(?:{words}){_SUFFIX}$")


def end_of(joined: str) -> int | None:
    """Where the word begins that ends a title, what may follow it included; None where none does."""
    if joined[-1] in _SUFFIX_ENDS:
        match = _ends().search(joined) or _ISSUED.search(joined)
        return match.start() if match else None
    word = next((word for word in _last_words().get(joined[-1], ()) if joined.endswith(word)), None)
    return None if word is None else len(joined) - len(word)


def ends_title(words: str) -> bool:
    """Whether words without blanks end as a title does."""
    return SHORTEST <= len(words) <= _LONGEST_PLAIN and end_of(words) is not None


def own_words(page: Page, line: Line) -> tuple[int, int]:
    """Where in a line's words the title's own stand, without the document's number or the page's day around them."""
    words = line.words
    start, end = 0, len(words)
    if ("_" in words or "|" in words or "-" in words or "丨" in words) and (site := _site_behind(words)):
        words, end = words[:site], site
    if "号" in words:
        tail = _NUMBER_TAIL.search(words)
        if tail and not tail.start() and (title := _BEFORE_NUMBER.match(words)):
            end = title.end() if ends_title(title[0].replace(" ", "")) else end  # 云溪县常务会议纪要〔2018〕7号
        elif tail and tail.start():
            end = tail.start()
            if tail[0][0] not in " ([【":  # glued to the title: where the number itself begins
                end = next((n.start - line.start for n in scan_numbers(page.text, line.start, line.end)[-1:]), end)
        elif head := _NUMBER_HEAD.match(words):
            start = head.end()
    elif words[-1].isdigit() or words[-1] in ")]】":
        tail = _DAY_TAIL.search(words) or _NOTE_TAIL.search(words)
        end = tail.start() if tail and tail.start() else end
    if words.startswith("title:"):  # of the head that extractors of text print over it
        start = len(words) - len(words[6:].lstrip(" "))
    if words[start] in "[【(" and (note := _NOTE_HEAD.match(words, start, end)):
        start = note.end()
    quoted = words[end - 1] == "》" and words[start] == "《" and words.count("《", start, end) == 1
    return (start + 1, end - 1) if quoted else (start, end)


def _site_behind(words: str) -> int:
    """Where a title ends behind which stand the site's own words, as a browser's window shows them
    (…的通知_政策文件_云溪县政府), or a bar that parts it from nothing; 0 where none do.
    """
    site = _SITE_TAIL.search(words)
    if site is None:
        return 0
    title, behind = words[: site.start()].replace(" ", ""), site["site"].replace(" ", "")
    if len(title) < SHORTEST or end_of(title) is None or (behind and end_of(behind) is not None):
        return 0
    return site.start() if not behind or site["sign"] != "-" or _OF_SITE.search(behind) else 0
