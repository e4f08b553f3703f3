"""Inline assignments: the words they close, who, under which headings."""

from __future__ import annotations

import pytest

from hongtou.model import Circular

from .compose import each, notice, units, words


def inline(circular: Circular) -> list[tuple[str, list[str]]]:
    """(words, unit names) of each task."""
    return [(task.task.reading, [name for name, _ in units(task)]) for task in circular.tasks]


@pytest.mark.parametrize(
    ("assignment", "expected"),
    [
        ("(责任单位:县水利局、县财政局)", [("县水利局", "responsible"), ("县财政局", "responsible")]),
        ("（责任单位：县水利局、县财政局）", [("县水利局", "responsible"), ("县财政局", "responsible")]),
        ("[责任单位:县水利局]", [("县水利局", "responsible")]),
        ("【县水利局、县财政局负责】", [("县水利局", "responsible"), ("县财政局", "responsible")]),
        ("〔县水利局负责〕", [("县水利局", "responsible")]),
        ("(县水利局牵头,县财政局配合)", [("县水利局", "lead"), ("县财政局", "support")]),
        (
            "(县水利局牵头,县财政局、县审计局负责)",
            [("县水利局", "lead"), ("县财政局", "responsible"), ("县审计局", "responsible")],
        ),
        ("(县水利局牵头)", [("县水利局", "lead")]),
        (
            "(海岭省、云溪省、白石省人民政府牵头)",
            [("海岭省", "lead"), ("云溪省", "lead"), ("白石省人民政府", "lead")],
        ),
        ("(交通运输部、江苏省、浙江牵头)", [("交通运输部", "lead"), ("江苏省", "lead"), ("浙江", "lead")]),
        ("(上海市牵头,江苏、浙江参加)", [("上海市", "lead"), ("江苏", "support"), ("浙江", "support")]),
        ("(县水利局牵头,会有关部门参与)", [("县水利局", "lead"), ("有关部门", "support")]),
        ("(县委分管领导、县水利局)", [("县水利局", "responsible")]),
        ("(县政府分管副县长、县水利局负责)", [("县水利局", "responsible")]),
        ("(省食品安全委员会各成员单位负责)", [("省食品安全委员会各成员单位", "responsible")]),
        ("(完成时限:6月底前;县水利局负责)", [("县水利局", "responsible")]),
        ("(责任人:王明;县水利局牵头,县财政局配合)", [("县水利局", "lead"), ("县财政局", "support")]),
        ("(牵头单位:县水利局;责任单位:县财政局)", [("县水利局", "lead"), ("县财政局", "responsible")]),
        (
            "(牵头单位:县水利局 配合单位:县财政局、各乡镇人民政府)",
            [("县水利局", "lead"), ("县财政局", "support"), ("各乡镇人民政府", "support")],
        ),
        ("(县水利局、县财政局按职责分工负责)", [("县水利局", "responsible"), ("县财政局", "responsible")]),
        (
            "(牵头县直单位:县水利局;配合县直单位:县财政局)",
            [("县水利局", "lead"), ("县财政局", "support")],
        ),
        ("(财政、自然资源、教育部门牵头)", [("财政", "lead"), ("自然资源", "lead"), ("教育部门", "lead")]),
        (
            "责任单位:县水利局(责任人:王某)、县财政局(完成时限:6月底)、县教育局",
            [("县水利局", "responsible"), ("县财政局", "responsible"), ("县教育局", "responsible")],
        ),
        ("责任单位及责任人:县水利局 王某", [("县水利局", "responsible")]),
        ("责任领导及责任人:王某 责任单位:县水利局", [("县水利局", "responsible")]),
        ("责任单位:县水利局 时间进度:6月底前", [("县水利局", "responsible")]),
        ("(完成时限:6月底前)(责任单位:县水利局)", [("县水利局", "responsible")]),
        ("(县水利局作为牵头单位,县财政局作为配合单位)", [("县水利局", "lead"), ("县财政局", "support")]),
        ("(县水利局、县财政局按任务分工负责)", [("县水利局", "responsible"), ("县财政局", "responsible")]),
        ("(各乡镇、县水利局按照责任分工分别负责)", [("各乡镇", "responsible"), ("县水利局", "responsible")]),
        ("(主要负责部门:县水利局;配合部门:县财政局)", [("县水利局", "responsible"), ("县财政局", "support")]),
        ("主体责任单位:各街道;行业监管单位:县水利局", [("各街道", "responsible"), ("县水利局", "responsible")]),
        ("责任单位:人事处;分管校领导:王某", [("人事处", "responsible")]),
        ("(质安处、建管处按职责分工负责)", [("质安处", "responsible"), ("建管处", "responsible")]),
        ("分管副县长:王某 责任单位:县水利局", [("县水利局", "responsible")]),
        ("(县水利局会同县财政局负责)", [("县水利局", "responsible"), ("县财政局", "responsible")]),
        ("(负责部门:县水利局)", [("县水利局", "responsible")]),
        ("责任单位:县水利局、县财政局。", [("县水利局", "responsible"), ("县财政局", "responsible")]),
        (
            "牵头单位:县水利局责任单位:县财政局配合单位:县审计局",
            [("县水利局", "lead"), ("县财政局", "responsible"), ("县审计局", "support")],
        ),
    ],
)  # fmt: skip
def test_who_an_assignment_names(assignment: str, expected: list[tuple[str, str]]) -> None:
    (task,) = notice(f"一、修建水渠。6月底前完成干渠衬砌。{assignment}").tasks
    assert task.task.text == "一、修建水渠。6月底前完成干渠衬砌。"
    assert units(task) == expected
    assert task.origin == "inline"


@pytest.mark.parametrize(
    "prose",
    [
        "县水利局于6月底前制定方案。",
        "由县发改局牵头,研究提出意见。",
        "县发改局负责项目审批工作,县财政局负责资金拨付。",
        "要明确责任单位,落实责任人。",
        "(以下简称《规划》)要严格执行。",
        "召开会议(县水利局、县财政局参会人员名单另发)。",
        "本办法由县水利局负责解释。",
        "请将方案报县财政局(联系人:李某;县财政局办公室)。",
        "成立领导小组(县长任组长,县教育局、县财政局)。",
        "全县常住人口12万人(县统计局,2012年6月)。",
        "耕地保有量数据(县自然资源局、县统计局,2012年)已核实。",
        "粮食产量(县统计局,2012年全年)增长较快。",
        "全县粮食产量50万吨(县统计局,全年)。",
        "1.加强校园管理的提案(县教育局)",
        "2.发放清单(第一批)",
        "3.以优异成绩获奖的单位(县教育局、县财政局);",
        "加快试点(上海、江苏为重点)。",
        "加快试点(由上海市、江苏省负责解释)。",
        "5.6月底前的先进单位(县司法局)",
        "6.上半年完成投资12亿元(县统计局)",
        "7.目前完成投资1亿元(县统计局)",
        "8.提前完成任务的单位(县住建局)",
        "9.3月底前报送材料的单位(县住建局)",
        "10.新增床位50张(内科、儿科)",
        "11.加强消防检查(学校、医院)",
        "12.6月底数据(县统计局)",
    ],
)
def test_prose_is_no_task(prose: str) -> None:
    assert notice(prose).tasks == ()


@pytest.mark.parametrize("limit", ["长期坚持", "持续推进", "常态化推进", "年内完成", "全年推进", "立即"])
def test_a_limit_behind_bare_names_says_that_they_do_it(limit: str) -> None:
    (task,) = notice(f"一、改水工程建设(县水利局、县财政局,{limit})。").tasks
    assert (task.task.text, units(task)) == (
        "一、改水工程建设",
        [("县水利局", "responsible"), ("县财政局", "responsible")],
    )
    assert len(task.deadlines) == 1


def test_offices_without_a_level_behind_items_that_say_what_to_do() -> None:
    circular = notice("一、改革。①整合平台(财政局,3月底前);②建立考核制度(组织部、财政局,全年);③清理企业(商务局)。")
    assert [[name for name, _ in units(task)] for task in circular.tasks] == [
        ["财政局"],
        ["组织部", "财政局"],
        ["商务局"],
    ]


def test_sentences_under_a_heading_of_duties_name_no_one_by_a_label() -> None:
    lines = [
        "三、整治任务:",
        "1.清理垃圾。",
        "四、责任分工:",
        "1.由保洁公司负责组织保洁人员,按区域开展清运;",
        "2.县城管局做好督导。",
    ]
    assert notice(*lines).tasks == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("全县经济运行平稳,各项指标稳中有进。", "(县统计局)"),
        ("2.经验做法", "(县财政局)"),
        ("3.完善工作机制。", "(第一批)"),
        ("4.完善工作机制。", "(此件公开发布)"),
    ],
)
def test_a_bracket_on_its_own_line_that_assigns_nothing(lines: tuple[str, ...]) -> None:
    assert notice(*lines).tasks == ()


@pytest.mark.parametrize(
    "bracket",
    [
        "县督查室,联系电话:6001234",
        "办公室设在县委办县政府办督查室,联系电话:6001234",
        "县农业农村局种植业股,联系人:张某",
        "联系人:张某,电话:6001234",
        "设在县司法局,负责日常工作",
    ],
)
def test_whom_to_ask_is_not_who_does_the_work(bracket: str) -> None:
    circular = notice(f"一、各乡镇细化方案,于4月20日前报县专班({bracket})。")
    assert (circular.tasks, [limit.text for limit in circular.deadlines]) == ((), ["4月20日前"])


@pytest.mark.parametrize(
    ("item", "names"),
    [
        ("1.落实减税降费政策(财政部、税务总局)", ["财政部", "税务总局"]),
        ("1.6月底前完成案卷评查(县司法局)", ["县司法局"]),
        ("2.2016年12月31日前,建成公厕12座(县城管局)。", ["县城管局"]),
        ("3.年内安装路灯300盏(县城管局)", ["县城管局"]),
        ("4.5月10日至6月8日开展专项整治(县公安局、县应急局)", ["县公安局", "县应急局"]),
        ("5.汛前完成水库检修(县水利局)。", ["县水利局"]),
        ("6.6月底前消灭四类危桥(法规科、执法大队)。", ["法规科", "执法大队"]),
        ("7.推进农资打假行动(种植业处、农机处);", ["种植业处", "农机处"]),
        ("3.年底前开展案卷评查(县司法局、县法院)", ["县司法局", "县法院"]),
        ("2.延长公交运营时间(县交通运输局)", ["县交通运输局"]),
        ("3.延长公交运营时间(县交通运输局;完成时限:5月底前)。", ["县交通运输局"]),
        ("开展能源审计(县经信局、发展改革局,2016年底前完成)。", ["县经信局", "发展改革局"]),
        ("4.归集高频数据(首批100项,责任单位:县公安局、县民政局,10月底前)。", ["县公安局", "县民政局"]),
        ("5.强化管理(县公安局、县民政局各负其责)。", ["县公安局", "县民政局"]),
        ("5.以农村为重点,强化源头监管(县市场监管局、县农业农村局);", ["县市场监管局", "县农业农村局"]),
        ("6.组织培训。(责任单位:县人社局、县财政", ["县人社局"]),
        ("7.组织培训。(责任单位:县人社局、县财政局", ["县人社局", "县财政局"]),
    ],
)
def test_a_bracket_that_is_sure(item: str, names: list[str]) -> None:
    (task,) = notice(item).tasks
    assert [name for name, _ in units(task)] == names
    assert task.task.text == item[: item.index("(")]


@pytest.mark.parametrize(
    ("assignment", "limits"),
    [
        ("(县水利局,责任人:张某,6月底前)", ["6月底前"]),
        ("(责任单位:县水利局,责任人:张某,2016年9月30日前完成)", ["2016年9月30日前"]),
        ("责任单位:县水利局,责任人:张某、李某,长期坚持。", ["长期坚持"]),
        ("(责任单位:县水利局;责任领导:张某,副局长;年底前)", ["年底前"]),
        ("(责任单位:县水利局,联系人:张某,电话:6001234)", []),
        ("(县水利局按职责分工负责,分别于5月底、9月底前完成)", ["5月底", "9月底前"]),
    ],
)
def test_a_limit_behind_a_person(assignment: str, limits: list[str]) -> None:
    (task,) = notice(f"1.修建水渠。{assignment}").tasks
    assert ([name for name, _ in units(task)], [limit.text for limit in task.deadlines]) == (["县水利局"], limits)


def test_units_that_count_on_below_their_label() -> None:
    lines = (
        "责任单位:1.县水利局",
        "2.县财政局、县审计局",
        "3.各乡镇",
        "配合单位:1.县气象局",
        "2.县供电公司",
        "完成时限:6月底",
    )
    (one, two) = notice("1.修建水渠。", *lines, "2.整修校舍。", "责任单位:1.县教育局", "2.加强宣传。").tasks
    assert [name for name, role in units(one) if role == "responsible"] == [
        "县水利局",
        "县财政局",
        "县审计局",
        "各乡镇",
    ]
    assert [name for name, role in units(one) if role == "support"] == ["县气象局", "县供电公司"]
    assert [limit.text for limit in one.deadlines] == ["6月底"]
    assert units(two) == [("县教育局", "responsible")]


def test_two_assignments_in_a_paragraph() -> None:
    circular = notice("一、防汛。完成渠道清淤。(县水利局负责)加固松岗堤防。(县住房城乡建设局负责)")
    assert inline(circular) == [("一、防汛。完成渠道清淤。", ["县水利局"]), ("加固松岗堤防。", ["县住房城乡建设局"])]


@pytest.mark.parametrize("mark", ["", "2.", "⑩", "⑪", "⒒"])
def test_a_number_before_an_assignment_is_no_work(mark: str) -> None:
    made = notice("一、建设", "1.修建水渠。", f"{mark}(责任单位:县水利局)")
    assert inline(made) == [("1.修建水渠。", ["县水利局"])]


def test_an_assignment_on_a_line_of_its_own() -> None:
    circular = notice(
        "一、修建水渠。6月底前完成干渠衬砌。", "(责任单位:县水利局)", "二、整修校舍。", "责任单位:县教育局"
    )
    assert [name for _, names in inline(circular) for name in names] == ["县水利局", "县教育局"]
    assert words(circular.tasks[0].task) == "一、修建水渠。6月底前完成干渠衬砌。"


def test_labels_on_lines_of_their_own_are_one_assignment() -> None:
    circular = notice("一、修建水渠。6月底前完成干渠衬砌。", "牵头单位:县水利局", "配合单位:县财政局、县审计局")
    (task,) = circular.tasks
    assert units(task) == [("县水利局", "lead"), ("县财政局", "support"), ("县审计局", "support")]


@pytest.mark.parametrize("sign", ["\n", " "])
def test_a_person_between_two_labels_parts_no_task(sign: str) -> None:
    words = [
        "1.新装路口信号灯30处,",
        "主管领导:张某",
        "责任单位:县公安局",
        "项目责任人:王某",
        "配合单位:县财政局、县住建局",
    ]
    (task,) = notice(*sign.join(words).split("\n"), "2.新建公厕。").tasks
    assert task.task.text == words[0]
    assert units(task) == [("县公安局", "responsible"), ("县财政局", "support"), ("县住建局", "support")]


def test_records_of_labelled_lines_are_tasks_each() -> None:
    circular = notice(
        "问题名称:渠首闸门漏水",
        "责任单位:县水利局",
        "整改时限:8月底前",
        "问题名称:校舍屋面渗水",
        "责任单位:县教育局",
        "整改时限:9月15日前",
    )
    assert inline(circular) == [("问题名称:渠首闸门漏水", ["县水利局"]), ("问题名称:校舍屋面渗水", ["县教育局"])]
    assert [[d.text for d in task.deadlines] for task in circular.tasks] == [["8月底前"], ["9月15日前"]]


@pytest.mark.parametrize("word", ["隐患", "事项", "案件"])
def test_a_word_with_its_number_is_no_label(word: str) -> None:
    circular = notice(f"{word}一:渠首闸门漏水", "责任单位:县水利局", f"{word}二:校舍屋面渗水", "责任单位:县教育局")
    assert [task for task, _ in inline(circular)] == [f"{word}一:渠首闸门漏水", f"{word}二:校舍屋面渗水"]


def test_the_words_run_from_their_own_paragraph_s_start() -> None:
    circular = notice("一、水利建设", "全县水利设施老化。", "并配套闸门12座。(县水利局负责)")
    (task,) = circular.tasks
    assert task.task.text == "并配套闸门12座。"
    assert each(task.category) == ["一、水利建设"]


def test_paragraphs_before_a_bracket_of_their_own_are_its_words() -> None:
    (task,) = notice("一、水利建设", "1.修建水渠。干渠要在年内通水。", "配套闸门12座。", "(县水利局负责)").tasks
    assert task.task.text == "1.修建水渠。干渠要在年内通水。\n配套闸门12座。"


def test_headings_printed_before_are_the_category() -> None:
    circular = notice(
        "一、水利建设",
        "(一)渠道",
        "1.修建水渠。(县水利局负责)",
        "(二)堤防",
        "2.加固堤防。(县水利局负责)",
        "二、教育",
        "3.整修校舍。(县教育局负责)",
    )
    assert [each(task.category) for task in circular.tasks] == [
        ["一、水利建设", "(一)渠道"],
        ["一、水利建设", "(二)堤防"],
        ["二、教育"],
    ]


def test_sections_stand_under_chapters_and_those_under_parts() -> None:
    circular = notice(
        "第一篇 重点",
        "第一章 水利建设",
        "第一节 渠道",
        "一、干渠",
        "修建水渠。(县水利局负责)",
        "第二节 堤防",
        "加固堤防。(县水利局负责)",
        "第二章 教育",
        "整修校舍。(县教育局负责)",
    )
    assert [each(task.category) for task in circular.tasks] == [
        ["第一篇 重点", "第一章 水利建设", "第一节 渠道", "一、干渠"],
        ["第一篇 重点", "第一章 水利建设", "第二节 堤防"],
        ["第一篇 重点", "第二章 教育"],
    ]


def test_a_run_in_heading_opens_its_first_passage() -> None:
    circular = notice("一、重点工作", "(九)支持企业发展。鼓励技术改造。(县经信局负责)设立周转资金。(县财政局负责)")
    first, second = circular.tasks
    assert (first.task.text, each(first.category)) == ("(九)支持企业发展。鼓励技术改造。", ["一、重点工作"])
    assert (second.task.text, each(second.category)) == ("设立周转资金。", ["一、重点工作", "(九)支持企业发展。"])


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        # where a page or a text lost the line's end between an assignment and what follows
        (
            ["一、水利。修建水渠。(县水利局负责)二、教育。整修校舍。(县教育局负责)修操场。(县体育局负责)"],
            [[], [], ["二、教育。"]],
        ),
        (
            ["一、水利建设(一)修建水渠。(县水利局负责)二、教育发展(二)整修校舍。(县教育局负责)"],
            [["一、水利建设"], ["二、教育发展"]],
        ),
        (["一、水利建设1.修建水渠。(县水利局负责)2.清淤。(县水利局负责)"], [["一、水利建设"], ["一、水利建设"]]),
        # no heading: a class, a quantity, words before an item that is not the first
        (["一、落实防汛(一)级响应。(县水利局负责)"], [[]]),
        (["一、加固堤防2.5公里。(县水利局负责)"], [[]]),
        (["一、修建水渠(二)段。(县水利局负责)"], [[]]),
    ],
)
def test_items_and_headings_that_follow_one_another_in_a_line(lines: list[str], headings: list[list[str]]) -> None:
    assert [each(task.category) for task in notice(*lines).tasks] == headings


def test_an_item_number_is_part_of_the_words() -> None:
    (task,) = notice("1.修建水渠。(县水利局负责)").tasks
    assert (task.task.text, task.number) == ("1.修建水渠。", None)


def test_other_brackets_stay_in_the_words() -> None:
    (task,) = notice("一、新建水渠(含支渠)12公里。(县水利局负责)").tasks
    assert task.task.text == "一、新建水渠(含支渠)12公里。"


def test_a_bracket_within_the_assignment() -> None:
    (task,) = notice("一、新建水渠。(县水利局(河长办)、各乡镇(街道)负责)").tasks
    assert [name for name, _ in units(task)] == ["县水利局(河长办)", "各乡镇(街道)"]


def test_a_bracket_that_never_closes() -> None:
    (task,) = notice("一、新建水渠。(责任单位:县水利局、县财政局").tasks
    assert [name for name, _ in units(task)] == ["县水利局", "县财政局"]


@pytest.mark.parametrize(
    "rule",
    [
        "各任务列第一位者为牵头单位,下同。",
        "责任单位中排第一位的为牵头单位。",
        "(列第一位的部门为牵头单位)",
        "(第一位为牵头单位)",
        "责任单位首位的为主办单位。",
        "各牵头单位(列第一位者,下同)要于2月28日前制定实施方案。",
        "每项任务的第一个单位是牵头单位。",
        "牵头单位为责任单位中排首位的单位。",
    ],
)
def test_the_first_named_leads_where_the_document_rules_so(rule: str) -> None:
    circular = notice(rule, "一、修建水渠。(责任单位:县水利局、县财政局)", "二、整修校舍。(责任单位:县教育局)")
    assert [units(task) for task in circular.tasks] == [
        [("县水利局", "lead"), ("县财政局", "responsible")], [("县教育局", "lead")],
    ]  # fmt: skip


def test_the_rest_support_where_the_document_rules_so() -> None:
    circular = notice("列第一位的为牵头单位,其他为配合单位。", "一、修建水渠。(责任单位:县水利局、县财政局)")
    assert units(circular.tasks[0]) == [("县水利局", "lead"), ("县财政局", "support")]


def test_without_a_rule_none_leads() -> None:
    assert units(notice("一、修建水渠。(责任单位:县水利局、县财政局)").tasks[0])[0] == ("县水利局", "responsible")


def test_units_that_a_sentence_adds_to_all() -> None:
    circular = notice("以下均需各乡镇人民政府落实,不再列出。", "一、修建水渠。(县水利局负责)")
    assert [unit.text for unit in circular.standing_responsibilities] == ["各乡镇人民政府"]
    assert units(circular.tasks[0]) == [("县水利局", "responsible")]


def test_a_limit_in_the_words() -> None:
    (task,) = notice("一、修建水渠。6月底前完成。(县水利局负责)").tasks
    assert [(limit.text, limit.kind, str(limit.date_to)) for limit in task.deadlines] == [
        ("6月底前", "by", "2016-06-30")
    ]
    assert task.deadline is None


def test_a_limit_in_the_bracket() -> None:
    (task,) = notice("一、修建水渠。(责任单位:县水利局;完成时限:6月底前)").tasks
    assert [str(limit.date_to) for limit in task.deadlines] == ["2016-06-30"]
    assert [name for name, _ in units(task)] == ["县水利局"]


def test_a_limit_of_the_body_belongs_to_no_task() -> None:
    circular = notice("一、修建水渠。(县水利局负责)", "请于5月15日前报送实施方案。")
    assert [str(limit.date_to) for limit in circular.deadlines] == ["2016-05-15"]
    assert circular.tasks[0].deadlines == ()


def test_where_the_document_says_that_shared_duty_is_shared_lead_each_leads() -> None:
    circular = notice(
        "1.扩大医保覆盖面。(市人社局、市卫计委分别负责。排在首位的单位牵头,分别负责即为各单位分别牵头,下同)",
        "2.提高补助标准。(市财政局、市卫计委负责)",
    )
    first, second = circular.tasks
    assert units(first) == [("市人社局", "lead"), ("市卫计委", "lead")]
    assert units(second) == [("市财政局", "lead"), ("市卫计委", "responsible")]


def test_a_decimal_number_and_a_blank_open_a_heading_over_what_follows() -> None:
    circular = notice(
        "一、码头整治",
        "1.1 拆除非法码头",
        "对12座非法码头,8月31日前全部拆除。(牵头单位:县港航局)",
        "1.2 岸线复绿",
        "1.5 公里岸线补植到位。(牵头单位:县林业局)",
    )
    headings = [[c.text for c in task.category] for task in circular.tasks]
    assert headings == [["一、码头整治", "1.1 拆除非法码头"], ["一、码头整治", "1.2 岸线复绿"]]
    assert circular.tasks[1].task.text == "1.5 公里岸线补植到位。"


@pytest.mark.parametrize(
    ("passage", "days"),
    [
        ("10月1日前,乡镇级田长全部到位。(责任单位:县农业农村局;完成时限:{year}年10月1日前)", ["10-01"]),
        ("年底前建成泵站。(责任单位:县水利局;完成时限:12月底前)", ["12-31"]),
        ("6月底前开工,年底前建成泵站。(责任单位:县水利局;完成时限:12月底前)", ["06-30", "12-31"]),
        ("6月底前建成泵站。(责任单位:县水利局;完成时限:9月底前)", ["06-30", "09-30"]),
        ("6月底前建成泵站,6月底前修好道路。(责任单位:县水利局)", ["06-30", "06-30"]),
    ],
)
def test_a_label_that_repeats_the_day_of_its_sentence(passage: str, days: list[str]) -> None:
    year = notice("一、修建水渠。").date_issued.date.year
    (task,) = notice(passage.format(year=year)).tasks
    assert [f"{limit.date_to:%m-%d}" for limit in task.deadlines] == days


def test_a_person_before_the_units_of_a_sentence_is_no_word_of_the_task() -> None:
    (task,) = notice("4.新建乡道18公里,责任领导:王某,责任单位:县公路局,完成时限:10月底。").tasks
    assert (task.task.reading, [name for name, _ in units(task)]) == ("4.新建乡道18公里,", ["县公路局"])
    assert [limit.text for limit in task.deadlines] == ["10月底"]


@pytest.mark.parametrize(
    ("first", "heading"),
    [
        ("一、建设任务(1)改造县道32公里。", "一、建设任务"),
        ("一、建设任务 1.改造县道32公里。", "一、建设任务"),
        ("一、投资1.5亿元改造县道。", "一、投资1.5亿元改造县道。"),
        ("一、落实第(1)项任务。", "一、落实第(1)项任务。"),
    ],
)
def test_a_heading_ends_where_its_first_item_begins(first: str, heading: str) -> None:
    circular = notice(f"{first}责任单位:县交通局。", "(2)改造危桥6座。责任单位:县公路局。")
    assert each(circular.tasks[1].category) == [heading]


def test_a_label_without_its_colon_behind_the_last_sentence() -> None:
    (task,) = notice("5.安排养护资金,按季拨付。责任单位 县财政局").tasks
    assert (task.task.reading, units(task)) == ("5.安排养护资金,按季拨付。", [("县财政局", "responsible")])


@pytest.mark.parametrize("words", ["5.安排资金。责任单位 要抓紧拨付", "5.安排资金。各责任单位 县财政局"])
def test_no_label_behind_the_last_sentence(words: str) -> None:
    assert notice(words).tasks == ()
