"""What stands around a colon and in a bracket of a list of units: labels, roles, second names."""

from __future__ import annotations

import re

from hongtou.data import load_toml
from hongtou.fields.unit_people import are_people, are_persons
from hongtou.fields.unit_words import (
    BRACKET_DUTY,
    BRACKET_ROLE,
    DOUBTFUL_LABELS,
    KEY,
    LABEL_END,
    REMARK,
    ROLE,
    STOPS,
    is_name,
    role_of_label,
)
from hongtou.model.vocabulary import Role

__all__ = [
    "CLOSE",
    "OPEN",
    "closing",
    "is_label_of_names",
    "is_second_name",
    "label_before",
    "names_units_behind",
    "says_role",
    "squeezed",
]

OPEN = "(〔[【〈"
CLOSE = ")〕]】〉"
_LONGEST_NAME = 60
_LONGEST_PREFIX = 4
_BLANK = re.compile(r"(?<=\S)[ \n]+(?=\S)")
_BLANKS = re.compile(r" *")


def squeezed(folded: str, start: int, end: int) -> str:
    """A stretch without blanks; of one too long for a name its end alone, so that time stays linear.

    >>> squeezed("市 财政局", 0, 5)
    '市财政局'
    """
    return folded[max(start, end - 2 * _LONGEST_NAME) : end].replace(" ", "").replace("\n", "")


def closing(folded: str, at: int, end: int) -> int | None:
    """The bracket that closes the one at ``at``, whatever its kind; None where none does within a name's length."""
    depth = 0
    for here in range(at, min(end, at + 80)):
        sign = folded[here]
        if sign in OPEN:
            depth += 1
        elif sign in CLOSE:
            depth -= 1
            if not depth:
                return here
    return None


def label_before(folded: str, start: int, at: int) -> tuple[int, Role | None]:
    """Where the label before the colon at ``at`` begins, and its role, None where it is no label of units.

    It may be spaced (协 办) and have a name before it (市财政局 协 办, 市教育局 联系人).

    >>> label_before("市财政局 协 办:", 0, 8), label_before("主体责任单位:", 0, 6)
    ((4, 'support'), (0, 'responsible'))
    """
    label = LABEL_END.search(folded, start, at)
    if label is not None:
        prefix = squeezed(folded, start, label.start())
        glued = label.start() > start and folded[label.start() - 1] not in " \n" and prefix[0] != "各"
        own = glued and len(prefix) <= _LONGEST_PREFIX and not is_name(prefix)  # 主体|责任单位
        return start if own else label.start(), role_of_label(label["label"])
    before, role = start, role_of_label(folded[start:at])
    if role is not None or at - start > _LONGEST_NAME:
        return before, role
    for blank in _BLANK.finditer(folded, start, at):
        if is_name(squeezed(folded, start, blank.start())):
            before, role = blank.start(), role_of_label(folded[blank.end() : at])
            if role is not None:
                break
    return before, role


def is_label_of_names(folded: str, start: int, at: int, end: int) -> bool:
    """Whether 审核单位 before the colon at ``at`` is a label that no list has: a unit's name stands right behind it.

    >>> is_label_of_names("审核单位:县财政局", 0, 4, 9), is_label_of_names("各成员单位:负责宣传", 0, 5, 10)
    (True, False)
    """
    label = squeezed(folded, start, at)
    if not label.endswith(("单位", "部门")) or not 4 <= len(label) <= _LONGEST_LABEL or label[0] in "各有相":
        return False
    behind = _PIECE.match(folded, at + 1, end)
    return behind is not None and is_name(behind[1].strip())


_LONGEST_LABEL = 8
_PIECE = re.compile(r"[ \n]*([^、,;。:(\n]{2,30})")


def names_units_behind(folded: str, start: int, at: int, end: int) -> bool:
    """Whether the label before the colon at ``at`` is one by itself, or a unit's name stands behind it.

    >>> names_units_behind("分工:修渠", 0, 2, 5), names_units_behind("分工:县水利局", 0, 2, 7)
    (False, True)
    """
    if squeezed(folded, start, at) not in DOUBTFUL_LABELS:
        return True
    behind = _PIECE.match(folded, at + 1, end)
    if behind is None:
        return True
    words = behind[1].replace(" ", "")
    return any(is_name(words[:length]) for length in range(2, len(words) + 1))


def says_role(folded: str, start: int, end: int) -> bool:
    """Whether nothing but a role stands behind a name's colon: 市教育局:牵头.

    >>> says_role("牵头 市财政局:配合", 0, 10), says_role("负责技术指导", 0, 6)
    (True, False)
    """
    behind = _BLANKS.match(folded, start, end)
    role = ROLE.match(folded, behind.end(), end) if behind is not None else None
    return role is not None and bool(role["strong"]) and (role.end() == end or folded[role.end()] in _ENDS)


def is_second_name(inner: str) -> bool:
    """Whether a bracket behind a name, without blanks, is a part of it: no role, remark, key or person.

    >>> [is_second_name(inner) for inner in ("市能源局", "牵头", "按职责分工", "1-3", "成员单位", "王晓东")]
    [True, False, False, False, False, False]
    """
    if len(inner) > _LONGEST_SECOND or ":" in inner or are_persons(inner) or _PHONE.search(inner):
        return False
    if inner.endswith("单位") and len(inner) > 2 and inner[0] != "各":
        return False
    if len(inner) > _SHORTEST_DUTY and inner.endswith(_DUTIES) and not is_name(inner):  # 县财政局(资金保障)
        return False
    if inner.endswith(_LED) and are_people(inner):  # 县教育局(分管副县长牵头)
        return False
    patterns = (BRACKET_ROLE.fullmatch, BRACKET_DUTY.match, ROLE.fullmatch, KEY.fullmatch, REMARK.search)
    return not any(found(inner) for found in patterns)


_LONGEST_SECOND = 25
_SHORTEST_DUTY = 3
_DUTIES: tuple[str, ...] = tuple(load_toml("units.toml")["people"]["duties_in_brackets"])
_LED = ("牵头", "负责", "总负责", "主抓", "抓总", "统筹", "协调", "领衔", "包抓")
_PHONE = re.compile(r"\d{7}")
_ENDS = f" \n{STOPS}"
