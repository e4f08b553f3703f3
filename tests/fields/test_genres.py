"""文种: the last word of a title, where it is one of the closed list."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.data import load_toml
from hongtou.fields.genres import genre_of
from hongtou.model.vocabulary import Genre

TITLES = [
    ("云溪县人民政府关于加强森林防火工作的通知", "通知"),
    ("关于做好防汛工作的紧急通知", "通知"),
    ("关于举办培训班的补充通知", "通知"),
    ("关于前三季度重点工作进展情况的通报", "通报"),
    ("关于同意设立云溪工业园区的批复", "批复"),
    ("关于黄河大桥问题的复函", "函"),
    ("关于商请支持的函", "函"),
    ("关于促进旅游业发展的若干意见", "意见"),
    ("关于扶持小微企业的指导意见", "意见"),
    ("关于表彰先进集体的决定", "决定"),
    ("云溪县第三届人民代表大会第一次会议决议", "决议"),
    ("云溪省人民政府令", "令"),
    ("云溪省人民政府嘉奖令", "令"),
    ("关于发布特赦的命令", "命令"),
    ("关于禁止燃放烟花爆竹的通告", "通告"),
    ("2019年云溪省统计公报", "公报"),
    ("国有土地使用权拍卖公告", "公告"),
    ("云溪县政府工作报告", "报告"),
    ("关于追加经费的请示", "请示"),
    ("关于环境保护条例的议案", "议案"),
    ("县长办公会议纪要", "会议纪要"),
    ("县长办公会纪要", "纪要"),
    # what stands behind
    ("关于加快养老服务业发展的意见(试行)", "意见"),
    ("关于印发工作要点的通知(云政办函〔2009〕1号)", "通知"),
    ("关于印发工作要点的通知（云政办函〔2009〕1号）（已废止）", "通知"),
    ("关于印发工作要点的通知〔2009〕1号", "通知"),
    ("关于印发工作要点的通知 云政发〔2009〕1号", "通知"),
    ("关于印发工作要点的通知。", "通知"),
    ("关于印发工作要点的\n通 知", "通知"),
    ("《关于印发工作要点的通知》", "通知"),
    # none
    ("云溪县燃气管理办法", None),
    ("支持中小企业发展若干措施", None),
    ("云溪县应急预案", None),
    ("2020年重点任务工作方案", None),
    ("关于建议办理情况的答复", None),
    ("关于任命司令", None),
    ("云溪县个人所得税法实施条例", None),
    ("", None),
    ("(试行)", None),
]


@pytest.mark.parametrize(("title", "genre"), TITLES)
def test_genre(title: str, genre: str | None) -> None:
    assert genre_of(title) == genre


@given(st.text(alphabet="()（）〔〕[]通知函令 试行》", max_size=40))
def test_any_title_gives_a_genre_of_the_list_or_none(title: str) -> None:
    assert genre_of(title) in (None, *get_args(Genre))


def test_lists_are_the_models_vocabulary() -> None:
    data = load_toml("genres.toml")
    assert sorted([*data["y2012"], *data["y2000"]]) == sorted(get_args(Genre))
    # 命令(令) is one genre of two names
    assert len(data["y2012"]) - 1 == 15
