"""What is no circular: nothing is made up for it."""

from __future__ import annotations

import pytest

from .compose import checks, html_table, page, read

PAGES = {
    "a roster": html_table("序号|姓名|单位|得分\n1|张某|一中|88\n2|李某|二中|86"),
    "news": "<h1>张某某到东山村调研乡村振兴工作</h1><p>来源：县融媒体中心 发布时间：2022-05-18</p>"
    "<p>5月17日，县委书记张某某到东山村调研，县农业农村局负责人参加。</p><p>他要求年底前完成道路硬化。</p>",
    "an English page": "<h1>Measures for Urban Drainage</h1><p>Order No. 21 of the Ministry</p><p>January 22, 2015</p>",
    "a page that is not there": "<h1>404</h1><p>您访问的页面不存在或已删除</p>",
    "navigation alone": "<ul><li>首页</li><li>政务公开</li><li>办事服务</li></ul><p>版权所有：云溪县人民政府</p>",
}


@pytest.mark.parametrize("name", PAGES)
def test_no_circular(name: str) -> None:
    circular = page(PAGES[name])
    assert (circular.title, circular.genre, circular.document_number, circular.date_issued) == (None,) * 4
    assert (circular.issuers, circular.addressees, circular.signatures, circular.tasks) == ((),) * 4
    assert "no_title" in checks(circular)


@pytest.mark.parametrize("text", ["", "  \n　"])
def test_nothing_at_all(text: str) -> None:
    assert checks(read(text)) == ["empty_document"]
