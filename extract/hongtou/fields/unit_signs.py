"""What tells a list of units, or an assignment, from prose: two questions asked of every paragraph and every bracket."""

from __future__ import annotations

import re

from hongtou.fields.unit_words import LABELS, LAST, OPENINGS, REMARK, ROLE, VERBS, is_name
from hongtou.model.vocabulary import Role

__all__ = ["is_assignment", "lead_rule", "looks_like_units"]

_SPLIT = re.compile(r"[、,;/|\n]")
_LONGEST_NAME = 26
_LONGEST_LIST = 600


def looks_like_units(folded: str) -> bool:
    """Whether a folded paragraph or cell is most likely a list of units.

    >>> looks_like_units("市政府各部门(单位)、各县市区政府"), looks_like_units("加强市政务服务中心建设")
    (True, False)
    """
    text = folded.strip(" \n,;、。")
    if not 1 < len(text) <= _LONGEST_LIST:
        return False
    if text.endswith(("等", "等部门", "等单位")):
        text = text[: text.rindex("等")]
    if not text or (text[-1] not in LAST and _VERB_END.search(text) is None):
        return False
    if "。" in text or text.startswith(OPENINGS) and not is_opening_name(text):
        return False
    return _mostly_names(text)


_VERB_END = re.compile(rf"(?:{'|'.join(VERBS)})$")
_BRACKET = re.compile(r"\([^()]{0,40}\)|〔[^〔〕]{0,40}〕|\[[^\[\]]{0,40}\]")


def is_opening_name(text: str) -> bool:
    """发展改革委, 建设局: names that open like a task."""
    return text.startswith(
        ("建设局", "建设厅", "建设部", "建设委", "发展改革", "改革办", "监督检查室", "检查组", "以工代赈", "对外")
    )


def _mostly_names(text: str) -> bool:
    bare = _BRACKET.sub("", text) if "(" in text or "〔" in text or "[" in text else text
    label = LABELS.match(bare)
    if label is not None:
        return True
    good = total = 0
    for piece in _SPLIT.split(bare):
        piece = piece.replace(" ", "")
        if not piece:
            continue
        verb = _VERB_END.search(piece)
        if verb is not None:
            piece = piece[: verb.start()] or piece
        total += 1
        if len(piece) > _LONGEST_NAME:
            return False
        if _PROSE.search(piece):
            return False
        if is_name(piece) or piece in _REGION_WORDS:
            good += 1
        elif piece.startswith(OPENINGS):
            return False
    return total > 0 and good * 3 >= total * 2 and good > 0


_REGION_WORDS = frozenset(["县", "市", "区", "州", "各市", "各县", "各区", "各省", "各州", "自治区", "各乡", "各镇"])
# words that no name holds
_PROSE = re.compile(
    r"[的了]|[，！?!]|\d{4}|已经|应当|必须|进行|通过|其中|对于|由于|为了|以下|不得|可以|实行|确保|达到|万元|建成|完成|建设(?![厅局部委管工和与投集有处站公项发指控规]|$)|加强|推进"
)


def is_assignment(folded: str) -> bool:
    """Whether the words between a pair of brackets name who does a piece of work. Strict: prose is none.

    >>> is_assignment("水利部、发展改革委负责"), is_assignment("责任单位:市教育局"), is_assignment("以下简称市局")
    (True, True, False)
    """
    if _HINT.search(folded) is None or len(folded) > _LONGEST_LIST:
        return False
    text = folded.strip(" \n")
    label = LABELS.search(text)
    if label is not None:
        before = text[: label.start()].rstrip(" \n")
        if label.end() < len(text) and (not before or before[-1] in ";,。、" or is_name(before.replace(" ", ""))):
            return True
    return _closes_with_role(text)


_HINT = re.compile(r"牵头|负责|配合|指导|参加|参与|落实|承办|主办|协办|实施|督办|组织|责任|单位 ?:|部门 ?:|为主")
_VERB_AT = re.compile(rf"{'|'.join(sorted(VERBS, key=len, reverse=True))}|按照?|依据?职责|根据|分别|共同|分工|具体")


def _closes_with_role(text: str) -> bool:
    """Names and nothing else up to the first role word, and the clause ends after it."""
    for hint in _VERB_AT.finditer(text):
        role = ROLE.match(text, hint.start())
        if role is None:
            continue
        if role["strong"] is None and role["weak"] is None:
            return False
        after = text[role.end() :].lstrip(" ")
        if after and after[0] not in ",;。、\n" and not after.startswith("会同"):
            # "A牵头B配合": what follows must be a name and a role of its own
            if role["strong"] is None or not _closes_with_role(after):
                return False
        return _all_names(text[: role.start()])
    return False


def _all_names(text: str) -> bool:
    bare = _BRACKET.sub("", text).replace(" ", "").replace("\n", "")
    pieces = [p for p in re.split(r"[、,;/]|会同", bare) if p]
    if not pieces:
        return False
    for piece in pieces:
        name = _AROUND.sub("", piece)
        if name in _REGION_WORDS:
            continue
        if len(name) > _LONGEST_NAME or _PROSE.search(name) or REMARK.search(name) or _ACTING.search(name):
            return False
        if not is_name(name) or (name.startswith(OPENINGS) and not is_opening_name(name)):
            return False
    return True


_AROUND = re.compile(
    r"^(?:(?:具体|统一|主要)?由|\d{1,2}[.)])|等(?:\d{1,2}|[一二三四五六七八九十])?(?:个|家)?(?:部门|单位)?$|[和及与]$"
)
_ACTING = re.compile(r"[由把被该将须让]|此项|本项|工作由|情况|问题|事项")

_RULE = re.compile(r"(?:第一位|首位|排名第一|排第一|列第一)[^。;\n]{0,20}?牵头")
_REST = re.compile(r"(?:其余|其他|其它|后续|之后)[^。;\n]{0,12}?(?P<support>配合|协办|参加|参与)")


def lead_rule(folded: str) -> Role | None:
    """What a document-wide rule 列第一位者为牵头单位 makes the units after the first; None where no such rule stands.

    >>> lead_rule("责任单位中列第一位的为牵头单位,其余为配合单位。"), lead_rule("排在第一位的部门为牵头部门,下同")
    ('support', 'responsible')
    """
    rule = _RULE.search(folded)
    if rule is None:
        return None
    return "support" if _REST.search(folded, rule.end(), rule.end() + 40) else "responsible"
