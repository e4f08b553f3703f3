"""Closed vocabularies of the dataset: every word a field may hold, in the order the codebook prints them.

The meaning of each word, in Chinese and English, stands in ``write/codebook``; its law in docs/dataset.md.
"""

from typing import Literal

Genre = Literal[
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报",
    "报告", "请示", "批复", "议案", "函", "纪要", "会议纪要",
]  # fmt: skip
"""文种: the 15 of 党政机关公文处理工作条例 (2012) and the 13 of 国家行政机关公文处理办法 (2000)."""

Level = Literal["central", "province", "city", "county", "township", "other"]
BlockKind = Literal["header", "body", "table", "annex", "noise"]
Origin = Literal["table", "inline"]
Part = Literal["title", "body", "task", "progress"]
Relation = Literal["basis", "forwarded", "issued", "amended", "repealed", "reported", "named"]

DeadlineKind = Literal["by", "from", "within", "recurring", "relative", "ongoing", "immediate"]
Precision = Literal["day", "dekad", "month", "quarter", "half", "year"]
YearFrom = Literal["text", "table", "title", "circular"]

Role = Literal["lead", "responsible", "support"]
Basis = Literal["printed", "rule", "table"]
UnitType = Literal[
    "government", "party", "congress", "court", "group", "institution", "enterprise", "school", "media", "military",
    "other",
]  # fmt: skip

Status = Literal["done", "ahead", "on_track", "behind", "unfinished", "not_started", "other"]
Verdict = Literal["on_track", "lagging"]

Severity = Literal["error", "warning", "info"]
Check = Literal[
    "unreadable",
    "empty_document",
    "encoding",
    "source_truncated",
    "damaged_text",
    "limit_hit",
    "missing_helper",
    "type_mismatch",
    "hidden_text",
    "active_content",
    "no_title",
    "date_disagreement",
    "unread_date",
    "count_mismatch",
    "number_jump",
    "number_repeat",
    "missing_cell",
    "cell_from_above",
    "ambiguous_table",
    "table_text_unplaced",
    "row_unknown",
    "row_words_differ",
    "row_units_differ",
    "two_readings",
    "unread_limit",
    "limit_before_circular",
    "unread_unit",
    "fused_units",
    "copies_differ",
    "annex_alone",
    "several_circulars",
    "attachment_repeats",
]
"""What a finding is about."""
