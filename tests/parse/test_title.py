"""标题: found among what a page prints above the body."""

from __future__ import annotations

import datetime as dt

import pytest

from .compose import DATE, FROM, NUMBER, TITLE, TO, each, html_table, notice, page, read, words


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([TITLE], TITLE),
        (["云溪县人民政府办公室", "关于做好防汛工作的通知"], "云溪县人民政府办公室关于做好防汛工作的通知"),
        (["云溪县人民政府", "关于印发公共资源", "交易办法的通知"], "云溪县人民政府关于印发公共资源交易办法的通知"),
        (["青岩市水利局 青岩市财政局", "关于下达补助资金的通知"], "青岩市水利局 青岩市财政局关于下达补助资金的通知"),
        (["青岩市水利局", "青岩市财政局", "关于下达补助资金的通知"], "青岩市水利局青岩市财政局关于下达补助资金的通知"),
        (
            ["青岩市水利局、青岩市财政局、", "青岩市公安局、青岩市商务局", "关于下达补助资金的通知"],
            "青岩市水利局、青岩市财政局、青岩市公安局、青岩市商务局关于下达补助资金的通知",
        ),
        (["云溪县森林火灾", "扑救指挥部关于禁火的通知"], "云溪县森林火灾扑救指挥部关于禁火的通知"),
        (["云溪县应对洪涝灾害", "工作领导小组", "关于禁渔的通知"], "云溪县应对洪涝灾害工作领导小组关于禁渔的通知"),
        (["云溪县疫情防控专栏", "指挥部办公室关于复工的通知"], "指挥部办公室关于复工的通知"),
        (["云溪县人民政府办公", "室关于禁火的通知"], "云溪县人民政府办公室关于禁火的通知"),
        (["云溪县防汛信息", "县防汛指挥部关于值守的通知"], "县防汛指挥部关于值守的通知"),
        (["云溪县应急信息", "云溪县防汛指挥部关于值守的通知"], "云溪县防汛指挥部关于值守的通知"),
        (["关于表彰先进集体的决定"], "关于表彰先进集体的决定"),
        (["转发《关于印发<2016年防汛预案>的通知》的通知"], "转发《关于印发<2016年防汛预案>的通知》的通知"),
        (["云溪县人民政府公告"], "云溪县人民政府公告"),
        (["转发县水利局关于汛期值班制度的意见的通知"], "转发县水利局关于汛期值班制度的意见的通知"),
        (["云溪县2016年重点工作实施方案"], "云溪县2016年重点工作实施方案"),
        (["中国·云溪杨梅节活动方案"], "中国·云溪杨梅节活动方案"),
        (["云溪县人民政府关于同意鹿坪镇总体规划的批复"], "云溪县人民政府关于同意鹿坪镇总体规划的批复"),
    ],
)  # fmt: skip
def test_the_title_over_its_lines(lines: list[str], title: str) -> None:
    circular = read(*lines, NUMBER, TO, "请认真组织实施。", FROM, DATE)
    assert words(circular.title) == title


@pytest.mark.parametrize(
    "above",
    [
        ["云溪县人民政府门户网站"],
        ["中国·云溪县人民政府"],
        ["中国•云溪"],
        ["首页 > 政务公开 > 政府文件"],
        ["您现在的位置:首页 > 文件"],
        ["云溪县人民政府办公室文件"],
        ["【字体:大 中 小】"],
        ["发布时间:2016-04-21  浏览次数:35"],
        ["互动交流", "政务服务", "网站地图"],
    ],
)
def test_what_the_site_prints_above_is_no_title(above: list[str]) -> None:
    assert words(notice(title="\n".join([*above, TITLE])).title) == TITLE


def test_a_title_printed_twice_is_one() -> None:
    circular = read(TITLE, "首页 > 政务公开", "来源:县政府办", TITLE, NUMBER, TO, "请认真组织实施。", FROM, DATE)
    assert words(circular.title) == TITLE


def test_the_number_in_brackets_is_no_part_of_the_title() -> None:
    circular = notice(title="云溪县人民政府关于防汛工作的通知(云政发〔2016〕5号)", number="")
    assert words(circular.title) == "云溪县人民政府关于防汛工作的通知"
    assert circular.genre == "通知"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("云溪县人民政府常务会议纪要 〔2018〕7号", "云溪县人民政府常务会议纪要"),
        ("云溪县人民政府常务会议纪要〔2018〕7号", "云溪县人民政府常务会议纪要"),
        ("云政办发〔2016〕5号", None),
        ("云溪县河长制会议纪要办公室发〔2018〕7号", None),  # no title ends there
    ],
)
def test_a_number_without_a_code_stands_behind_the_title(line: str, title: str | None) -> None:
    assert words(read(line, "2018年4月12日上午,县长主持召开会议。会议议定:", FROM, DATE).title) == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("青岩县贯彻落实督察反馈意见", "整改台账"), "青岩县贯彻落实督察反馈意见整改台账"),
        (("青岩县2016年重点工作要点", "任务分解"), "青岩县2016年重点工作要点任务分解"),
        (
            ("青岩县人民政府办公室关于印发防汛预案的通知", "青岩县防汛预案"),
            "青岩县人民政府办公室关于印发防汛预案的通知",
        ),
        (("青岩县人民政府关于防汛工作的通知", "(试行)"), "青岩县人民政府关于防汛工作的通知"),
    ],
)
def test_centred_lines_of_which_the_lower_is_too_short_for_a_title(lines: tuple[str, str], title: str) -> None:
    head = "".join(f"<p align=center>{line}</p>" for line in lines)
    assert words(page(f"{head}<p>请认真组织实施。</p><p>{DATE}</p>").title) == title
    left = page(f"<p>{lines[0]}</p><p>{lines[1]}</p><p>请认真组织实施。</p>").title  # which may be the site's own words
    assert words(left) == lines[0]


def test_no_cell_of_a_flattened_table_is_the_title() -> None:
    cells = ("1", "污水厂运行不正常", "出水达到一级标准", "县住建局", "9月底前")
    again = ("2", "垃圾收运不及时", "落实日产日清制度", "县城管局", "立行立改")
    circular = read(
        "青岩县整改台账", "填报单位:县整改办", "序号", "反馈问题", "整改目标", "责任单位", "整改时限", *cells, *again
    )
    assert words(circular.title) == "青岩县整改台账"
    assert [words(task.number) for task in circular.tasks] == ["1", "2"]


@pytest.mark.parametrize("sign", ["|", " ", " | "])
def test_names_of_columns_in_one_line_are_no_title(sign: str) -> None:
    rows = [
        ("序号", "单位", "普法内容", "普法对象", "时间安排"),
        ("1", "县公安局", "《治安管理处罚法》", "居民", "1月10日"),
    ]
    rows += [
        ("2", "县教育局", "《教育法》", "学生", "全年"),
        ("3", "县司法局", "《社区矫正法》", "全体公民", "12月4日"),
    ]
    circular = read("云溪县2020年度普法责任清单", *(sign.join(row) for row in rows))
    assert words(circular.title) == "云溪县2020年度普法责任清单"
    assert [task.task.text for task in circular.tasks] == ["《治安管理处罚法》", "《教育法》", "《社区矫正法》"]


def test_no_row_under_names_of_columns_is_the_title() -> None:
    rows = (
        "序号 职权名称 职权类别 责任单位 责任事项",
        "1 取水许可 行政许可 水政股 受理、审查",
        "2 采砂许可 行政许可 河道股 审查、决定",
    )
    assert words(read("青岩县水利局权责清单", *rows).title) == "青岩县水利局权责清单"


def test_a_list_of_the_site_above_the_addressee_hides_no_title() -> None:
    assert words(read("云溪县政府网", "序号", "名称", TITLE, TO, "请认真落实。", FROM, DATE).title) == TITLE


def test_the_box_says_which_line_is_the_title() -> None:
    box = html_table("标题:|白石区关于河长制的若干安排|文号:|白政发〔2018〕2号")
    circular = page(
        f"{box}<p>关于印发旧文件的通知</p><p>白石区关于河长制的若干安排</p><p>各镇人民政府:</p><p>请落实。</p>"
    )
    assert words(circular.title) == "白石区关于河长制的若干安排"


def test_the_box_may_leave_joint_issuers_out() -> None:
    box = "标题：关于下达补助资金的通知"
    heads = ["青岩市水利局、青岩市财政局、", "青岩市公安局、青岩市商务局", "关于下达补助资金的通知"]
    assert words(read(box, *heads, NUMBER, TO, "请认真组织实施。", FROM, DATE).title) == "".join(heads)
    alone = ["葵岭新闻、政务服务", "关于下达补助资金的通知"]
    assert words(read(box, *alone, NUMBER, TO, "请认真组织实施。", FROM, DATE).title) == alone[1]


def test_a_joint_title_names_each_issuer() -> None:
    circular = notice(title="青岩市水利局\n青岩市财政局\n关于下达补助资金的通知", signed="青岩市水利局  青岩市财政局")
    assert each(circular.issuers) == ["青岩市水利局", "青岩市财政局"]


def test_a_name_that_its_line_breaks_is_one_issuer() -> None:
    circular = read("云溪县应对洪涝灾害应急指挥部", "办公室关于值守的通知", NUMBER, TO, "请认真组织实施。")
    assert [issuer.reading for issuer in circular.issuers] == ["云溪县应对洪涝灾害应急指挥部办公室"]


def test_names_that_are_spread_in_the_signature() -> None:
    title = "财政部 科技部 教育部 发展改革委关于做好科研经费管理工作的通知"
    signed = ["财 政 部 科 技 部 教 育 部 发展改革委", "2017年3月3日"]
    circular = read(title, "各省、自治区、直辖市财政厅(局):", "请认真落实。", *signed)
    assert [issuer.text for issuer in circular.issuers] == ["财政部", "科技部", "教育部", "发展改革委"]


def test_names_that_touch_in_the_signature() -> None:
    title = "青岩市财政局 青岩市水利局关于值守的通知"
    circular = read(title, NUMBER, TO, "请认真组织实施。", "青岩市财政局青岩市水利局", DATE)
    assert [issuer.reading for issuer in circular.issuers] == ["青岩市财政局", "青岩市水利局"]


def test_issuers_parted_by_enumeration_commas() -> None:
    circular = notice(title="青岩市水利局、青岩市财政局关于下达补助资金的通知", signed="")
    assert each(circular.issuers) == ["青岩市水利局", "青岩市财政局"]


def test_the_signature_gives_the_fuller_issuer() -> None:
    circular = notice(title="县人民政府办公室关于防汛工作的通知", signed="云溪县人民政府办公室")
    assert each(circular.issuers) == ["云溪县人民政府办公室"]


def test_the_title_of_what_is_attached_is_not_the_document_s() -> None:
    circular = read(
        "青岩市督察反馈意见整改方案",
        "为抓好反馈意见整改,制定本方案。",
        "附件:青岩市整改措施清单",
        "青岩市整改措施清单",
        "一、河道排口整治不彻底。",
        "责任单位:市水务局",
    )
    assert words(circular.title) == "青岩市督察反馈意见整改方案"


def test_a_text_of_prose_has_no_title() -> None:
    circular = read("今天下雨。", "明天也下雨,后天晴。")
    assert circular.title is None


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("云溪县人民政府关于防汛工作的意见", "意见"),
        ("云溪县人民政府关于防汛工作情况的通报", "通报"),
        ("云溪县人民政府关于商请支持项目的函", "函"),
        ("云溪县人民政府专题会议纪要", "会议纪要"),
        ("云溪县防汛工作方案", None),
        ("云溪县河道管理办法", None),
    ],
)
def test_the_genre_is_the_title_s_last_word(title: str, genre: str | None) -> None:
    assert notice(title=title, date="2006年4月20日").genre == genre


def test_an_announcement_s_number_and_subject_are_its_title() -> None:
    title = "云溪县公安局公告2020年第8号(关于停用旧式印章的公告)"
    circular = read(title, "因工作需要,现将有关事项公告如下:", "一、停用旧式印章。", "云溪县公安局", "2020年7月12日")
    assert words(circular.title) == title
    assert circular.genre == "公告"
    assert circular.document_number
    assert circular.document_number.normalized == "云溪县公安局公告2020年第8号"


def test_an_order_about_something_has_the_number_of_its_issuer_s_orders() -> None:
    circular = read("云溪县人民政府关于森林防火的命令", "第3号", "现命令如下:", "一、禁止野外用火。", "2020年3月12日")
    assert circular.document_number
    assert circular.document_number.normalized == "云溪县人民政府令第3号"


@pytest.mark.parametrize("title", ["云溪县人民政府专题会议纪要", "云溪县人民政府常务会议纪要"])
def test_minutes_name_their_issuer(title: str) -> None:
    assert each(notice(title=title, signed="").issuers) == ["云溪县人民政府"]


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("云溪县人民政府2022年度立法工作计划", "云溪县人民政府"),
        ("云溪县人民政府督查室\n督 办 通 知", "云溪县人民政府督查室"),
        ("中共云溪县纪委机关关于整改任务分解的通知", "中共云溪县纪委机关"),
        ("云溪县残联关于康复任务的通知", "云溪县残联"),
        ("云溪县村庄整治工作领导小组办公室\n整改督办单", "云溪县村庄整治工作领导小组办公室"),
        ("云 溪 县 水 利 局\n关于防汛任务的通知", "云溪县水利局"),
        ("云 溪 县 人 民 政 府 关 于防汛任务的 通 知", "云溪县人民政府"),
        ("云溪县人民政府工作规则", "云溪县人民政府"),
        ("云溪县人民政府常务会议议事规则(试行)", "云溪县人民政府"),
    ],
)
def test_an_issuer_that_opens_a_title(title: str, issuer: str) -> None:
    assert each(notice(title=title, signed="").issuers) == [issuer]


@pytest.mark.parametrize("title", ["云溪县人民政府党组工作规则", "云溪县安全生产委员会工作规则"])
def test_rules_that_another_organ_may_make(title: str) -> None:
    assert notice(title=title, signed="").issuers == ()


@pytest.mark.parametrize(
    "title",
    [
        "云溪县2023年6月重点工作调度表",
        "创建文明城市工作推进时间表",
        "2001年目标任务一览",
        "重点工作完成情况统计表",
        "机关绩效考核指标",
    ],
)
def test_the_title_of_a_table_alone(title: str) -> None:
    circular = page(
        f"<p>{title}</p><table><tr><td>任务</td><td>责任单位</td></tr><tr><td>a</td><td>b</td></tr></table>"
    )
    assert words(circular.title) == title


def test_the_signature_spells_out_what_the_title_abbreviates() -> None:
    circular = notice(title="市教委 市市场监管局关于食品安全的通知", signed="青岩市教育委员会\n青岩市市场监督管理局")
    assert each(circular.issuers) == ["青岩市教育委员会", "青岩市市场监督管理局"]


def test_another_organ_s_signature_spells_out_nothing() -> None:
    circular = notice(title="县人民政府关于防汛工作的通知", signed="云溪县人民政府办公室")
    assert each(circular.issuers) == ["县人民政府"]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (["云溪县人民", "政府办公室关于防汛", "工作的通知"], "云溪县人民政府办公室关于防汛工作的通知"),
        (["云溪县人民政府办公", "室关于防汛工作的通知"], "云溪县人民政府办公室关于防汛工作的通知"),
        (["云溪县发展和改革委", "员会关于防汛工作的通知"], "云溪县发展和改革委员会关于防汛工作的通知"),
        (["关于转发县水利局防汛工作意见", "的通知"], "关于转发县水利局防汛工作意见的通知"),
        (["云溪县水利局", "关于印发《云溪县防汛办法", "》的通知"], "云溪县水利局关于印发《云溪县防汛办法》的通知"),
        (["云溪县政务公开", "办公室关于防汛工作的通知"], "办公室关于防汛工作的通知"),
        (["首页", "室内空气质量管理办法"], "室内空气质量管理办法"),
    ],
)
def test_a_title_broken_where_no_line_ends(printed: list[str], title: str) -> None:
    assert words(notice(title="\n".join(printed), to="各科室:", signed="").title) == title


@pytest.mark.parametrize(
    ("masthead", "printed", "title"),
    [
        (["云溪县财政局 文件", "云溪县水利局"], ["关于防汛工作的通知"], "关于防汛工作的通知"),
        (["云溪县财政局", "云溪县水利局　文件", "云溪县教育局"], ["关于防汛工作的通知"], "关于防汛工作的通知"),
        (
            ["云溪县财政局  文件", "云溪县水利局"],
            ["云溪县财政局", "云溪县水利局", "关于防汛工作的通知"],
            "云溪县财政局云溪县水利局关于防汛工作的通知",
        ),
        (
            ["云溪县财政局  文件", "云溪县水利局"],
            ["云溪县财政局　云溪县水利局", "关于防汛工作的通知"],
            "云溪县财政局　云溪县水利局关于防汛工作的通知",
        ),
        (
            ["云溪县人民政府 文件"],
            ["云溪县人民政府办公室", "关于防汛工作的通知"],
            "云溪县人民政府办公室关于防汛工作的通知",
        ),
        (["云溪县财政局文件"], ["云溪县水利局", "关于防汛工作的通知"], "云溪县水利局关于防汛工作的通知"),
    ],
)
def test_a_title_under_a_joint_masthead(masthead: list[str], printed: list[str], title: str) -> None:
    circular = read(*masthead, "", *printed, NUMBER, TO, "请落实。", DATE)
    assert words(circular.title) == title
    if title.startswith("关于"):
        assert each(circular.issuers) == [line.removesuffix("文件").strip(" \u3000") for line in masthead]


def test_a_masthead_whose_last_word_has_a_line_of_its_own() -> None:
    body = ["关于印发《防汛工作意见》的通知", TO, "请落实。", DATE]
    assert each(read("云溪县人民政府", "文件", NUMBER, *body).issuers) == ["云溪县人民政府"]
    assert read("云溪县人民政府", "文件", "公报", *body).issuers == ()  # a menu


def test_issuers_that_only_the_signatures_part() -> None:
    title = "岭南电力公司海岭电力公司关于防汛工作的通知"
    assert each(notice(title=title, signed="岭南电力公司\n海岭电力公司").issuers) == ["岭南电力公司", "海岭电力公司"]


def test_the_title_in_the_head_that_an_extractor_of_text_prints() -> None:
    circular = read("---", f"title: {TITLE}", "url: https://example.org/1", "date: 2016-04-21", "---", TO, "请落实。")
    assert words(circular.title) == TITLE


def test_a_name_broken_before_its_office_is_one_issuer() -> None:
    circular = notice(title="云溪县人民政府\n办公室关于转发防汛工作意见的通知", signed="")
    assert each(circular.issuers) == ["云溪县人民政府办公室"]


def test_issuers_glued_of_a_county_of_one_character() -> None:
    circular = notice(title="中共澧县县委办公室澧县人民政府办公室印发《防汛办法》的通知", signed="")
    assert each(circular.issuers) == ["中共澧县县委办公室", "澧县人民政府办公室"]


@pytest.mark.parametrize("title", ["云溪县水利局关于2019年汛期值班的有关事项", "关于拟建项目环境影响评价文件的公示"])
def test_a_title_that_its_place_shows(title: str) -> None:
    assert words(read(title, NUMBER, TO, "请落实。", FROM, DATE).title) == title


def test_the_masthead_names_an_issuer_that_neither_title_nor_signature_does() -> None:
    circular = notice(title="云溪县水利局文件\n关于做好防汛工作的通知", signed="")
    assert each(circular.issuers) == ["云溪县水利局"]


@pytest.mark.parametrize(
    ("number", "printed", "issuers"),
    [
        ("青政办发〔2011〕6号", "青岩市人民政府办公厅　　2011年4月20日印发", ["青岩市人民政府办公厅"]),
        ("青政办发〔2011〕6号", "青岩市人民政府办公厅　　二〇一一年四月二十日印", ["青岩市人民政府办公厅"]),
        ("青政发〔2011〕6号", "青岩市人民政府办公厅　　2011年4月20日印发", []),
    ],
)
def test_the_office_that_printed_a_circular_of_its_own(number: str, printed: str, issuers: list[str]) -> None:
    circular = read(number, "关于防汛工作的通知", TO, "请落实。", "2011年4月19日", "抄送:市委办公厅。", printed)
    assert each(circular.issuers) == issuers


@pytest.mark.parametrize("signed", ["青岩市第一中学", "青岩县实验小学", "青岩监狱", "青岩机场"])
def test_a_school_s_circular(signed: str) -> None:
    title, to = "关于寒假放假安排的通知", "各年级组、处室:"
    assert each(read(title, to, "现将安排通知如下。", signed, DATE).issuers) == [signed]


def test_the_masthead_of_a_letter_names_its_issuer() -> None:
    lines = ["青岩市环境保护局", "青环评〔2008〕33号", "关于某某公司建设项目的批复", "某某公司:", "同意建设。", DATE]
    assert each(read(*lines).issuers) == ["青岩市环境保护局"]
    assert each(read("信息公开", *lines[1:]).issuers) == []


def test_the_state_before_its_council_is_no_part_of_the_issuer() -> None:
    circular = read("中华人民共和国国务院令", "第23号", "现公布《青岩条例》。", "总理 王某", "2016年2月6日")
    assert each(circular.issuers) == ["国务院"]


@pytest.mark.parametrize("masthead", ["海 陵 省 人 民 政 府 令", "海  陵  省  人  民  政  府  令", "海陵省人民政府 令"])
def test_the_issuer_of_an_order_whose_masthead_is_spread(masthead: str) -> None:
    said = "《海陵省渡口办法》已经省人民政府常务会议通过,现予公布。"
    circular = read(masthead, "第31号", said, "省 长 李某", "2011年12月8日", "海陵省渡口办法", "第一条 制定本办法。")
    assert each(circular.issuers) == ["海陵省人民政府"]


def test_a_blank_between_words_parts_issuers() -> None:
    circular = notice(title="中共云溪县委 云溪县人民政府 关 于防汛任务的 通 知", signed="")
    assert each(circular.issuers) == ["中共云溪县委", "云溪县人民政府"]


PRINTED: list[tuple[list[str], str, str | None]] = [
    (
        ["葵岭县水利局关于切实做好冬修水利工作的通知", "葵水字〔2017〕第5号"],
        "葵岭县水利局关于切实做好冬修水利工作的通知",
        "葵水字〔2017〕5号",
    ),
    (["关于切实做好", "冬修水利工作的", "通知"], "关于切实做好冬修水利工作的通知", None),
    (["关 于 切 实 做 好 冬 修 水 利 工 作 的 通 知"], "关于切实做好冬修水利工作的通知", None),
    (
        ["葵水字〔2017〕5号", "签发人：李某某", "关于切实做好冬修水利工作的请示"],
        "关于切实做好冬修水利工作的请示",
        "葵水字〔2017〕5号",
    ),
    (["【葵水字〔2017〕5号】关于切实做好冬修水利工作的通知"], "关于切实做好冬修水利工作的通知", "葵水字〔2017〕5号"),
    (["葵水字〔2017〕5号 关于切实做好冬修水利工作的通知"], "关于切实做好冬修水利工作的通知", "葵水字〔2017〕5号"),
    (["关于切实做好冬修水利工作的通知 葵水字〔2017〕5号"], "关于切实做好冬修水利工作的通知", "葵水字〔2017〕5号"),
    (
        ["《关于切实做好冬修水利工作的通知》（葵水字〔2017〕5号）"],
        "关于切实做好冬修水利工作的通知",
        "葵水字〔2017〕5号",
    ),
    (
        ["葵岭县水利局关于切实做好冬修水利工作的通知（试行）"],
        "葵岭县水利局关于切实做好冬修水利工作的通知（试行）",
        None,
    ),
    (["葵岭县水利局", "二〇一七年冬修水利工作要点"], "葵岭县水利局二〇一七年冬修水利工作要点", None),
    (
        ["葵岭县水利局办公室转发县防汛办《关于做好冬修水利工作的通知》的通知", "（葵水办〔2017〕8号）"],
        "葵岭县水利局办公室转发县防汛办《关于做好冬修水利工作的通知》的通知",
        "葵水办〔2017〕8号",
    ),
    (
        ["葵岭县水利局关于修订印发《冬修水利工作规则》的通知", "文号：葵水〔2017〕6号 成文日期：2017-10-09"],
        "葵岭县水利局关于修订印发《冬修水利工作规则》的通知",
        "葵水〔2017〕6号",
    ),
    (
        ["葵岭县水利局关于水利工程划界的公告（2017年第3号）"],
        "葵岭县水利局关于水利工程划界的公告（2017年第3号）",
        "葵岭县水利局公告2017年第3号",
    ),
    (
        ["葵岭县水利局 关于2017-2018年度冬修水利工作考核结果的通报"],
        "葵岭县水利局 关于2017-2018年度冬修水利工作考核结果的通报",
        None,
    ),
    (["葵岭县水利局等5部门关于做好冬修水利工作的通知"], "葵岭县水利局等5部门关于做好冬修水利工作的通知", None),
    (["对县政协八届二次会议第12号提案的答复"], "对县政协八届二次会议第12号提案的答复", None),
    (["葵岭县水利局关于冬修水利工作的情况报告"], "葵岭县水利局关于冬修水利工作的情况报告", None),
    (["葵岭县水利局致全县种粮大户的一封信"], "葵岭县水利局致全县种粮大户的一封信", None),
    (
        ["葵岭县水利局文件", "葵水字〔2017〕5号", "★", "关于印发《冬修水利工作方案》的通知"],
        "关于印发《冬修水利工作方案》的通知",
        "葵水字〔2017〕5号",
    ),
    (["【规范性文件】葵岭县水利局关于做好冬修水利工作的通知"], "葵岭县水利局关于做好冬修水利工作的通知", None),
    (["葵岭县水利局关于做好冬修水利工作的通知 [失效]"], "葵岭县水利局关于做好冬修水利工作的通知", None),
    (["（已废止）葵岭县水利局关于做好冬修水利工作的通知"], "葵岭县水利局关于做好冬修水利工作的通知", None),
    (["葵岭县水利局关于做好冬修水利工作的通知(2017-10-10)"], "葵岭县水利局关于做好冬修水利工作的通知", None),
    (
        ["葵岭县水利局关于做好冬修水利工作的通知", "字体：[大][中][小]", "2017-10-10", "信息来源：葵岭县水利局"],
        "葵岭县水利局关于做好冬修水利工作的通知",
        None,
    ),
    (
        ["通知公告", "县水利局：关于做好冬修水利工作的通知", "[2017-10-10]"],
        "县水利局：关于做好冬修水利工作的通知",
        None,
    ),
    (
        ["葵岭县水利局关于实施“两手抓、两促进”专项行动的通知"],
        "葵岭县水利局关于实施“两手抓、两促进”专项行动的通知",
        None,
    ),
    (
        ["葵岭县水利局关于贯彻落实《葵岭县人民政府关于加强水利工作的决定》的实施意见"],
        "葵岭县水利局关于贯彻落实《葵岭县人民政府关于加强水利工作的决定》的实施意见",
        None,
    ),
    (["葵岭县水利局关于撤销张某、李某安全员资格的决定书"], "葵岭县水利局关于撤销张某、李某安全员资格的决定书", None),
]


@pytest.mark.parametrize(("lines", "title", "number"), PRINTED, ids=lambda value: str(value)[:24])
def test_a_title_as_printed(lines: list[str], title: str, number: str | None) -> None:
    circular = read(*lines, "各科室、各乡镇:", "为做好工作，现通知如下。", "葵岭县水利局", "2017年10月9日")
    assert "".join((words(circular.title) or "").split()) == "".join(title.split())
    assert (circular.document_number.normalized if circular.document_number else None) == number


LISTS = [
    (
        [
            "白石县2018年河湖整治任务分解",
            "1.清理河道垃圾。(责任单位:县水利局)",
            "2.印发河湖管护方案(责任单位:县林业局)",
        ],
        2,
    ),
    (["青岩市夏季消防检查若干事项", "一、排查老旧楼院(市消防支队负责)", "二、落实巡查通报(市应急局负责)"], 2),
    (["鹿坪区养老服务提升举措", "(一)新建日间照料中心(牵头单位:区民政局)", "(二)发布服务指南(责任单位:区民政局)"], 2),
    (["青岩市森林防火督查专报", "2019年第4期", "市森防办 2019年4月2日", "各县区值守到位。"], 0),
    (["白石县政务服务工作动态", "第12期", "白石县政府办 2020年5月6日", "各窗口运行平稳。"], 0),
]


@pytest.mark.parametrize(("lines", "tasks"), LISTS, ids=lambda value: str(value)[:12])
def test_the_title_of_a_list_or_bulletin_without_number_and_addressee(lines: list[str], tasks: int) -> None:
    circular = read(*lines)
    assert words(circular.title) == lines[0]
    assert len(circular.tasks) == tasks


@pytest.mark.parametrize("day", ["2022年8月19日", "2022年8月19", "2022年8月19日编印"])
def test_the_organ_and_day_of_a_bulletin_are_no_part_of_its_title(day: str) -> None:
    circular = read(
        "云溪政务督查", "20期", f"云溪县人民政府督查室      {day}", "关于印发2022年《政府工作报告》主要任务",
        "上半年落实情况的通报", "各乡镇人民政府:", "请对照落实。",
    )  # fmt: skip
    assert circular.title
    assert circular.title.reading == "关于印发2022年《政府工作报告》主要任务上半年落实情况的通报"
    assert [issuer.unit for issuer in circular.issuers] == ["云溪县人民政府督查室"]
    assert circular.date_issued
    assert circular.date_issued.date == dt.date(2022, 8, 19)


@pytest.mark.parametrize(
    "lines",
    [["首页 | 要闻 | 公开", "1.天气预报"], ["各科室请注意以下几点:", "1.按时到岗"], ["1.清理垃圾", "2.修剪树木"]],
)
def test_no_title_over_a_list(lines: list[str]) -> None:
    assert read(*lines).title is None


def test_an_order_has_the_title_of_what_it_issues() -> None:
    circular = read(
        "海陵省人民政府令", "第215号", "《海陵省行政执法监督规定》已经省人民政府第21次常务会议通过,现予公布。",
        "省长 周某", "2018年11月2日", "海陵省行政执法监督规定", "第一条 为加强监督,制定本规定。",
    )  # fmt: skip
    assert circular.title
    assert words(circular.title) == "海陵省行政执法监督规定"
    assert circular.document_number
    assert circular.document_number.normalized == "海陵省人民政府令第215号"
    assert each(circular.issuers) == ["海陵省人民政府"]


def test_an_order_whose_number_stands_in_its_masthead() -> None:
    circular = read(
        "海陵市人民政府令第31号", "《海陵市供水管理办法》已经市政府常务会议讨论通过,现予发布。", "市长:李某",
        "二○一五年三月十日", "海陵市供水管理办法", "第一条 为了供水,制定本办法。",
    )  # fmt: skip
    assert words(circular.title) == "海陵市供水管理办法"
    assert each(circular.issuers) == ["海陵市人民政府"]
    assert circular.date_issued
    assert str(circular.date_issued.date) == "2015-03-10"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("海陵县水利局关于防汛工作的通知 |", "海陵县水利局关于防汛工作的通知"),
        ("海陵县水利局关于防汛工作的通知_政策文件_海陵县人民政府", "海陵县水利局关于防汛工作的通知"),
        ("海陵县水利局关于防汛工作的通知 - 海陵县政府门户网站", "海陵县水利局关于防汛工作的通知"),
        ("海陵县水利局关于印发防汛预案-水库篇的通知", "海陵县水利局关于印发防汛预案-水库篇的通知"),
        ("海陵县2019-2020年冬修水利工作方案", "海陵县2019-2020年冬修水利工作方案"),
    ],
)
def test_what_the_site_prints_behind_is_no_title(line: str, title: str) -> None:
    assert words(read(line, "各乡镇人民政府:", "请做好有关工作。").title) == title


_MIRRORED = ("海陵省渡口条例", "来源:法律资料网", "海陵省渡口条例", "海陵省人大常委会", "海陵省渡口条例")


@pytest.mark.parametrize(
    ("masthead", "said", "number"),
    [
        (["中华人民共和国国务院令", "第227号"], "现发布《海陵省渡口条例》,自发布之日起施行。", "国务院令第227号"),
        (
            ["海陵省第十一届人民代表大会常务委员会公告", "第二十八号"],
            "《海陵省渡口条例》已由海陵省第十一届人民代表大会常务委员会第十次会议通过,现予公布。",
            "海陵省第十一届人民代表大会常务委员会公告第28号",
        ),
    ],
)
def test_an_order_under_the_name_of_what_it_issues(masthead: list[str], said: str, number: str) -> None:
    circular = read(*_MIRRORED, *masthead, said, "2001年12月26日", "第一章 总则", "第一条 为了渡口安全,制定本条例。")
    assert words(circular.title) == "海陵省渡口条例"
    assert circular.document_number
    assert circular.document_number.normalized == number


def test_an_announcement_over_what_it_issues_keeps_its_own_title() -> None:
    circular = read(
        "海陵省人民代表大会常务委员会公告", "第28号", "《海陵省渡口条例》已由会议通过,现予公布。", "2001年12月26日",
        "海陵省渡口条例", "第一条 为了渡口安全,制定本条例。",
    )  # fmt: skip
    assert words(circular.title) == "海陵省人民代表大会常务委员会公告"


@pytest.mark.parametrize(
    "masthead", [["海关总署令", "（第8号）"], ["海陵省人民政府令 第8号"], ["海陵省人民政府令第8号"]]
)
@pytest.mark.parametrize(
    "said", ["现公布《海陵省渡口细则》,自公布之日起施行。", "《海陵省渡口细则》已经审议通过,现予发布。"]
)
def test_an_order_right_below_the_title_of_what_it_issues(masthead: list[str], said: str) -> None:
    name = "海陵省渡口细则"
    circular = read(name, *masthead, said, "省长 王某", "2013年2月27日", name, "第一条 制定本细则。")
    assert (words(circular.title), circular.genre) == (name, "令")
    assert each(circular.issuers) == [masthead[0][: masthead[0].index("令")]]
    assert circular.document_number
    assert circular.document_number.normalized == f"{masthead[0][: masthead[0].index('令')]}令第8号"


def test_a_title_that_an_order_below_it_does_not_issue() -> None:
    circular = read("关于废止渡口细则的说明", "海陵省人民政府令第8号", "现公布《海陵省渡口办法》。", "2013年2月27日")
    assert words(circular.title) == "关于废止渡口细则的说明"


def test_the_issuer_of_an_order_that_names_itself_in_short() -> None:
    circular = read(
        "云溪市人民政府关于控制扬尘的通告", "云府令第 121 号",
        "《云溪市人民政府关于控制扬尘的通告》已经市政府常务会议通过,现予发布。",
        "市 长", "二○○一年十二月三十日", "云溪市人民政府关于控制扬尘的通告", "第一条 为了控制扬尘,制定本通告。",
    )  # fmt: skip
    assert each(circular.issuers) == ["云溪市人民政府"]


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("盐池县人民政府工作规则", "盐池县"),
        ("加强县人民政府网站管理的办法", None),
        ("最高人民检察院公文处理细则", "全国"),
        ("国务院工作规则", "全国"),
        ("财政部门公文处理细则", None),
        ("教育部署校园安全工作办法", None),
        ("国务院大督查反馈问题整改工作计划", None),
        ("国务院工作组反馈问题整改办法", None),
        ("审计署审计发现问题整改方案", None),
    ],
)
def test_the_place_of_a_title_where_the_number_tells_none(title: str, region: str | None) -> None:
    assert read(title, "盐政发〔2017〕40号", "第一章 总则", "第一条 制定本规则。").region == region


def test_a_page_without_its_title_says_what_it_issues() -> None:
    circular = read(
        "各乡镇人民政府:", "《海陵县抗旱方案》已经县政府同意,现印发给你们。", "海陵县人民政府", "2014年3月5日"
    )
    assert circular.title is None
    (found,) = circular.findings
    assert circular.text[found.start : found.end] == "海陵县抗旱方案"


@pytest.mark.parametrize("masthead", ["海宁省渡岭市白石区人民政府办公室", "白石区人民政府", "白石区人民政府办公室"])
def test_a_masthead_that_names_the_title_s_organ_in_another_form(masthead: str) -> None:
    title = "渡岭市白石区人民政府办公室关于做好防汛工作的函"
    circular = read(masthead, title, "白政办函〔2016〕12号", "市水务局:", "请支持物资。", "2016年5月3日")
    assert circular.title
    assert circular.title.reading == title


@pytest.mark.parametrize("between", [[], ["附件:2012年度重点项目建设任务表"]])
@pytest.mark.parametrize("day", ["二〇一二年四月十一日", "2012年4月11日"])
def test_an_unsigned_day_over_a_flattened_table(day: str, between: list[str]) -> None:
    head = ["渡岭市人民政府关于下达2012年度任务的通知", "渡政〔2012〕37号", "市直有关单位:", "现将任务下达给你们。"]
    table = ["2012年度重点项目建设任务表", "序号", "项目名称", "责任单位", "竣工时间"]
    rows = ["1", "滨江大道", "市交通局", "2012年12月30日", "2", "体育馆", "市体育局", "2012年10月30日"]
    circular = read(*head, *between, day, *table, *rows)
    assert circular.date_issued
    assert str(circular.date_issued.date) == "2012-04-11"
    assert [len(task.deadlines) for task in circular.tasks] == [1, 1]


@pytest.mark.parametrize(("head", "signed", "name"), [
    (["云溪省药品监督管理局", "公 告"], ["省药监局"], "云溪省药品监督管理局"),
    (["云溪省政府网", "云溪省药品监督管理局", "公告"], ["云溪省药监局"], "云溪省药品监督管理局"),
    (["云溪省财政厅", "云溪省税务局", "公告"], ["省财政厅", "省税务局"], "云溪省财政厅云溪省税务局"),
    (["云溪县人民政府", "公告"], ["云溪县水利局"], "云溪县水利局"),
    (["通知公告", "公告"], ["县水利局"], "县水利局"),
])  # fmt: skip
def test_the_name_over_an_announcements_serial_is_its_signer_s_spelt_out(
    head: list[str], signed: list[str], name: str
) -> None:
    circular = read(*head, "2016年第7号", "关于修订说明书的公告", "现公告如下:加强管理。", *signed, "2016年5月6日")
    assert circular.document_number
    assert circular.document_number.normalized == f"{name}公告2016年第7号"
