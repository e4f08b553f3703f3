"""Time limits: a table of (printed, what it means). The circular is of 2014-05-06 unless a test says otherwise."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongtou.data import load_toml
from hongtou.fields.deadlines import find_deadlines, looks_like_deadline, scan_deadlines
from hongtou.fields.text import Text, fold

from .limits import brief

ISSUED = dt.date(2014, 5, 6)


def iso(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


BY = [
    ("6月30日前完成", "2014-06-30"),
    ("6月30日完成", "2014-06-30"),
    ("6月30日全面完成", "2014-06-30"),
    ("6月30日之前", "2014-06-30"),
    ("6月30日以前", "2014-06-30"),
    ("6月30日止", "2014-06-30"),
    ("6月30号前", "2014-06-30"),
    ("12月底前", "2014-12-31"),
    ("12月底", "2014-12-31"),
    ("12月底基本完成", "2014-12-31"),
    ("12月末前", "2014-12-31"),
    ("2月底前", "2014-02-28"),
    ("2016年2月底前", "2016-02-29"),
    ("元月底前", "2014-01-31"),
    ("年底前", "2014-12-31"),
    ("年底之前", "2014-12-31"),
    ("年末", "2014-12-31"),
    ("年终前", "2014-12-31"),
    ("今年底前", "2014-12-31"),
    ("今年年底前", "2014-12-31"),
    ("明年6月底前", "2015-06-30"),
    ("次年3月底前", "2015-03-31"),
    ("2015年底前", "2015-12-31"),
    ("2015年年底前", "2015-12-31"),
    ("2015 年 6 月底前", "2015-06-30"),
    ("2015年\n6月底前", "2015-06-30"),
    ("２０１５年６月底前", "2015-06-30"),
    ("二〇一五年六月底前", "2015-06-30"),
    ("二○一五年六月底前", "2015-06-30"),
    ("二零一五年十一月底前", "2015-11-30"),
    ("二O一五年六月三十日前", "2015-06-30"),
    ("15年6月底前", "2015-06-30"),
    ("2015年６月20日前", "2015-06-20"),
    ("2015-06-20前", "2015-06-20"),
    ("2015.6.20前", "2015-06-20"),
    ("2015/6/20前", "2015-06-20"),
    ("6.20前", "2014-06-20"),
    ("三季度末前", "2014-09-30"),
    ("三季度末", "2014-09-30"),
    ("第三季度前", "2014-09-30"),
    ("第3季度末", "2014-09-30"),
    ("5月前", "2014-05-31"),
    ("2020年前", "2020-12-31"),
    ("上半年前", "2014-06-30"),
    ("6月上旬前", "2014-06-10"),
    ("6月下旬前", "2014-06-30"),
    ("到2020年", "2020-12-31"),
    ("到2020年底", "2020-12-31"),
    ("至2020年末", "2020-12-31"),
    ("截至6月底", "2014-06-30"),
    ("截止到6月30日", "2014-06-30"),
    ("截止6月30日", "2014-06-30"),
    ("不晚于6月30日", "2014-06-30"),
    ("最迟于6月20日", "2014-06-20"),
    ("延长至9月底", "2014-09-30"),
    ("延期到10月15日", "2014-10-15"),
    ("本月底前", "2014-05-31"),
    ("月底前", "2014-05-31"),
    ("下月10日前", "2014-06-10"),
    ("下个月底前", "2014-06-30"),
    ("本季度末前", "2014-06-30"),
    ("6月20日(星期五)下午5点前", "2014-06-20"),
    ("6月20日17:30前", "2014-06-20"),
    ("6月20日24时止", "2014-06-20"),
    ("“十二五”末", "2015-12-31"),
    ("十三五末", "2020-12-31"),
    ("国庆节前", "2014-10-01"),
    ("“五一”前", "2014-05-01"),
    ("2015年元旦前", "2015-01-01"),
    ("2015年春节前", "2015-02-19"),
    ("中秋节前", "2014-09-08"),
    ("端午节之前", "2014-06-02"),
    ("年中前", "2014-06-30"),
    ("8月19前", "2014-08-19"),
    ("力争6月底前建成", "2014-06-30"),
]

FROM = [
    ("5月1日起施行", "2014-05-01"),
    ("自5月1日起", "2014-05-01"),
    ("从2015年1月1日开始", "2015-01-01"),
    ("5月1日施行", "2014-05-01"),
    ("2010年以后", "2010-01-01"),
    ("6月10日后", "2014-06-10"),
    ("6月起", "2014-06-01"),
    ("2015年起", "2015-01-01"),
    ("下半年起", "2014-07-01"),
    ("6月底起", "2014-06-30"),
    ("二季度起", "2014-04-01"),
    ("即日起", "2014-05-06"),
    ("自即日起执行", "2014-05-06"),
    ("自印发之日起施行", "2014-05-06"),
    ("自6月1日", "2014-06-01"),
    ("不早于6月1日", "2014-06-01"),
]

WITHIN = [
    ("4月出台文件", "2014-04-01", "2014-04-30"),
    ("12月", "2014-12-01", "2014-12-31"),
    ("2015年2月份", "2015-02-01", "2015-02-28"),
    ("6月内完成", "2014-06-01", "2014-06-30"),
    ("上半年", "2014-01-01", "2014-06-30"),
    ("上半年完成", "2014-01-01", "2014-06-30"),
    ("争取上半年", "2014-01-01", "2014-06-30"),
    ("2015年下半年", "2015-07-01", "2015-12-31"),
    ("一季度", "2014-01-01", "2014-03-31"),
    ("第四季度", "2014-10-01", "2014-12-31"),
    ("2季度", "2014-04-01", "2014-06-30"),
    ("前三季度", "2014-01-01", "2014-09-30"),
    ("一至三季度", "2014-01-01", "2014-09-30"),
    ("第一、二季度", "2014-01-01", "2014-06-30"),
    ("三季度-四季度", "2014-07-01", "2014-12-31"),
    ("4月中旬", "2014-04-11", "2014-04-20"),
    ("2月下旬", "2014-02-21", "2014-02-28"),
    ("6月上旬至中旬", "2014-06-01", "2014-06-20"),
    ("5月上中旬", "2014-05-01", "2014-05-20"),
    ("5月中下旬", "2014-05-11", "2014-05-31"),
    ("2014年全年", "2014-01-01", "2014-12-31"),
    ("2014.6—2014.12", "2014-06-01", "2014-12-31"),
    ("2015Q3", "2015-07-01", "2015-09-30"),
    ("年内", "2014-01-01", "2014-12-31"),
    ("年内完成", "2014-01-01", "2014-12-31"),
    ("今年内", "2014-01-01", "2014-12-31"),
    ("全年", "2014-01-01", "2014-12-31"),
    ("2015年", "2015-01-01", "2015-12-31"),
    ("2015年度", "2015-01-01", "2015-12-31"),
    ("明年", "2015-01-01", "2015-12-31"),
    ("本月内", "2014-05-01", "2014-05-31"),
    ("6月初", "2014-06-01", "2014-06-10"),
    ("2014年6月30日", "2014-06-30", "2014-06-30"),
    ("二○一四年十一月三十日", "2014-11-30", "2014-11-30"),
    ("4-6月", "2014-04-01", "2014-06-30"),
    ("4月-6月", "2014-04-01", "2014-06-30"),
    ("4～6月", "2014-04-01", "2014-06-30"),
    ("四至六月", "2014-04-01", "2014-06-30"),
    ("2月至4月", "2014-02-01", "2014-04-30"),
    ("3、4月份", "2014-03-01", "2014-04-30"),
    ("2月份、3月份、4月份", "2014-02-01", "2014-04-30"),
    ("2015-2016年", "2015-01-01", "2016-12-31"),
    ("2015-2016", "2015-01-01", "2016-12-31"),
    ("2023—2025年", "2023-01-01", "2025-12-31"),
    ("2015年至2017年", "2015-01-01", "2017-12-31"),
    ("2015年—2016年6月", "2015-01-01", "2016-06-30"),
    ("2015年3月10日--3月22日", "2015-03-10", "2015-03-22"),
    ("2015年4月20日—5月10", "2015-04-20", "2015-05-10"),
    ("4月20日-25日", "2014-04-20", "2014-04-25"),
    ("4月20-25日", "2014-04-20", "2014-04-25"),
    ("5月1日至6月底", "2014-05-01", "2014-06-30"),
    ("2014年11月至次年3月", "2014-11-01", "2015-03-31"),
    ("11月至3月", "2014-11-01", "2015-03-31"),
    ("11月至2015年3月", "2014-11-01", "2015-03-31"),
    ("自6月1日起至8月31日", "2014-06-01", "2014-08-31"),
    ("即日起至2017年12月31日期间", "2014-05-06", "2017-12-31"),
    ("自即日起至6月30日", "2014-05-06", "2014-06-30"),
    ("“十三五”期间", "2016-01-01", "2020-12-31"),
    ("十一五时期", "2006-01-01", "2010-12-31"),
    ("十五五期间", "2026-01-01", "2030-12-31"),
    ("“十五”期间", "2001-01-01", "2005-12-31"),
    ("2015年6月期间", "2015-06-01", "2015-06-30"),
]

RECURRING = [
    ("每月", "FREQ=MONTHLY"),
    ("每月25日前", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("每月25日", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("每月10日、25日前", "FREQ=MONTHLY;BYMONTHDAY=10,25"),
    ("每月底前", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("每月上旬", "FREQ=MONTHLY;BYMONTHDAY=10"),
    ("每季度", "FREQ=MONTHLY;INTERVAL=3"),
    ("每季度末", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("每季末", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("每季度末月20日前", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
    ("每季度首月10日前", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
    ("每季度第一个月10日前", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
    ("每半年", "FREQ=MONTHLY;INTERVAL=6"),
    ("每年", "FREQ=YEARLY"),
    ("每年2月底前", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
    ("每年6月30日前", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30"),
    ("每年底前", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("每年6月、12月", "FREQ=YEARLY;BYMONTH=6,12"),
    ("每年6月底、12月底前", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("每周", "FREQ=WEEKLY"),
    ("每周五前", "FREQ=WEEKLY;BYDAY=FR"),
    ("每两周", "FREQ=WEEKLY;INTERVAL=2"),
    ("每日", "FREQ=DAILY"),
    ("每天", "FREQ=DAILY"),
    ("每个工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("每两个月", "FREQ=MONTHLY;INTERVAL=2"),
    ("每旬", "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"),
    ("逐月", "FREQ=MONTHLY"),
    ("每月5日至10日", "FREQ=MONTHLY;BYMONTHDAY=10"),
    ("每年3月1日至5月31日", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31"),
    ("每年9月-11月", "FREQ=YEARLY;BYMONTH=9,10,11"),
    ("每年11月至次年3月", "FREQ=YEARLY;BYMONTH=11,12,1,2,3"),
    ("每年11月-3月", "FREQ=YEARLY;BYMONTH=11,12,1,2,3"),
    ("每日8时前", "FREQ=DAILY"),
    ("每周二、周四", "FREQ=WEEKLY;BYDAY=TU,TH"),
    ("两年一次", "FREQ=YEARLY;INTERVAL=2"),
    ("按月推进", "FREQ=MONTHLY"),
    ("按季度", "FREQ=MONTHLY;INTERVAL=3"),
    ("逐年", "FREQ=YEARLY"),
    ("一月一调度", "FREQ=MONTHLY"),
    ("半年一总结", "FREQ=MONTHLY;INTERVAL=6"),
    ("次月10日前", "FREQ=MONTHLY;BYMONTHDAY=10"),
]

RELATIVE = [
    ("10个工作日内", "10工作日"),
    ("在30个工作日内", "30工作日"),
    ("30日内", "P30D"),
    ("三十日以内", "P30D"),
    ("3个月内", "P3M"),
    ("三个月内完成", "P3M"),
    ("半年内", "P6M"),
    ("半个月内", "P15D"),
    ("两年内", "P2Y"),
    ("一年半内", "P18M"),
    ("一周内", "P1W"),
    ("24小时内", "PT24H"),
    ("3-5个工作日内", "5工作日"),
    ("30天", "P30D"),
    ("自印发之日起30日内", "P30D 印发"),
    ("印发之日起30日内", "P30D 印发"),
    ("自文件印发之日起,60日内", "P60D 文件印发"),
    ("自省级方案出台之日起3个月内", "P3M 省级方案出台"),
    ("方案出台后2个月内", "P2M 方案出台"),
    ("疫情解除后三个月内", "P3M 疫情解除"),
    ("一级响应结束1个月後", "P1M 一级响应结束"),
    ("收到通知后3日内", "P3D 收到通知"),
    ("会议召开前3日", "-P3D 会议召开"),
    ("提前10个工作日", "10工作日"),
    ("自收到申请之日起15个工作日内", "15工作日 收到申请"),
]

WORDS = [
    ("长期", "ongoing"),
    ("长期坚持", "ongoing"),
    ("持续推进", "ongoing"),
    ("常态化", "ongoing"),
    ("常态化推进", "ongoing"),
    ("按时序进度", "ongoing"),
    ("按序时进度推进", "ongoing"),
    ("立即整改", "immediate"),
    ("立行立改", "immediate"),
    ("马上整改", "immediate"),
    ("尽快完成", "unread"),
    ("秋季学期开学前", "unread"),
    ("本学期末", "unread"),
    ("适时启动", "unread"),
    ("按上级统一部署", "unread"),
    ("2014年2月30日前", "unread"),
    ("13月底前", "unread"),
    ("汛期前", "unread"),
]

SEVERAL = [
    ("4月出台文件,5月1日起施行", "within 2014-04-01/2014-04-30; from 2014-05-01/"),
    ("9月1日起试运行，12月底基本完成", "from 2014-09-01/; by /2014-12-31"),
    ("6月、12月各报一次", "within 2014-06-01/2014-06-30; within 2014-12-01/2014-12-31"),
    ("6月底、12月底前", "by /2014-06-30; by /2014-12-31"),
    ("6月上下旬", "within 2014-06-01/2014-06-30; within 2014-06-21/2014-06-30"),
    ("6月、12月底前", "by /2014-06-30; by /2014-12-31"),
    ("计划2016年1月开工,2017年12月完工", "within 2016-01-01/2016-01-31; within 2017-12-01/2017-12-31"),
    ("2015年7月底前出台方案，12月底前完成", "by /2015-07-31; by /2015-12-31"),
    ("6月底前完成80%，年底前全面完成", "by /2014-06-30; by /2014-12-31"),
    ("2014年10月8日起试行，次年3月底前总结", "from 2014-10-08/; by /2015-03-31"),
    ("6月10日前报初稿，25日前报定稿", "by /2014-06-10; by /2014-06-25"),
    ("2015年底前完成并长期坚持", "by /2015-12-31; ongoing"),
    ("立即整改，6月底前销号", "immediate; by /2014-06-30"),
    ("每季度末报进展，年底前完成", "recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1; by /2014-12-31"),
    ("6月30日前（含6月30日）", "by /2014-06-30"),
    ("第一批6月底前，第二批9月底前", "by /2014-06-30; by /2014-09-30"),
    ("下一年度1月底前", "by /2015-01-31"),
    ("1.上半年完成选址；2.下半年开工", "within 2014-01-01/2014-06-30; within 2014-07-01/2014-12-31"),
]

NONE = ["", " ", "-", "—", "无", "市教育局", "完成投资2.5亿元", "12", "1-1"]


@pytest.mark.parametrize(("text", "day"), BY)
def test_done_no_later_than(text: str, day: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED)) == f"by /{day}"


@pytest.mark.parametrize(("text", "day"), FROM)
def test_in_force_from(text: str, day: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED)) == f"from {day}/"


@pytest.mark.parametrize(("text", "first", "last"), WITHIN)
def test_happens_within(text: str, first: str, last: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED)) == f"within {first}/{last}"


@pytest.mark.parametrize(("text", "rule"), RECURRING)
def test_again_and_again(text: str, rule: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED)) == f"recurring {rule}"


@pytest.mark.parametrize(("text", "length"), RELATIVE)
def test_counted_from_an_event(text: str, length: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED)) == f"relative {length}"


@pytest.mark.parametrize(("text", "kind"), WORDS)
def test_words_without_a_day(text: str, kind: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED)) == kind


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_statements_in_a_cell(text: str, expected: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED)) == expected


@pytest.mark.parametrize("text", NONE)
def test_a_cell_without_a_limit(text: str) -> None:
    assert find_deadlines(text, issued=ISSUED) == []


PROSE = [
    ("2015年底前完成全县河道确权划界。", "by /2015-12-31"),
    ("到2020年,城镇污水处理率达到95%以上。", "by /2020-12-31"),
    ("2014年6月底前,研究制定考核办法。", "by /2014-06-30"),
    ("将5月份申报期限延长至6月24日。", "by /2014-06-24"),
    ("把4月、5月应缴费用的征收期延长至9月底。", "by /2014-09-30"),
    ("6月至8月免征场地使用费。", "within 2014-06-01/2014-08-31"),
    ("2014年下半年,各镇印发实施方案。", "within 2014-07-01/2014-12-31"),
    ("2014年6月份、7月份、8月份租金减半收取。", "within 2014-06-01/2014-08-31"),
    ("自1月1日起,对农产品冷链设施给予补助。", "from 2014-01-01/"),
    ("每月25日前报送进展情况。", "recurring FREQ=MONTHLY;BYMONTHDAY=25"),
    ("每日发布水情信息。", "recurring FREQ=DAILY"),
    ("每季度开展一次专项检查。", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("发现隐患立即整改。", "immediate"),
    ("对受灾企业,在灾情解除后三个月内补缴。", "relative P3M 灾情解除"),
    ("可展期到应急响应结束1个月後续贷。", "relative P1M 应急响应结束"),
    ("自受理之日起5个工作日内办结。", "relative 5工作日 受理"),
    ("保证金应在2016年2月5日前如数退还。", "by /2016-02-05"),
    ("秋季学期开学前完成校舍排查。", "unread"),
    ("灌区渠道每年5月至9月禁止捕捞。", "recurring FREQ=YEARLY;BYMONTH=5,6,7,8,9"),
    ("每年11月至次年2月开展护林巡查。", "recurring FREQ=YEARLY;BYMONTH=11,12,1,2"),
    ("每日9时前报送水位。", "recurring FREQ=DAILY"),
    ("每天下午5点前汇总各站数据。", "recurring FREQ=DAILY"),
    ("每周五17时前报进度。", "recurring FREQ=WEEKLY;BYDAY=FR"),
    ("完善慢行系统,“十三五”期间新建步道90公里。", "within 2016-01-01/2020-12-31"),
    ("“十三五”时期,每个乡镇建成一处便民站。", "within 2016-01-01/2020-12-31"),
    ("2015年前建成污水管网60公里。", "by /2015-12-31"),
    ("推进2015年底前建成污水管网。", "by /2015-12-31"),
    ("2014年3月底前建成泵站。", "by /2014-03-31"),
    ("先于6月10日前报方案。10月底前报总结。", "by /2014-06-10; by /2014-10-31"),
]

NOT_LIMITS = [
    "2014年1月30日印发了实施方案。",
    "截至2013年1月1日,全县共有企业320家。",
    "自2009年3月正式启动以来,工程进展顺利。",
    "2014年4月份完成了招标工作。",
    "2014年小微企业信贷增长20%。",
    "全年投资同比增长12%。",
    "比2010年下降20%。",
    "落实2014年重点工作任务。",
    "按照2014年工作方案推进。",
    "贯彻《白石县2014年6月底前清欠方案》。",
    "根据云政发〔2009〕18号文件。",
    "对6月底前到期的贷款予以展期。",
    "2005年底前注册的企业。",
    "2014年6月1日前到期的保单顺延。",
    "补贴期限最长不超过3个月。",
    "10个工作日内办结。",
    "持续改善环境,不断提高水平,尽快见效。",
    "发展长期护理保险。",
    "每年给予50万元补助。",
    "每人每月补贴300元。",
    "本通知自2014年6月1日起施行,有效期至2016年12月31日。",
    "本办法有效期自2014年6月1日至2016年5月31日。",
    "提供7×24小时服务。",
    "近年来,3年前开工的项目。",
    "编制城市总体规划(2014-2030年)。",
    "达到2020年水平。",
    "青岩市人民政府\n2014年5月6日",
    "待汛情结束后恢复营业。",
    "入园前14日内有外出史的人员。",
    "发放年终奖金。",
    "今后五年内翻一番的目标。",
    "二期工程总投资1200万元,建筑面积3000平方米。",
    "第十三条 对十五家企业",
    "完成1998年前建成桥梁的检测评估。",
    "1998年前竣工厂房一律补办手续。",
    "对2016年6月底前投产机组的排放开展核查。",
    "2014年12月31日前建成的项目可申报。",
    "每年6月至8月的降雨占全年六成。",
    "每年6月至8月平均气温28度。",
    "落实“十三五”规划。",
    "“十三五”期间年均增长7%。",
]


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_limits_of_the_work_in_running_words(text: str, expected: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED, prose=True)) == expected


@pytest.mark.parametrize("text", NOT_LIMITS)
def test_dates_in_running_words_that_are_no_limits(text: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED, prose=True)) == ""


SPANS = [
    ("自5月1日起施行", "5月1日起", "施行"),
    ("在6月30日前完成", "6月30日前", None),
    ("延长至3月底", "3月底", None),
    ("到2020年,基本建成", "2020年", "基本建成"),
    ("自印发之日起30日内上报", "印发之日起30日内", "上报"),
    ("自即日起至6月30日", "即日起至6月30日", None),
    ("2015年3月10日--3月22日开展", "2015年3月10日--3月22日", "开展"),
    ("12月底基本完成", "12月底", "基本完成"),
    ("“十三五”期间", "“十三五”期间", None),
    ("每月25日前报送", "每月25日前", "报送"),
    ("  4月出台文件  ", "4月", "出台文件"),
]


@pytest.mark.parametrize(("text", "words", "action"), SPANS)
def test_the_value_runs_from_the_date_to_its_limit_word(text: str, words: str, action: str | None) -> None:
    (found,) = find_deadlines(text, issued=ISSUED)
    assert (found.text, found.action) == (words, action)


YEARS = [
    ("2015年6月底前", {}, "text", 2015),
    ("6月底前", {"year": (2013, "title")}, "title", 2013),
    ("6月底前", {"year": (2013, "table"), "issued": ISSUED}, "table", 2013),
    ("6月底前", {"issued": ISSUED}, "circular", 2014),
    ("今年6月底前", {"year": (2013, "title"), "issued": ISSUED}, "circular", 2014),
]


@pytest.mark.parametrize(("text", "known", "year_from", "year"), YEARS)
def test_where_the_year_comes_from(text: str, known: dict[str, Any], year_from: str, year: int) -> None:
    (found,) = find_deadlines(text, **known)
    assert found.date_to is not None
    assert (found.year_from, found.date_to.year) == (year_from, year)


def test_a_later_statement_takes_the_year_of_an_earlier_one() -> None:
    first, second = find_deadlines("2015年7月底前出台方案，12月底前完成", issued=ISSUED)
    assert (first.year_from, second.year_from) == ("text", "text")
    assert second.date_to == iso("2015-12-31")


def test_without_any_year_the_kind_stays() -> None:
    (found,) = find_deadlines("6月底前")
    assert (found.kind, found.date_to, found.year_from, found.edtf, found.due) == ("by", None, None, None, None)


STRICT = [
    ("5月前", "2014-04-30"),
    ("三季度前", "2014-06-30"),
    ("2020年前", "2019-12-31"),
    ("上半年前", "2013-12-31"),
    ("6月30日前", None),
    ("6月底前", None),
    ("三季度末前", None),
    ("到2020年", None),
]


@pytest.mark.parametrize(("text", "day"), STRICT)
def test_the_strict_reading(text: str, day: str | None) -> None:
    (found,) = find_deadlines(text, issued=ISSUED)
    assert found.date_to_strict == (iso(day) if day else None)


DERIVED = [
    ("6月30日前", "/2014-06-30", "2014-06-30", "day"),
    ("5月1日起", "2014-05-01/", "2014-05-01", "day"),
    ("4月", "2014-04", "2014-04-30", "month"),
    ("2015年", "2015", "2015-12-31", "year"),
    ("上半年", "2014-01-01/2014-06-30", "2014-06-30", "half"),
    ("一季度", "2014-01-01/2014-03-31", "2014-03-31", "quarter"),
    ("4月中旬", "2014-04-11/2014-04-20", "2014-04-20", "dekad"),
    ("4-6月", "2014-04-01/2014-06-30", "2014-06-30", "month"),
    ("2014年6月30日", "2014-06-30", "2014-06-30", "day"),
    ("每月25日前", None, None, None),
    ("长期", None, None, None),
]


@pytest.mark.parametrize(("text", "edtf", "due", "precision"), DERIVED)
def test_edtf_due_and_precision(text: str, edtf: str | None, due: str | None, precision: str | None) -> None:
    (found,) = find_deadlines(text, issued=ISSUED)
    assert (found.edtf, found.due, found.precision) == (edtf, iso(due) if due else None, precision)


# The first days of Spring Festival and Mid-Autumn as the State Council's holiday notices give them.
FESTIVALS = [
    ("2009年春节前", "2009-01-26"),
    ("2020年春节前", "2020-01-25"),
    ("2023年春节前", "2023-01-22"),
    ("2014年清明节前", "2014-04-05"),
    ("2020年端午节前", "2020-06-25"),
    ("2023年中秋节前", "2023-09-29"),
]


@pytest.mark.parametrize(("text", "day"), FESTIVALS)
def test_festivals_of_the_lunar_calendar(text: str, day: str) -> None:
    assert brief(find_deadlines(text)) == f"by /{day}"


LOOKS = [
    "4月出台文件,5月1日起施行",
    "6月30日前完成",
    "全年",
    "长期坚持",
    "年底前",
    "2024年",
    "上半年",
    "每季度末",
    "一季度",
    "12月",
    "4-6月",
    "2015-2016年",
    "2023-2025",
    "“十四五”期间",
    "10个工作日内",
    "自印发之日起30日内",
    "立即整改",
    "按月推进",
    "到2020年底",
    "2020年二季度",
    "2020年5月1日-6月30日",
    "计划2016年1月开工,2017年12月完工",
    "常态化推进",
    "30天",
    "二〇二〇年底前",
    "力争上半年",
    "2020.12",
    "第三季度前",
    "年内",
    "解除后三个月内",
    "完成时限:2014年6月底前",
    "第一批6月底前,第二批9月底前",
    "2014年启动,2015年底前建成",
    "半年内",
    "自印发之日起施行",
    "提前10个工作日",
    "春节前",
]
LOOKS_NOT = [
    "",
    "市教育局",
    "12",
    "1-1",
    "已于4月完成了招标",
    "4月已完成招标",
    "推进农村公路建设,新建改建公路120公里",
    "2019年重点工作任务分解表",
    "市发改委、市财政局",
    "完成投资3亿元",
    "2019年全市生产总值增长8%以上",
    "一是加强领导",
    "五星街道办事处",
    "截至4月底,已累计完成投资3亿元",
    "十里乡政府",
    "1.2公里",
]


@pytest.mark.parametrize("text", LOOKS)
def test_looks_like_a_limit(text: str) -> None:
    assert looks_like_deadline(fold(text))


@pytest.mark.parametrize("text", LOOKS_NOT)
def test_does_not_look_like_a_limit(text: str) -> None:
    assert not looks_like_deadline(fold(text))


def test_only_text_is_read() -> None:
    with pytest.raises(TypeError):
        find_deadlines(None)  # type: ignore[arg-type]


def test_a_stretch_keeps_the_offsets_of_its_document() -> None:
    text = Text.of("一、任务|6月底前完成|市教育局|9月底前完成")
    (found,) = scan_deadlines(text, 5, 11, issued=ISSUED)
    assert (found.text, found.start, found.end) == ("6月底前", 5, 9)


_WORDS = st.sampled_from(
    [
        *"0123456789一二三十〇年月日季旬前底末起后内中上下至到-、，。；()〔〕《》“” \n",
        "2014",
        "二○一四",
        "季度",
        "半年",
        "每",
        "工作日",
        "个",
        "完成",
        "印发",
        "之日起",
        "以内",
        "即日起",
        "长期",
        "立即",
        "春节",
        "十三五",
        "期间",
        "自",
        "在",
        "延长至",
        "截至",
        "全年",
        "次年",
        "报送",
        "了",
        "的",
    ]
)
_TEXTS = st.lists(_WORDS, max_size=24).map("".join)


@settings(max_examples=400, deadline=None)
@given(_TEXTS | st.text(max_size=60), st.booleans())
def test_spans_check_out_and_nothing_raises(text: str, prose: bool) -> None:
    end = 0
    for d in find_deadlines(text, issued=ISSUED, prose=prose):
        assert text[d.start : d.end] == d.text != ""
        assert d.start >= end
        end = d.end
        if d.kind in ("by", "within") and d.date_from and d.date_to and "“" not in text:
            assert d.due == d.date_to


_DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2049, 12, 31))
_HAN = "〇一二三四五六七八九"


def _han_year(year: int) -> str:
    return "".join(_HAN[int(c)] for c in str(year))


def _han_number(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if not tens else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones else "")


_STYLES = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{_han_year(d.year)}年{_han_number(d.month)}月{_han_number(d.day)}日",
    lambda d: f"{_han_year(d.year).replace('〇', '○')}年{_han_number(d.month)}月{_han_number(d.day)}日",
    lambda d: f"{d.year}-{d.month}-{d.day}",
    lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
]


@given(_DAYS, st.sampled_from(_STYLES), st.sampled_from([("前", "by"), ("起", "from"), ("", "within")]))
def test_a_date_printed_in_any_style_reads_back(day: dt.date, style, tail: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]
    word, kind = tail
    (found,) = find_deadlines(style(day) + word)
    assert (found.kind, found.due) == (kind, day)


@given(_DAYS, _DAYS, st.sampled_from(_STYLES[:5]), st.sampled_from(["至", "-", "—", "--", "～", "到"]))
def test_a_range_reads_back(a: dt.date, b: dt.date, style, joint: str) -> None:  # type: ignore[no-untyped-def]
    first, last = sorted((a, b))
    (found,) = find_deadlines(style(first) + joint + style(last))
    assert (found.kind, found.date_from, found.date_to) == ("within", first, last)


@given(_TEXTS, _TEXTS, st.booleans())
def test_a_stretch_reads_as_it_does_alone(text: str, around: str, prose: bool) -> None:
    alone = find_deadlines(text, issued=ISSUED, prose=prose)
    at = len(around)
    within = scan_deadlines(Text.of(around + text + around), at, at + len(text), issued=ISSUED, prose=prose)
    assert [(d.text, d.start - at, d.kind, d.date_from, d.date_to, d.action) for d in within] == [
        (d.text, d.start, d.kind, d.date_from, d.date_to, d.action) for d in alone
    ]


_SAID_BEFORE = ("“", "自", "从", "到", "至", "截", "不", "最迟", "延")


@pytest.mark.parametrize("text", [t for t, *_ in BY + FROM + WITHIN if not t.startswith(_SAID_BEFORE)])
def test_a_limit_cut_out_by_its_span_reads_the_same(text: str) -> None:
    (found,) = find_deadlines(text, issued=ISSUED)
    if text.endswith(("完成", "施行", "执行")) and found.precision == "day":
        return  # what made it by or from stands after the span
    (again,) = find_deadlines(found.text, issued=ISSUED)
    assert (again.kind, again.date_from, again.date_to) == (found.kind, found.date_from, found.date_to)


@pytest.mark.parametrize(
    "piece",
    ["(", "2", "2014年", "6月", "一", "、", "每", "后", "自", "6月底前,", "6月、", "3日内", "立即", "《", "3个", "-"],
)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(n: int) -> float:
        text = Text.of(piece * (n // len(piece)))
        return min(_timed(text) for _ in range(2))

    def _timed(text: Text) -> float:
        began = time.perf_counter()
        scan_deadlines(text, 0, len(text.raw), issued=ISSUED, prose=True)
        return time.perf_counter() - began

    seconds(1000)
    assert seconds(32_000) < 60 * seconds(2_000) + 0.02


def test_the_vocabulary_says_nothing_twice() -> None:
    for table, groups in load_toml("deadlines.toml").items():
        for name, words in groups.items():
            assert len(words) == len(set(words)), f"{table}.{name}"
