"""Plain text → Document: one paragraph a line.

A legal site or a data set that joins a whole circular with blanks leaves lines of thousands of characters; there
every blank after a finished word is taken for the paragraph mark it once was (`_joined`).
"""

from __future__ import annotations

import re

from hongtou.fields.text import fold
from hongtou.model import Paragraph

_LONG_LINE = 240
_FEW = 3  # a document of so few lines is one that lost its line ends
_SHORT_DOCUMENT = 60
_BLANK = re.compile(r" +")
# A blank inside a value is no paragraph mark: before 年月日号 ("2019年3月28 日", "117 号"), before a closing mark,
# after an opening one, between two Latin words.
_NEVER_FIRST = frozenset("年月日号〕]】)》”,.、;。%")
_NEVER_LAST = frozenset("〔[【(《“、,-~/<")


# Digits that end what they say: a telephone, a day, a time or a count behind its label.
_PHONE = re.compile(r"\d{7,8}$")
_WHOLE_VALUE = re.compile(r"\d{7,8}$|(?<!\d):\d{1,6}$|\d\d:\d\d$|:[\d/-]{6,24}$|\d{4}[-/]\d{1,2}[-/]\d{1,2}$")
_SPREAD = re.compile(r"(?<![^ \n])[\u3400-\u9fff](?: {1,4}[\u3400-\u9fff]){1,6}(?![^ :\n])")
_YEAR = re.compile(r"[〔\[]\d{4}[〕\]]")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|ofd|zip|rar)$")
_NUMBERED = re.compile(r"\d{1,3}(?:[.、．](?!\d(?!\d?月|\d{3}年))|[)）])|\d{4}年|(?:19|20)\d{2}-\d{1,2}-\d")
_MARK = re.compile(
    r"\d{1,3}[.．)]|\([\d一二三四五六七八九十]{1,3}\)|[①-⒛]|第[\d一二三四五六七八九十]{1,4}(?:条|章|部分)"
)
"""A numbering that a blank parts from its words: 1. 减免租金, 第一条 减免租金."""
_KEYWORDS = re.compile(r"主 ?题 ?词 ?:")
_KEYWORD = re.compile(r"[\u3400-\u9fff]{1,5}(?= *$| +(?![\d ]))")
_LONGEST_QUOTE = 150
_CLOSES = re.compile(rf"[^《\n]{{0,{_LONGEST_QUOTE}}}》")


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a plain text, in order, without the blanks around them; blank lines give none."""
    found: list[Paragraph] = []
    start = 0
    lines = text.split("\n")
    longest = _LONG_LINE if len(lines) > _FEW or sum(1 for line in lines if line.strip()) > _FEW else _SHORT_DOCUMENT
    few = longest == _SHORT_DOCUMENT
    foot = _joined_foot(text)
    for line in lines:
        end, ink = start + len(line), line.strip()
        if start <= foot < end or (  # else nothing of it folds to a blank
            len(ink) > longest and (few or " " in ink or not ink.isprintable())
        ):
            folded = fold(line)
            pieces = _joined(folded, start)
            if few:
                from hongtou.read.unglued import parted  # and with it its patterns: most documents have lines

                pieces = parted(folded, start, pieces)
            found += pieces
        elif ink:
            left = start if ink is line else end - len(line.lstrip())
            found.append(Paragraph(left, left + len(ink)))
        start = end + 1
    return tuple(found)


def _joined_foot(text: str) -> int:
    """Where 抄送: or 主题词: stands behind the day of signing in one line, which lost its line ends; -1 for nowhere."""
    for label, rarest in (("抄送", "抄"), ("主题词", "词")):
        at = text.find(label) if rarest in text else -1  # a character alone is found faster
        if at <= 0 or text[at - 1] not in _BLANKS or not text.startswith((":", "："), at + len(label)):
            continue
        if _SIGNED.fullmatch(text, max(0, at - _LONGEST_DAY), at):
            return at
    return -1


_BLANKS = " \u3000\xa0"
_LONGEST_DAY = 24
_SIGNED = re.compile(r"(?s:.*)年[^\n。,，、;；]{1,8}月[^\n。,，、;；]{1,6}日[ \u3000\xa0]+")


def _joined(folded: str, offset: int) -> list[Paragraph]:
    """Cut a line that joins its paragraphs with blanks where a blank can only be a paragraph mark."""
    found: list[Paragraph] = []
    left = 0
    rows = _rows_from(folded)
    for blank in _BLANK.finditer(folded):
        start, end = blank.span()
        if not (_is_cells(folded, start, end) if 0 <= rows < start else _is_paragraph_mark(folded, left, start, end)):
            continue
        opened = folded.rfind("《", max(left, blank.start() - _LONGEST_QUOTE), blank.start())
        if opened >= 0 and folded.find("》", opened, blank.start()) < 0 and _CLOSES.match(folded, blank.end()):
            continue  # inside a title that joins two issuers with a blank
        if blank.start() > left:
            found.append(Paragraph(offset + left, offset + blank.start()))
        left = blank.end()
    right = len(folded.rstrip(" \n"))
    if right > left:
        found.append(Paragraph(offset + left, offset + right))
    return found


def _is_mark(folded: str, left: int, at: int) -> bool:
    """Whether what ends at ``at`` is a numbering, alone or behind what an assignment closes: …(市财政局)第二条 落实."""
    if _MARK.fullmatch(folded, left, at) is not None:
        return True
    behind = _BEHIND_MARK.search(folded, max(left, at - 10), at)
    return behind is not None and _MARK.fullmatch(folded, behind.end(), at) is not None


_BEHIND_MARK = re.compile(
    r"[)\]】〕。;](?=[\d第(①-⒛][^。;]{0,8}$)|[\u3400-\u9fff](?=\d{1,2}\.$|第[一二三四五六七八九十]{1,3}条$)"
)


def _spaced_word(folded: str, blank_start: int, blank_end: int) -> bool:
    """Whether the blank stands inside a word that print spread out: 索 引 号:, 国 务 院; cells (无 无 无) are none."""
    if blank_start >= 2 and folded[blank_start - 2] not in " \n":
        return False
    if blank_end + 1 < len(folded) and folded[blank_end + 1] not in " :\n":
        return False
    for word in _SPREAD.finditer(folded, max(0, blank_start - 24), blank_end + 24):
        if word.start() < blank_start < word.end():
            characters = word[0].replace(" ", "")
            labels = folded[word.end() : word.end() + 1] == ":"
            return len(set(characters)) == len(characters) and (labels or len(characters) > 2)
    return False


def _is_paragraph_mark(folded: str, left: int, start: int, end: int) -> bool:
    """Whether a blank of running text is the paragraph mark that it can be; ``left`` is where its paragraph begins."""
    if not _is_break(folded, start, end) or _is_mark(folded, left, start):
        return False
    if folded[left] == "主" and _KEYWORDS.match(folded, left) and _KEYWORD.match(folded, end):
        return False  # 主题词:农业 水利 通知
    return end - start > 1 or not _within_sentence(folded, left, start)


_ROWS = " 序号 "
_NAMES = re.compile(
    r"(?: (?:(?:工作|重点|主要|目标)任务|工作(?:内容|措施|事项)|(?:责任|牵头|配合)单位|责任(?:部门|领导)|完成时[限间]"
    r"|时间安排|备注)){2} "
)
"""Names of columns, from which on a joined text is cells: 序号 工作任务 责任单位 1 减免租金 市财政局 6月底前 2 …."""


def _rows_from(folded: str) -> int:
    """Where in a line the cells of a table begin; -1 where no names stand between blanks."""
    if folded.startswith(_ROWS.lstrip()):
        return 0
    names, counted = _NAMES.search(folded), folded.find(_ROWS)
    return counted if names is None else min(names.start(), counted) if counted >= 0 else names.start()


def _is_cells(folded: str, blank_start: int, blank_end: int) -> bool:
    """The same of a blank among cells, where a number alone is one and so is a day."""
    if blank_end == len(folded):
        return True
    before, after = folded[blank_start - 1], folded[blank_end]
    if before in "第共" or after == "页" or (before == "页" and after == "共"):
        return False  # 第 [1] 页 共 [2] 页
    if after == "年" and not before.isdigit():
        return True  # 年底前
    if not (before.isdigit() or after.isdigit()) or after in _NEVER_FIRST or before in _NEVER_LAST:
        return _is_break(folded, blank_start, blank_end)
    number = folded[folded.rfind(" ", 0, blank_start) + 1 : blank_start]
    if not before.isdigit() or (number.isdigit() and len(number) < _LONGEST_ROW):
        return True
    if _PART_OF.fullmatch(number) is not None:
        return not folded.startswith(_COUNTED, blank_end)
    return _FIGURE.fullmatch(number) is not None and not (after in _MEASURES or folded.startswith(_MORE, blank_end))


_LONGEST_ROW = 4  # digits
_PART_OF = re.compile(r"\d{1,2}-\d{1,2}")
"""A row's number: 1-2."""
_COUNTED = ("万", "亿", "元", "亩", "吨", "米", "公里", "公顷", "平方", "户", "个", "期", "批")
"""What makes a range of two such figures: 3-5 万元."""
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,9}\.\d{1,4}")
"""A cell of money or of length: 3,250.00."""
_MEASURES = frozenset("万亿千百元公平立亩吨米户人个家项处座所")
"""What goes on from a figure behind a blank."""
_MORE = (
    *["倍", "分钟", "斤", "厘米", "毫米", "小时", "顷", "千瓦", "兆瓦", "美元", "港元", "欧元"],
    *[f"{measure} " for measure in "天度分克里方升级名株棵头只辆台套件册次条盏场间"],
)
"""The same, some of them alone between blanks: 分 is a measure, 分管领导 none."""

_GOES_ON = re.compile(
    r"(?![一二三四五六七八九十]{1,3}[、是]|第[一二三四五六七八九十\d]{1,4}[条章]|附[件表]|(?:责任|牵头|配合|主办|协办|承办|落实)(?:单位|部门))"
    r"[\u3400-\u9fff“”][^ :。;]{0,120}[。;]"
)
_BEFORE_NAMES = re.compile(r"[。;](?:特此|此[复令函])[\u3400-\u9fff]{0,4}$")
_LONGEST_HEADING = 34
_OPEN_WORDS = frozenset("的和及与对将在把被按为以或")


def _within_sentence(folded: str, left: int, at: int) -> bool:
    """Whether the one blank at ``at`` stands in a sentence that goes on: …贷款余额高于去年 同期余额。

    Only behind a whole sentence of the same paragraph, or in an item that is longer than a heading or stops at a word
    that ends nothing (对受影响的 企业): a heading, a title and a signature end without a mark too.
    """
    before = folded[at - 1]
    if not "\u3400" <= before <= "\u9fff" or _GOES_ON.match(folded, at + 1) is None:
        return False
    sentence = folded.rfind("。", left, at)
    if sentence < 0:
        if before not in _OPEN_WORDS and (at - left < _LONGEST_HEADING or folded.find(",", left, at) < 0):
            return False
        return _ITEM.match(folded, left) is not None
    if folded.find(":", sentence, at) >= 0:
        return False
    return _BEFORE_NAMES.search(folded, sentence, at) is None


_ITEM = re.compile(r"\([\d一二三四五六七八九十]{1,3}\)|\d{1,3}[.、]")


def _is_break(folded: str, blank_start: int, blank_end: int) -> bool:
    if blank_start == 0 or blank_end == len(folded):
        return True
    before, after = folded[blank_start - 1], folded[blank_end]
    if (after in _NEVER_FIRST and not folded.startswith("日期", blank_end)) or before in _NEVER_LAST:
        return False
    if (before in "〕]】" and after.isdigit()) or (after in "〔[" and _YEAR.match(folded, blank_end)):
        return False  # "云政发 〔2014〕 3号"
    if before.isdigit():  # "24 小时", "2021-11-08 09:30"
        whole = _PHONE if after.isdigit() else _WHOLE_VALUE
        return whole.search(folded, max(0, blank_start - 25), blank_start) is not None
    if _spaced_word(folded, blank_start, blank_end):
        return False
    if _FILE.search(folded, max(0, blank_start - 6), blank_start):
        return True  # 附件:….docx 相关链接:
    if after.isdigit():
        return _NUMBERED.match(folded, blank_end) is not None  # "不少于 5 个"
    return not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha())
