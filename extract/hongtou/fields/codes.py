"""发文机关代字: where an issuing code begins in the words around it, and what it is made of.

A code is place + organ + kind (郴 + 政办 + 函; GB/T 9704-2012, 7.2.5). Places are open, every county chooses its
character; organs and kinds are listed in ``data/numbers.toml``. What stands in front of a code without a mark
(已下发了云政办电…) is cut by the words that no code contains, and, where a character is both (和县 and 和), by whether
what follows is a whole code by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hongtou.fields._code_words import lexicon
from hongtou.model.record import Record

_LONGEST_REGION = 4
_LONGEST_CODE = 14
_LONGEST_PLACE = 5
_NO_PLACE = "我全各该本其每"  # 我市, 各县
# Subject that a department's code has between organ and kind: 京财金融, 黔工信安全, 青发改价格.
_LONGEST_SUBJECT = 4


class Code(Record, frozen=True):
    """The parts of an issuing code.

    ``region`` is empty for the centre, ``organ`` where no table knows it, ``kind`` None where the code names none.
    """

    region: str
    organ: str
    kind: str | None


@lru_cache(4096)
def read_code(code: str) -> Code | None:
    """The parts of an issuing code, or None where the tables do not know them.

    >>> read_code("郴政办函")
    Code(region='郴', organ='政办', kind='函')
    >>> read_code("国办发明电")
    Code(region='', organ='国办', kind='发明电')
    """
    if not code:
        return None
    return (
        _central(code)
        or _local(code, [(1, 0)], core=True)
        or _of_province(code)
        or _of_place_or_department(code)
        or _department(code)
        or _local(code, [(at, 0) for at in range(1, _LONGEST_REGION + 1)] + [(1, _LONGEST_SUBJECT)])
        or _of_unknown_organ(code)
    )


def _central(code: str) -> Code | None:
    """The centre's codes of two characters and more, or one that a kind follows: 国办发明电, 中发, 国科发高."""
    central = lexicon().central
    for length in range(min(len(code), 7), 0, -1):
        if code[:length] in central:
            kind = _tail(code[length:], _LONGEST_SUBJECT if length > 1 else 0)
            if kind is not None and (kind or length > 1 or len(code) == 1):
                return Code("", code[:length], kind or None)
    return None


def _of_province(code: str) -> Code | None:
    """京财金融, 黔工信安全: the first organ counts and a subject may follow; 湘发 is its party committee's."""
    known = lexicon()
    if code[0] not in known.provinces:
        return None
    if code[1:] in known.kinds and code[1:] not in known.organs:
        return Code(code[0], "", code[1:])
    return _local(code, [(1, 0), (1, _LONGEST_SUBJECT)])


def _of_place_or_department(code: str) -> Code | None:
    """海安委, 海教发: a department's character before a whole local code, without any subject, is a place's."""
    return _local(code, [(1, 0)]) if code[0] in lexicon().place_departments else None


def _department(code: str) -> Code | None:
    """A central department of one character before a subject: 财社, 教外际, 建房."""
    if len(code) < 2 or code[0] not in lexicon().central:
        return None
    kind = _tail(code[1:], _LONGEST_SUBJECT)
    return None if kind is None else Code("", code[0], kind or None)


def _local(code: str, tries: Sequence[tuple[int, int]], *, core: bool = False) -> Code | None:
    """Place, organ, subject, kind; each try is how long a place and how long a subject may be."""
    known = lexicon()
    organs = known.core if core else known.organs
    if code[0] in known.never_region:
        return None
    for at, subject in tries:
        for end in range(min(len(code), at + 6), at, -1):
            if code[at:end] not in organs:
                continue
            kind = _tail(code[end:], subject)
            if kind is not None:
                return Code(code[:at], code[at:end], kind or None)
    return None


def _of_unknown_organ(code: str) -> Code | None:
    """云机发, 云发: who is not known, the kind is."""
    kind = next((kind for kind in lexicon().certain_kinds if code.endswith(kind)), None)
    return Code("", "", kind) if kind and len(code) > len(kind) else None


def _tail(tail: str, subject: int) -> str | None:
    """The kind in ``tail``, before or after a subject of that length; "" for no kind, None where it is neither."""
    kinds = lexicon().kinds
    if not tail or tail in kinds:
        return tail
    for at in range(1, min(subject, len(tail) - 1) + 1):
        if tail[at:] in kinds:
            return tail[at:]
    if len(tail) > subject:
        return None
    return tail[0] if tail[0] in lexicon().certain_kinds else ""


def is_organ(code: str) -> bool:
    """Whether a code is nothing but an organ: 法 of 法〔2010〕3号."""
    return code in lexicon().central or code in lexicon().organs


def code_start(stretch: str, opened: bool) -> int:
    """Where the issuing code begins that ends with ``stretch``; ``len(stretch)`` where none is left.

    ``opened`` says that a bracket, a blank or the line begins right before the stretch: a lone 和 is a place there.

    >>> "已下发了云政办电"[code_start("已下发了云政办电", False):]
    '云政办电'
    """
    return len(stretch) - _code_length(stretch, opened)


@lru_cache(4096)
def _code_length(stretch: str, opened: bool) -> int:
    known = lexicon()
    if len(stretch) <= _LONGEST_CODE and _is_central(stretch):
        named = known.unmistakable.search(stretch, 3)  # 国务院国发: the office's name before its code
        return len(stretch) - named.start() if named and named.end() == len(stretch) else len(stretch)
    start = 0
    first, last = known.cut.find(stretch)
    if last == len(stretch) and (opened or _local(stretch, [(1, 0)], core=True)) and _local(stretch, [(1, 0)]):
        return last  # 青府纪要, (青督查通报: what ends a title is the kind
    if last >= 0 and not (
        opened and first <= 1 and stretch[first:last] in known.cut_or_organ and stretch[last:] in known.kinds
    ):
        start, opened = last, False
    last = max(_after_name(stretch, start, opened), _after_organ(stretch, start), _after_namesake(stretch, start))
    if last > start:
        start, opened = last, False
    start = _cut_where_whole(stretch, start, opened)
    found = known.unmistakable.search(stretch, start)
    if found and found.start() - start > 1:
        start = found.start()
    if len(stretch) - start > _LONGEST_CODE or (len(stretch) - start > 8 and not _is_whole(stretch[start:])):
        start = _longest_whole(stretch, start)
    return len(stretch) - start


def _is_central(stretch: str) -> bool:
    """Whether all of it is a code of the centre; 公安部公消 is 公消 behind the name of 公安部."""
    parts = _central(stretch)
    if parts is None or len(parts.organ) < 2 or _after_namesake(stretch, 0):
        return False
    return parts.kind is not None or not stretch.startswith("部", len(parts.organ))


def _after_name(stretch: str, start: int, opened: bool) -> int:
    """Where the name of a sender ends that stands before its own number; ``start`` where none does.

    A kind alone is no code: 云投集团发, 县委发 are codes with a name in them.
    """
    known = lexicon()
    first, last = known.names.find(stretch, start)
    if last == len(stretch):  # 县委党校云党校: the second is the code's own
        earlier = stretch.rfind(stretch[first:], start, first)
        last = earlier + last - first if earlier >= 0 else -1
    if not start <= last < len(stretch) or stretch[last:] in known.kinds:
        return start
    of_level = opened and stretch[start] in known.levels and _local(stretch[start:], [(1, 0)], core=True)
    return start if of_level else last


_ORGAN = re.compile(
    r"(?:国家|中国|全国|中央|自治区|[省市县区州盟旗])[\u3400-\u9fff]{2,12}?[委部局厅署](?=[\u3400-\u9fff]{2})"
)


def _after_organ(stretch: str, start: int) -> int:
    """Where an organ's own name ends that stands before its code: 国家发展改革委|发改投资; else ``start``."""
    named = _ORGAN.match(stretch, start)
    parts = read_code(stretch[named.end() :]) if named is not None else None
    return named.end() if named is not None and parts is not None and parts.organ and not parts.region else start


_SHORTEST_NAME = 3


def _after_namesake(stretch: str, start: int) -> int:
    """Where an organ's name ends before a code that takes its first character from it: 公安部|公通字, 国家计委|计投资;
    else ``start``. A kind alone is no code: 人社部发 has the name in it.
    """
    for end in range(len(stretch) - 2, start + _SHORTEST_NAME - 1, -1):
        if stretch[end - 1] in "部委局署行" and stretch[end] in stretch[start : end - 1]:
            parts = read_code(stretch[end:])
            if parts is not None and not parts.region and (parts.organ or parts.kind):
                return end
    return start


def _cut_where_whole(stretch: str, start: int, opened: bool) -> int:
    """After the last of the characters that may be a word or a place, if what follows is a whole code by itself."""
    known = lexicon()
    end = len(stretch)
    while end > start:
        first, last = known.cut_if_whole.find(stretch, start, end)
        if last < 0:
            break
        rest = stretch[last:]
        if (whole := _central(stretch[first:])) and len(whole.organ) > last - first and whole.kind:
            end = last - 1  # the 中 of 中组发
            continue
        if _stands_in_organ(stretch[start:], first - start, last - start):
            break
        sign = stretch[first:last]
        alone = last - start == 1 and (opened or sign in known.levels)
        place = sign in known.place_or_word
        named = place and stretch[first : first + 2] in known.two_character_places
        kind = place and rest[:1] not in known.provinces  # 自闽财预: 闽 is no organ of a place 自
        if alone and opened and not named and _is_local(rest, kind) and not _is_place_of(stretch[first:], rest):
            return last
        alone = alone or (opened and sign in known.levels and _opens_with_place(stretch[start:last], rest))
        if rest and (known.unmistakable.fullmatch(rest) or (not alone and _is_whole(rest))):
            return last
        end = last - 1
    return start


def _opens_with_place(place: str, rest: str) -> bool:
    """惠市人社函, 河东市营商发: a place with its level is the code's own, unless the code says the place again
    (河东市河教发)."""
    return 2 <= len(place) <= _LONGEST_PLACE and place[0] not in _NO_PLACE and place[0] != rest[:1]


def _is_place_of(code: str, rest: str) -> bool:
    """同防汛办电: with 同 for its place the organ is 防汛, without it only 汛 is left."""
    whole, cut = read_code(code), read_code(rest)
    if whole is None or cut is None or whole.kind is None:
        return False
    return whole.region == code[0] and len(whole.organ) > len(cut.organ)


def _stands_in_organ(code: str, at: int, to: int) -> bool:
    """白经信技, 白经区管: the 经 or 区 stands inside an organ right after the one character of a place."""
    if at < 1:
        return False
    organs = lexicon().organs
    whole = read_code(code)
    return whole is not None and whole.region == code[0] and any(code[1:end] in organs for end in range(to + 1, 6))


def _is_local(code: str, kind: bool) -> bool:
    """Whether a code has its place and its organ, and where ``kind`` asks for it its kind."""
    parts = read_code(code)
    return parts is not None and parts.region != "" and parts.organ != "" and not (kind and parts.kind is None)


def _is_whole(code: str) -> bool:
    parts = read_code(code) if len(code) > 1 else None
    return parts is not None and (parts.organ != "" or parts.region != "")


def _longest_whole(stretch: str, start: int) -> int:
    """Prose that no listed word ends: the longest code at its end that the tables know, else nothing."""
    known = lexicon()
    for at in range(max(start, len(stretch) - _LONGEST_CODE), len(stretch) - 1):
        parts = read_code(stretch[at:])
        if not (parts and parts.organ and parts.kind and len(parts.region) <= 1):
            continue
        length = len(parts.region) + len(parts.organ) + len(parts.kind)
        if at == start or (parts.region not in known.levels and len(stretch) - at == length):
            return at
    return len(stretch) if len(stretch) - start > _LONGEST_CODE else start
