"""发文机关: of title, signature and metadata box the fullest form of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from hongtou.data import any_of, load_toml
from hongtou.fields.regions import CENTRAL, Region, find_region, is_place
from hongtou.fields.text import Text, fold
from hongtou.fields.unit_full import Place, full_name, own_house, place_of
from hongtou.model import UNSET, Issuer, Value
from hongtou.parse.glued import glued
from hongtou.parse.header import Header
from hongtou.parse.letterhead import HIGHEST, SEPARATOR, beside, masthead, printing, split
from hongtou.parse.lines import Page
from hongtou.parse.metadata import Metadata
from hongtou.parse.organs import is_organ, opening, rests_of_names

_STATE = "中华人民共和国"


def read_issuers(page: Page, header: Header, metadata: Metadata) -> tuple[Issuer, ...]:
    """The issuers in the title's order; each takes the signature's form where that is the same organ written fuller."""
    text = page.text
    titled = _from_title(page, header)
    signed = [part for value in header.signatures if is_organ(_name(text, value)) for part in _apart(text, value)]
    boxed_value = metadata.find("issuer")
    boxed = split(text, boxed_value) if boxed_value and not boxed_value.text.endswith(("网", "网站")) else []
    named = titled or signed or masthead(page, header) or boxed or _of_issued(page, header) or beside(page, header)
    named = named or _of_own_rules(page, header)
    if not named:
        named = printing(page, header)
    if not named:
        publisher = metadata.find("publisher")
        named = split(text, publisher) if publisher else []
    if len(titled) == 1 and len(signed) > 1 and (_same(titled[0], signed[0]) or _is_all(titled[0], signed)):
        named = signed
    chosen = [
        max([value, *(s for s in (*signed, *boxed) if _same(value, s))], key=lambda v: len(_bare(v))) for value in named
    ]
    if len(signed) == len(chosen):
        chosen = [_spelt_out(value, sign) for value, sign in zip(chosen, signed, strict=True)]
    return tuple(_issuer(text, value) for value in chosen)


@cache
def _level() -> re.Pattern[str]:
    no_level = any_of(load_toml("units.toml")["sharing"]["no_mark"])
    return re.compile(rf"(?!{no_level})(?:自治[区州县旗]|[省市县区州盟旗])(?=[\u3007\u3400-\u9fff]{{2}})")


def place_of_issuers(
    page: Page, header: Header, metadata: Metadata, issuers: Sequence[Issuer], year: int | None
) -> Region | None:
    """The place the first issuer speaks for: its name's, its number's, or where only a level is printed (市人民政府) or
    several places have the name (鼓楼区) that of the 发布机构 or of the site's own name. Where none issues it
    (云溪市…整改方案) the title opens with it.
    """
    code = header.number.issuer_code if header.number else None
    unit = issuers[0].unit if issuers else None
    if code and unit and code[0] == unit[0] and own_house(unit, year) is not None:
        code = None  # 青岚能发 of 青岚能源集团: its own name, not the province's
    found = find_region(unit, year=year, number_code=code) if issuers or code else None
    if not issuers and found is None and header.title is not None:
        return _of_title(fold(header.title.value.reading), year)
    level = _level().match(unit) if found is None and unit else None
    named = found is not None and found.code is None and is_place(found.name)
    if level is None and not named:
        return found
    publisher = metadata.find("publisher")
    names = [publisher.reading] if publisher else []
    names += [sign.reading for sign in header.signatures]  # 市政府专题会议纪要 / 云溪市人民政府办公室
    names += [
        site[1] for line in page.lines[:HIGHEST] if "网" in line.words[-2:] and (site := _SITE.search(line.words))
    ]
    places = [find_region(name, year=year) for name in names]
    if found is not None:
        return next((place for place in places if place and place.code and place.name == found.name), found)
    return next((place for place in places if level and place and place.name.endswith(level[0])), None)


def _of_title(title: str, year: int | None) -> Region | None:
    """The place that opens a title without issuer: one that GB/T 2260 lists, any where 贯彻, 落实 or a year follows;
    the centre where one of its organs rules for itself (财政部公文处理细则).
    """
    if _of_centre().fullmatch(title):
        return CENTRAL
    sure = _OPENS_TITLE.match(title)
    found = find_region(sure[1] if sure else title, year=year)
    if found is None or (sure is None and (found.code is None or found.name not in title[:_LONGEST_PLACE])):
        return None
    return found


@cache
def _of_centre() -> re.Pattern[str]:
    header = load_toml("header.toml")
    organs, papers, ends = (any_of(header[name]) for name in ("central_organs", "own_papers", "own_papers_end"))
    return re.compile(rf"(?:{organs})(?:{papers})(?:(?!反馈|整改).)*(?:{ends})")


_LONGEST_PLACE = 16
_OPENS_TITLE = re.compile(r"((?!关于)[\u3400-\u9fff]{2,12}?[省市县区州盟旗])(?=贯彻|落实|(?:19|20)\d\d)")
_SITE = re.compile(r"([\u3007\u3400-\u9fff]{2,12}?人民政府)(?:门户)?网站?$")


def in_full(issuers: Sequence[Issuer], region: Region | None, year: int | None) -> tuple[Issuer, ...]:
    """The issuers with ``unit`` written out as a responsible unit's is: 省人民政府 of 湖南省, 国家发展改革委."""
    if region is None:
        return tuple(issuers)
    place = place_of(issuers[0].unit if issuers else None, year) or place_of(region.name, year)
    return tuple(replace(issuer, unit=_full_unit(issuer.unit, region, place)) for issuer in issuers)


def _full_unit(unit: str, region: Region, place: Place | None) -> str:
    level = _level().match(unit)
    if level is None or not region.name.endswith(level[0]):
        return full_name(unit, "", place)[0] if place is not None else unit
    full = full_name(unit, level[0], place)[0]
    return full if full != unit else region.name + unit[len(level[0]) :]


def _from_title(page: Page, header: Header) -> list[Value]:
    """The organs in front of 关于, 印发, …; a title over several lines may part them by its lines."""
    if header.title is None:
        return []
    value = header.title.value
    places: list[int] = []
    breaks = {0}
    for start, end in value.spans:
        breaks.add(len(places))
        places += _unspread(page.text.folded, start, end)
    joined = "".join([page.text.folded[at] for at in places])
    match = opening().match(joined)
    if not match:
        return _of_order(page, value) if joined.endswith("令") else []
    found: list[Value] = []
    left = len(_STATE) if joined.startswith(f"{_STATE}国务院") else 0
    whole = match.end(1)
    cuts = [(m.start(), m.end()) for m in SEPARATOR.finditer(joined, 0, whole)]
    cuts = cuts or [(at, at) for at in glued(joined[:whole])]
    cuts += [
        (at, at)
        for at in breaks
        if 0 < at < whole and _complete(joined[:at]) and not joined.startswith(rests_of_names(), at)
    ]
    for start, end in [*sorted(cuts), (whole, whole)]:
        if start > left:
            found.append(page.broken(_runs(places[left:start])))
        left = max(left, end)
    return found


_SPREAD = re.compile(r"(?:(?<=^[^ ])|(?<= [^ ])) +| +(?=[^ ](?: |$))")


def _unspread(folded: str, start: int, end: int) -> list[int]:
    """The offsets of a line of a title without the blanks that spread its characters: 云 溪 县 人 民 政 府 令. A blank
    between two longer words parts names.
    """
    places, line = list(range(start, end)), folded[start:end]
    if " " not in line:
        return places
    spread = {start + at for m in _SPREAD.finditer(line) for at in range(m.start(), m.end())}
    return [at for at in places if at not in spread]


def _of_issued(page: Page, header: Header) -> list[Value]:
    """The organ that opens the name of what an order issues, where the order names itself in short: 渝府令第3号."""
    issued = header.issued
    match = opening().match(fold(issued.reading)) if issued and issued.clean is UNSET else None
    return [page.text.value(issued.start + match.start(1), issued.start + match.end(1))] if issued and match else []


def _of_own_rules(page: Page, header: Header) -> list[Value]:
    """The government whose rules of procedure a title names: no other organ makes them."""
    title = header.title.value if header.title else None
    match = _OWN_RULES.fullmatch(fold(title.reading)) if title and title.clean is UNSET else None
    return [page.text.value(title.start, title.start + match.end(1))] if title and match else []


_OWN_RULES = re.compile(
    r"([\u3400-\u9fff]{2,16}人民政府|国务院)(?:常务会议|全体会议)?(?:工作|议事)?规则(?:\(.{1,8}\))?"
)


def _of_order(page: Page, value: Value) -> list[Value]:
    """The organs over a joint order, one a line, the last one's line with 令 behind it or 令 below it."""
    spans = list(value.spans)
    start, end = spans.pop()
    if end - start > 1:
        spans.append((start, end - 1))
    names = [page.text.value(start, end) for start, end in spans]
    return names if len(names) > 1 and all(is_organ(_name(page.text, name)) for name in names) else []


def _complete(words: str) -> bool:
    """Whether an organ's name can end here: what a broken title joins ("人力资源" + "社会保障厅") cannot."""
    return re.search(r"(?:政府|办公室|办公厅|厅|局|委员会|委|部|院|行|社|会)$", words) is not None


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Offsets in order as the spans they fill."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _apart(text: Text, value: Value) -> list[Value]:
    """The names of a signature that touch: 云溪市财政局云溪市水利局, spread too: 财 政 部 教 育 部."""
    places = _unspread(text.folded, value.start, value.end)
    cuts = [places[cut] for cut in glued("".join([text.folded[at] for at in places]))]
    bounds = (value.start, *cuts, value.end)
    return [text.value(start, end) for start, end in pairwise(bounds)] if cuts else [value]


def _bare(value: Value) -> str:
    return "".join(value.reading.split())


def _name(text: Text, value: Value) -> str:
    """In simplified script where the text is read so: 廣州市人民政府辦公廳."""
    return "".join(text.name_of(value).split())


def _same(one: Value, other: Value) -> bool:
    """Whether one is the other with more in front ("省水利厅" and the province's name before it)."""
    a, b = _bare(one), _bare(other)
    return a == b or (len(a) >= 3 and b.endswith(a)) or (len(a) >= 2 and b.startswith(a) and len(b) > len(a) + 4)


def _is_all(glued: Value, names: Sequence[Value]) -> bool:
    """Whether a title names its issuers with nothing between them."""
    return _bare(glued) == "".join(map(_bare, names))


def _spelt_out(value: Value, sign: Value) -> Value:
    """The signature in the same place where the title only abbreviates it: 市教委 of 青岩市教育委员会."""
    short, full = _bare(value), iter(_bare(sign))
    whole = len(_bare(sign)) > len(short) and all(c in full for c in short)
    return sign if whole and _alike_end(short, _bare(sign)) else value


_FULL_ENDS = {"委": ("委员会",), "办": ("办公室", "办公厅")}


def _alike_end(short: str, full: str) -> bool:
    """Whether both are organs of one kind: 府办 and 府办公室, 教委 and 教育委员会, 财政局 and 财政局."""
    if short[-1] == full[-1]:
        return True
    return full.endswith(_FULL_ENDS.get(short[-1], ("\n",)))


def _issuer(text: Text, value: Value) -> Issuer:
    unit = _name(text, value)
    return Issuer(text=value.text, start=value.start, end=value.end, clean=value.clean, parts=value.parts, unit=unit)
