"""Texts of one line whose paragraphs touch: where between two characters a paragraph must have ended.

Only what no running text says is a sign: a sentence and 一、, a document number and who is spoken to, a day and
(此件公开发布), a title and the 为贯彻 that opens its text. Of nearly all characters one look at them and the next
tells that they are none.
"""

from __future__ import annotations

import re

from hongtou.data import any_of, load_toml
from hongtou.model import Paragraph

_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_HAN = r"[\u3400-\u9fff]"
_ORGAN = rf"{_HAN}{{2,40}}(?:政府|办公[室厅]|指挥部|领导小组|委员会|[局厅委])"
_SPOKEN_TO = r"各(?:[省市县区镇乡州盟旗地位]|街道|有关|相关|部门|单位|成员|企业|学校)[^。:]{0,200}:"
_SO_AS_TO = "为(?:深入|贯彻|做好|全面|认真|切实|进一步|落实|应对|有效|积极|加强|支持|扎实|确保|推动|统筹)"
_NUMBER = rf"{_HAN}{{2,14}}[〔\[]\d{{4}}[〕\]]\d{{1,4}}号"
_SITE = "(?:信息)?来源:|发布(?:时间|日期):|作者:|字号:|【(?:打印|关闭|返回|我要|字)|[上下]一[篇条]:|扫一扫|责任编辑:"
_COUNT = "[一二三四五六七八九十]{1,3}"
_LATER = rf"(?!一){_COUNT}"
_NEXT = r"(?=[一二三四五六七八九十第\d(附为根按各信来发作字【上下扫责])"
_SIGNS = re.compile(
    rf"""
    [。:;)\]〕】日号案施见法则知告策定划局委办厅部会府院队处司行心社联团构位业区前\d] {_NEXT} (?:
        (?<=[。:;]) (?={_COUNT}、(?![\d一二三四五六七八九十]))                  # …如下措施:一、减免租金
      | (?<=[)\]〕】]) (?={_LATER}、(?![\d一二三四五六七八九十级类]))
      | (?<=[。;)\]〕】]) (?<!\([一二三四五六七八九十]\)) (?=第{_COUNT}条(?![所规第中的之、和至]))
      | (?<=[知告见施]如下:) (?=1[.、](?!\d)|\(一\))                         # 通知如下:1.减免租金
      | (?<=。) (?=附件\d?:|{_DAY}(?:$|[ ]|\(此件))                          # …执行。2020年2月7日
      | (?<=日) (?=\((?:此件|公开方式|主动公开|来源:)|{_SITE})
      | (?<=[知见施告案定]) (?=\({_DAY}\)|{_SITE})
      | (?P<title>(?<=[案施见法则知告策定划])) (?={_SO_AS_TO}|{_SPOKEN_TO}|{_COUNT}、(?!\d))
      | (?:(?<=第\d号\))|(?<=第\d\d号\))) (?=为|根据|按照|各)
      | (?:(?<=\d号)|(?<=-\d\d)) (?={_SPOKEN_TO})                            # 云政发〔2020〕6号各乡镇人民政府:
        # 责任单位:市财政局二、减免租金
      | (?:(?<=[局委办厅部会府院队处司行心社联团构位业区])|(?<=[日底末]前))
        (?={_LATER}、(?![二三四五六七八九十级类期])|\({_LATER}\)(?![级类档期项款条目]){_HAN}
          |\d{{1,2}}[.、][ ]?{_HAN}(?!{_HAN}{{0,6}}\d{{1,4}}[、,。]))         # but 城市社区5、农村社区10
    )
    """,
    re.VERBOSE,
)
_SPEAKS = re.compile(rf"{_SPOKEN_TO}(?={_SO_AS_TO}|现[将就]|根据|按照|经[省市县区]|《)")
# 二、减轻企业负担(三)减免租金
_HEADING = re.compile(
    rf"(?:{_COUNT}、|\({_COUNT}\))(?:{_HAN}|[、“”]){{3,30}}+(?=\({_COUNT}\)[^级类档型期号批标]|\d{{1,2}}[.、](?!\d))"
)
_TITLED = re.compile(rf"的通知(?={_NUMBER}(?!文|\))|{_ORGAN}(?:关于|印发|转发))")
_NUMBERED = re.compile(rf"〔\d{{4}}〕\d{{1,4}}号(?={_ORGAN}(?:[ ]|关于|印发|转发))")
_IS_NUMBER = re.compile(_NUMBER)
_PUBLIC = re.compile(r"\(此件(?:公开发布|主动公开|依申请公开)\)(?=\S)")
_SIZES = re.compile(rf"(?:小 ?中 ?大|大 ?中 ?小)(?={_NUMBER})")  # 字号:小中大
_NO_TITLE = re.compile(r"[,。;:]|^(?:根据|按照|依据|结合|经)")
_BEFORE_TITLE = (" ", "。", ":", "日", "号", "知", "布)", "开)")
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 90
_PAPERS = tuple(load_toml("header.toml")["issued_papers"])
# …执行。云溪县人民政府2020年2月7日 or, behind it, a title: 云溪县支持企业若干措施
_DAY_ENDS = re.compile(
    rf"日(?=$|[ (]|(?:{_HAN}|[“”、]){{6,60}}?(?:{any_of(_PAPERS)})(?:$|[ ]|{_SO_AS_TO}|根据|按照|{_COUNT}、|第一条))"
)
_DATED_LAST = re.compile(rf"{_DAY}$")
_IS_ORGAN = re.compile(_ORGAN)
_DATED = re.compile(_DAY)
_BELOW_DAY = re.compile(rf"(?:(?:{_HAN}|[“”、]){{6,60}}(?:{any_of(_PAPERS)})|{_NUMBER}|{_ORGAN})$|关于")
_SIGNED = re.compile(rf"[。)](?={_ORGAN}$)")
_LONGEST_NAME, _LONGEST_DAY = 45, 11


def parted(folded: str, offset: int, pieces: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs with those apart that touch, where blanks were lost too."""
    cuts = unglued(folded)
    above = (0, 0)
    for piece in pieces:
        start, end = piece.start - offset, piece.end - offset
        if folded[start].isdigit():
            cuts += _signed(folded, above, start, end)
        above = start, end
    cuts.sort()
    cuts.append(len(folded) + 1)
    found: list[Paragraph] = []
    nearest = 0
    for piece in pieces:
        left, end = piece.start - offset, piece.end - offset
        while cuts[nearest] <= left:
            nearest += 1
        if cuts[nearest] >= end and folded[left] not in _OPENS:
            found.append(piece)  # as nearly all
            continue
        while left < end:
            while cuts[nearest] <= left:
                nearest += 1
            stop = min(cuts[nearest], end)
            at = _opened(folded, left, stop) if folded[left] in _OPENS else stop
            found.append(Paragraph(offset + left, offset + at))
            left = at
    return found


def unglued(folded: str) -> list[int]:
    """The places in a line of joined paragraphs at which one begins without a blank before it.

    >>> unglued("制定如下措施:一、减免租金。二、缓缴税款。")
    [7, 14]
    """
    found = [sign.end() for sign in _SIGNS.finditer(folded) if sign.lastgroup is None or _is_title(folded, sign.end())]
    found += [sign.end() for pattern in (_TITLED, _PUBLIC, _SIZES) for sign in pattern.finditer(folded)]
    for number in _NUMBERED.finditer(folded):
        at = max(folded.rfind(mark, 0, number.start()) for mark in " 知") + 1
        if _IS_NUMBER.fullmatch(folded, at, number.end()):
            found.append(number.end())
    for ends in _DAY_ENDS.finditer(folded):  # …执行。云溪县人民政府2020年2月7日
        day = _DATED_LAST.search(folded, max(0, ends.end() - _LONGEST_DAY), ends.end())
        at = folded.rfind("。", max(0, day.start() - _LONGEST_NAME), day.start()) + 1 if day is not None else 0
        if day is None or not at:
            continue
        named = _IS_ORGAN.fullmatch(folded, at, day.start()) is not None
        if named:
            found.append(at)
        if (named or at == day.start()) and folded[ends.end() : ends.end() + 1] not in ("", " ", "("):
            found.append(day.end())
    return sorted(found)


def _is_title(folded: str, at: int) -> bool:
    """Whether the words that end there, from the last blank, mark or day on, are a title's: …若干措施|为贯彻…."""
    first = max(0, at - _LONGEST_TITLE)
    marks = [(folded.rfind(mark, first, at - 1), len(mark)) for mark in _BEFORE_TITLE]
    start = max((place + length for place, length in marks if place >= 0), default=first)
    title = folded[start:at]
    if len(title) < _SHORTEST_TITLE or _NO_TITLE.search(title) is not None:
        return False
    return title.endswith(_PAPERS) or "关于" in title


_OPENS = frozenset("(一二三四五六七八九十各")
"""What the paragraphs begin with of which :func:`_opened` may say something."""


def _opened(folded: str, start: int, end: int) -> int:
    """Where behind a heading or who is spoken to, with which a paragraph opens, the next one begins; else its end."""
    opening = (_SPEAKS if folded[start] == "各" else _HEADING).match(folded, start, end)
    return opening.end() if opening is not None else end


def _signed(folded: str, above: tuple[int, int], start: int, end: int) -> list[int]:
    """The same of a paragraph that opens with a day, and of the one above it, which ends with who signs:
    …执行。云溪县人民政府 2020年2月7日 · 云溪县人民政府 2020年2月7日云溪县支持企业若干措施.
    """
    day = _DATED.match(folded, start, end)
    if day is None:
        return []
    name = _SIGNED.search(folded, max(above[0], above[1] - _LONGEST_NAME), above[1])
    found = [name.end()] if name is not None else []
    if day.end() < end and _BELOW_DAY.match(folded, day.end(), end) is not None:
        found.append(day.end())
    return found
