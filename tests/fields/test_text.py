"""What print says and what is understood, character for character."""

from __future__ import annotations

import pytest

from hongtou.fields.text import fold


@pytest.mark.parametrize(
    ("printed", "understood"),
    [
        ("责任单位∶市财政局", "责任单位:市财政局"),  # U+2236, as old pages print the colon
        ("责任单位︰市财政局", "责任单位:市财政局"),
        ("市⺠政局、⻢山镇、⻓宁区⻄站", "市民政局、马山镇、长宁区西站"),  # radicals that a PDF's font names
        ("６⽉⽇前", "6月日前"),
        ("二○二一年", "二〇二一年"),
        ("4月—6月", "4月-6月"),
    ],
)
def test_characters_are_read_for_what_they_stand_for(printed: str, understood: str) -> None:
    assert fold(printed) == understood
