"""Names of organs: by their last word, as the issuers that open a title, and split where print lists them."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import any_of, load_toml
from hongtou.fields.unit_collectives import collective_end
from hongtou.model import Value
from hongtou.parse.lines import Line, Page

# 云溪县2021年度目标管理考核领导小组办公室
_OF_A_YEAR = (
    r"[\u3400-\u9fff]{2,12}(?:19|20)\d\d年度?[\u3400-\u9fff]{2,24}?(?:领导小组|指挥部|委员会|工作组)(?:办公室)?"
)

_QUOTED = r"(?:、[\u3400-\u9fff]{1,12}”[\u3400-\u9fff]{0,20}?)?"
"""The rest of a name that quotes words with a 、: 云溪县“不忘初心|、牢记使命”主题教育|领导小组."""
BETWEEN = "、(?![\u3400-\u9fff]{1,12}”)"
"""The 、 between two names."""


@cache
def organ_pattern() -> str:
    """A regex piece: an organisation's name, by its last word."""
    words = any_of(load_toml("header.toml")["organ_ends"])
    return rf"(?:[\u3007\u3400-\u9fff()·“”]{{0,40}}?{_QUOTED}(?:{words})|{_OF_A_YEAR})(?:\([^()]{{1,20}}\))?"


@cache
def _organ() -> re.Pattern[str]:
    return re.compile(organ_pattern())


@cache
def opening() -> re.Pattern[str]:
    """The issuers (group 1) that open a title, before 关于, 印发, …, the year of a plan or what little else it says."""
    verbs = any_of(load_toml("header.toml")["title_verbs"])
    organ = organ_pattern()
    return re.compile(
        rf"(?!关于|转发|公布|印发)((?:{organ})(?:[、\s和]+{organ})*)\s*(?=(?:{verbs}|公\s?告|通\s?告|令|{_ALONE}))"
    )


_ALONE = (
    r"(?<=[府局委室部])[\u3400-\u9fff]{2,6}令(?:$|\W)|(?:19|20)\d\d(?:年|[-—至])"
    r"|督\s?[办查]\s?通\s?[知报]|(?:整改)?(?:督[办查]|交办|催办|警示)单"
)
"""云溪县人民政府森林防火令; 国务院2023年度立法工作计划; 云溪县人民政府督查室督办通知."""


def is_organ(words: str) -> bool:
    """Whether a folded line is an organisation's name and nothing else."""
    bare = words.replace(" ", "")
    return 3 <= len(words) <= 40 and not bare.endswith("网站") and _organ().fullmatch(bare) is not None


_BODY = re.compile(
    r"(?![省市县区州盟旗镇乡中国全]|[\u3400-\u9fff]{1,8}[省市县区州盟旗镇乡](?!别))"
    r"(?:[\u3400-\u9fff]{0,20}?(?:领导小组|指挥部|领导组|工作组|委员会|专班)(?:办公室)?|办?公?[室厅])$"
)
"""An organ's name that lacks its place and more: 防控指挥部, 公室."""
_CUT_NAME = re.compile(r"(?:中共)?[\u3400-\u9fff]{2,8}?[省市县区州盟旗镇乡][\u3400-\u9fff]{2,30}")


@cache
def _of_body() -> re.Pattern[str]:
    return re.compile(any_of(load_toml("header.toml")["in_names_of_bodies"]))


def goes_on(above: str, title: str) -> bool:
    """Whether a title opens with the rest of the name that begins in the line above it.

    >>> goes_on("云溪县新冠肺炎疫情", "防控指挥部关于复工的通知"), goes_on("云溪县", "财政局关于报送决算的通知")
    (True, False)
    """
    if (
        len(above) > _LONGEST_NAME
        or above.endswith(_OF_SITES)
        or _CUT_NAME.fullmatch(above) is None
        or _of_body().search(above) is None
    ):
        return False
    found = opening().match(title)
    return found is not None and _BODY.match(found[1]) is not None and not is_organ(above)


@cache
def rests_of_names() -> tuple[str, ...]:
    """What opens no organ's name, but ends the one that a line breaks: …应急指挥部⏎办公室关于…."""
    return tuple(load_toml("header.toml")["rests_of_names"])


_LONGEST_NAME = 40
_OF_SITES = ("网", "网站", "专栏", "专题", "频道", "平台")
"""What the name of a site, or of a part of one, ends in: 云溪县疫情防控专栏."""


def are_organs(words: str) -> bool:
    """Whether a folded line is names of organisations and nothing else: 财政部、司法部; 云溪市财政局等."""
    if not 3 <= len(words) <= _LONGEST_ROW or words[-1] in ":。":
        return False
    names = re.split(rf"(?:{BETWEEN}|[, ])+", words.removesuffix("等"))
    return all(len(name) > 1 and name[0] not in "各全" and is_organ(name) for name in names) or is_organ(words)


_LONGEST_ROW = 120


def split_units(page: Page, line: Line) -> tuple[Value, ...]:
    """The units of addressees, split at 、,; outside brackets; a collective ("各县、区人民政府") stays one."""
    folded, found, depth, left = page.text.folded, [], 0, line.start
    whole = line.start
    for at in range(line.start, line.end):
        c = folded[at]
        depth += (c in "([〔【") - (c in ")]〕】")
        if c not in "、,;:" or depth > 0 or at < whole:
            continue
        if c == "、" and (end := collective_end(folded, left, at, line.end)):
            whole = end
            continue
        found.append(page.unbroken(page.text.value(left, at)))
        left = at + 1
    found.append(page.unbroken(page.text.value(left, line.end)))
    return tuple(value for value in found if value.text)
