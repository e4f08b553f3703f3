"""What tells a list of units, or an assignment, from prose: asked of every paragraph and every bracket."""

from __future__ import annotations

import re

from hongtou.data import any_of
from hongtou.fields.regions import is_place
from hongtou.fields.unit_collectives import is_collective
from hongtou.fields.unit_endings import NO_PLACE, shares_ending
from hongtou.fields.unit_judged import (
    BRACKET,
    LEVELS,
    MEASURES,
    NAME_FIRST,
    ROLE_LAST,
    ROLES_BY_LAST,
    VERB_AT,
    is_no_name,
    judge,
    without_brackets,
    without_verb,
)
from hongtou.fields.unit_openings import opens_as_task
from hongtou.fields.unit_people import is_one_of_body, is_person
from hongtou.fields.unit_words import (
    LABEL_BEFORE,
    LABEL_IN_BRACKET,
    LABELS,
    LAST,
    MARKS,
    REMARK,
    ROLE,
    VERBS,
    is_name,
    keep,
)

__all__ = ["are_plain_names", "are_sure_names", "is_assignment", "is_no_name", "lists_units", "looks_like_units"]

_LONGEST_LIST = 600
_OPENING = frozenset("(〔[【〈")
_CLOSING = frozenset(")〕]】〉")


def looks_like_units(folded: str) -> bool:
    """Whether a folded paragraph or cell is most likely a list of units.

    >>> looks_like_units("县政府各部门(单位)、各乡镇政府"), looks_like_units("加强市民服务中心建设")
    (True, False)
    """
    return are_plain_names(folded) or lists_units(folded)


def lists_units(folded: str) -> bool:
    """The same of what is known to be more than plain names."""
    last = folded[-1:]
    if (folded[-2:-1] if last == "。" else last) not in _MAY_END and "  " not in folded:
        return False  # as most prose
    text = folded.strip(_AROUND_LIST)
    if text[:1] in _OPENING and text[-1:] in _CLOSING and BRACKET.fullmatch(text):
        text = text[1:-1]
    if not 1 < len(text) <= _LONGEST_LIST:
        return False
    if text.endswith("等部门") and _are_fields(text.replace("等部门", "部门")):
        return True
    if text.endswith(("等", "等部门", "等单位")):
        text = text[: text.rindex("等")]
    if "  " in text and _PERSON_AFTER.match(text) is not None:
        return is_person(*text.split())
    if not text or (text[-1] not in LAST and not text.endswith(ROLES_BY_LAST.get(text[-1], ()))) or _counts_works(text):
        return False
    if text[-1] not in LAST and without_verb(text) == text:
        return False
    if text[0] == "请" or "。" in text or (opens_as_task(text) and not (":" in text and LABELS.match(text))):
        return False
    if is_collective(text) or _mostly_names(text) or _are_fields(text) or _are_places(text) or shares_ending(text):
        return True
    return "\n" in text and _mostly_names(text.replace("\n", ""))  # print breaks lines within names too


def _counts_works(text: str) -> bool:
    """规范农贸市场664所,接受社会监督: one of several pieces counts works, and a figure is sooner found than prose."""
    if "," not in text or (figure := _FIGURE.search(text)) is None or _APART.search(text) is not None:
        return False
    at = figure.start()
    return text[1 + max(text.rfind(",", 0, at), text.rfind("、", 0, at), text.rfind(";", 0, at))] not in NAME_FIRST


_FIGURE = re.compile(rf"\d(?:{MEASURES}|[所处](?:[,、;]|$))")
_APART = re.compile(r"[(〔\[【〈:\n /|等会](?:(?<!会)|(?=同))")
"""What joins or parts names in other ways, or stands beside one."""


def are_plain_names(folded: str) -> bool:
    """Whether a folded text ends as a name and is sure names alone: first of all a look at its last character."""
    return folded[-1:] in LAST and are_sure_names(folded)


def are_sure_names(text: str) -> bool:
    """Whether a folded text is names and 、 alone, each surely a name: most cells of units are."""
    if not 1 < len(text) <= _LONGEST_LIST or text[0] == "请" or "等" in text or "会同" in text or "," in text:
        return False
    if (text[1] == "、" and text[0] not in LEVELS) or opens_as_task(text):
        return False  # 一、深化改革
    for piece in text.split("、"):
        sure = SURE.get(piece)
        if sure is None:
            is_sure = piece.isalpha() and (name := without_verb(piece)) != "" and judge(name) is True
            sure = keep(SURE, piece, is_sure)
        if not sure:
            return False
    return True


SURE: dict[str, bool] = {}
"""Whether each piece met is surely a name."""


_AROUND_LIST = f" \n。{MARKS}"
_PERSON_AFTER = re.compile(r"[\u4e00-\u9fff]{3,30}[ ]{2,8}[\u4e00-\u9fff]{2,3}$")
_MAY_END = LAST | ROLE_LAST | _CLOSING | frozenset(_AROUND_LIST) | frozenset("等门位")
"""What a list of units can end with: a name, a role, a sign, 等, 等部门, 等单位; a person, if two blanks part it."""


def _mostly_names(text: str) -> bool:
    """Two of three pieces end like names, none is prose."""
    bare = without_brackets(text)
    if ":" in bare and LABELS.match(bare) is not None:
        return True
    good = total = 0
    for piece in _SPLIT_JOIN.split(bare):
        name = piece.replace(" ", "") if " " in piece else piece
        name = without_verb(name.strip(MARKS)) if name else name
        if not name:
            continue
        verdict = judge(name)
        if verdict is False:
            return False
        if verdict is None and is_one_of_body(name):
            continue  # 县委分管领导、县农业局
        total += 1
        good += verdict is True
    return good > 0 and good * 3 >= total * 2


def _are_fields(text: str) -> bool:
    """交通、公安、城管部门: fields of work, the last with 部门."""
    if not text.endswith("部门") or "、" not in text:
        return False
    return all(1 < len(p) < 7 and p.isalpha() and judge(p) is not False for p in text.split("、"))


_PLACES = re.compile(r"(?:[\u4e00-\u9fff]{1,5}[县市区旗州盟][、,\n])+[\u4e00-\u9fff]{1,5}[县市区旗州盟]")


def _are_places(text: str) -> bool:
    """云溪县、白石县: governments by the names of their places alone."""
    return _PLACES.fullmatch(text) is not None and NO_PLACE.search(text) is None


def is_assignment(folded: str) -> bool:
    """Whether the words between a pair of brackets name who does a piece of work. Strict: prose is none.

    >>> is_assignment("民政部、教育部负责"), is_assignment("责任单位:市教育局"), is_assignment("以下简称市局")
    (True, True, False)
    """
    if _HINT.search(folded) is None or len(folded) > _LONGEST_LIST:
        return False
    text = _THIS_WORK.sub("", _ROLE_IN_BRACKET.sub(r"\1", folded).strip(" \n"))
    label = LABELS.search(text)
    if label is not None:
        before = text[: label.start()].rstrip(" \n")
        if label.end() < len(text) and (not before or before[-1] in ";,。、" or is_name(before.replace(" ", ""))):
            return True
    return _opens_with_label(text) or _closes_with_role(text) or _rules_the_lead(text)


def _opens_with_label(text: str) -> bool:
    """主办:市教育局; 牵头单位市教育局; 责任单位 市教育局: a label, and names alone up to the clause's end."""
    label = LABEL_IN_BRACKET.match(text) or LABEL_BEFORE.match(text)
    if label is None:
        return False
    stop = _CLAUSE.search(text, label.end())
    return _all_names(text[label.end() : stop.start() if stop else len(text)])


def _rules_the_lead(text: str) -> bool:
    """市教育局、市财政局,排在第一位的为牵头单位,下同: names, and what is said of their order."""
    if "牵头" not in text:
        return False
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    names = [clause for clause in clauses if not REMARK.search(clause)]
    return 0 < len(names) < len(clauses) and _all_names("、".join(names))


_CLAUSE = re.compile(r"[,;。]")
_THIS_WORK = re.compile(
    r"^(?:(?:以上|上述|[此该本])(?:项|条|款|各项|[两二三四五六七八九十]项)?|(?:以上|上述)?第?\d{1,3}(?:[-~至、到]第?\d{1,3}){0,6}项)"
    r"(?:工作|任务|内容)?[均都]?由(?=[\u3400-\u9fff])"
)
"""此项工作由市教育局负责, 以上1—3项由市教育局牵头."""
_ROLE_IN_BRACKET = re.compile(rf"[(〔\[]({any_of(VERBS)})(?:单位|部门)?[)〕\]]")  # 市教育局(牵头)、市财政局


_HINT = re.compile(
    r"牵头|负责|配合|指导|参加|参与|落实|承办|主办|协办|协同|主责|总责|主抓|实施|督办|组织|责任|承担|统筹|协助|起草|各[司负]其"
    r"|单位 ?:|部门 ?:|为主|(?:单位|部门|主体|县区|乡镇|街道)[ :]"
)


def _closes_with_role(text: str) -> bool:
    """Names and nothing else up to the first role word, and the clause ends after it."""
    for hint in VERB_AT.finditer(text):
        role = ROLE.match(text, hint.start())
        if role is None:
            continue
        if role["strong"] is None and role["weak"] is None and role["label"] is None:
            return False
        after = text[role.end() :].lstrip(" ")
        if after and after[0] not in ",;。、\n" and not after.startswith("会同"):
            # "A牵头B配合": what follows must be a name and a role of its own
            return role["strong"] is not None and _all_names(text[: role.start()]) and _closes_with_role(after)
        return _all_names(text[: role.start()])
    return False


def _all_names(text: str) -> bool:
    """Names alone; a word that could be one is borne with where most of the others are."""
    pieces = [p for p in _SPLIT_JOIN.split(without_brackets(text).replace(" ", "").replace("\n", "")) if p]
    pieces = [piece for piece in pieces if judge(piece) is not None or not is_one_of_body(piece)]
    verdicts = [True if judge(piece) is None and is_place(piece) else judge(piece) for piece in pieces]
    if False in verdicts or any(REMARK.search(piece) for piece in pieces):
        return False
    return verdicts.count(True) * 2 > len(verdicts) or _are_fields(text.strip()) or shares_ending(text.strip())


_SPLIT_JOIN = re.compile(r"[、,;/|\n]|会同")
