"""What stands beside the units in an assignment: the labels of a limit (完成时限:…) and of a person (责任领导:…).

They name no unit and are no words of the task.
"""

from __future__ import annotations

import re

from hongtou.data import load_toml

LIMIT_WORDS = (
    # 整治时限, 挂牌期限: any word right behind what parts labels
    r"(?:(?<![^,;。(\[【〔\n ])[\u4e00-\u9fff]{2,4}(?=时限|期限)|"
    r"(?:完成|办结|办理|整改|工作|落实|实施|计划|预计|推进|交办|反馈|报送|上报|送审|审议|议案|提请|提交|出台|印发|达标|销号|建成|竣工|起止|任务|目标|责任){0,2})"
    r"(?:时限|时间(?:节点|进度|表)?|期限|节点|进度(?:安排|要求|计划)|(?<=完成)日期|(?<=竣工)日期)(?:要求|安排)?"
)
_PERSON_WORDS = (
    r"(?:(?:整改|直接|主要|第一|具体|项目|工作|工程|任务|现场|技术|行政|分管|牵头|负责|责任|主管|协管|包保|包抓|包联|挂点|挂钩|联系|督导|督办|[省市州区县]级|[省市州区县])*(?:领导|责任人|负责人|联系人|联络员)"
    r"|(?:分管|牵头|主管|责任|协管|协助|包联|包抓|联系)(?:常务)?副?(?:[省市县区州盟旗镇乡]长|主席|专员|秘书长|主任|书记)"
    r"|(?:分管|牵头|责任|主管|协管|联系)(?:校|院|局|厅|镇|公司|集团)领导"
    r"|(?:责任|分管|牵头)领导[及和与、/](?:责任人|负责人)|(?:负责|责任|牵头)同志|责任人|负责人|联系人|联系电话)"
)
_NO_UNITS = r"(?<!(?:单位|部门)[及和与、/])"  # 责任单位及责任人: is a label of units
BESIDE = re.compile(
    rf"{_NO_UNITS}(?:{LIMIT_WORDS}|{_PERSON_WORDS})[为是]?\s*:|{LIMIT_WORDS}\n|[【\[](?:{LIMIT_WORDS}|{_PERSON_WORDS})[】\]]\s*:?"
)
BESIDE_AT_END = re.compile(rf"(?:{LIMIT_WORDS}|{_PERSON_WORDS})[为是]?\s*$")
BESIDE_BOXED = re.compile(rf"[【\[](?:{LIMIT_WORDS}|{_PERSON_WORDS})[】\]]\s*:?")
LIMIT_HEADING = re.compile(LIMIT_WORDS)
"""五、整改时限: a label that is a heading, over its limit."""
_ENDS_WITHIN = re.compile(r"[;。\n)\]〕】]")
BESIDE_ENDS = re.compile(r"[;。\n]|[)\]】〕] ?[,、]? ?[(\[【〔]")
"""Where what stands behind such a label ends: with its clause or, before another bracket, with its own."""
_OF_WORK = rf"(?<!{'|'.join(load_toml('deadlines.toml')['limit']['terms'])})"
LIMIT_LABEL = re.compile(rf"(?:{LIMIT_WORDS}{_OF_WORK}[为是]?\s*[:\n]|[【\[]{LIMIT_WORDS}[】\]]\s*:?)\s*")
# A、B;长期坚持 · A 6月底前 · A、B,下同
LIMIT_LAST = re.compile(
    rf"(?:[,;。 ] *(?:(?:{LIMIT_WORDS}|{_PERSON_WORDS}) ?: ?[^,;。:]{{1,20}}"
    r"|(?:长期|持续|常态化|立即|年内|全年)\S{0,4}|(?:下|以下均)同"
    r"|(?:每[年月季周]|\d{4}年|\d{1,2}月|第?[一二三四]季度|[上下]半年|年底前)[^,;。: ]{0,14}))+$"
)
"""The limits and persons, or 下同, that a list of units ends with."""


def beside_end(folded: str, label: int, after: int, end: int) -> re.Match[str] | None:
    """What ends the words behind the label at ``label``: its own bracket too, as in 县水利局(责任人:王某)、…, and of a
    person's the comma before a limit (责任人:王某,6月底前).
    """
    within = label > 0 and folded[label - 1] in "([〔【"
    stop = (_ENDS_WITHIN if within else BESIDE_ENDS).search(folded, after, end)
    last = stop.start() if stop is not None else end
    if folded.find(",", after, last) < 0 or folded[label:after].rstrip(": ")[-1:] not in PERSON_LAST:
        return stop
    return _LIMIT_BEHIND.search(folded, after, last) or stop


PERSON_LAST = frozenset("人员导长席任记志话")
_LIMIT_BEHIND = re.compile(
    r", ?(?=(?:(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|[底末]|[上中下]旬)?|年底)(?:[之以]?前)?"
    r"(?:(?:全部|全面)?(?:完成|建成|到位))?|长期坚持|持续推进)(?:$|[,;。)]))"
)
