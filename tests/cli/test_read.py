"""``hongtou read``: what each field reader sees in some words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hongtou.cli import main


def read(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *args], input=stdin)


def facts(*args: str) -> Any:
    result = read(*args, "--json")
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_limits_of_the_year_issued() -> None:
    result = read("10月8日起试行,次年3月底前总结", "--issued", "2014-05-06")
    assert result.exit_code == 0
    assert "from 2014-10-08; action 试行" in result.stdout
    assert "by 2015-03-31; action 总结" in result.stdout


def test_without_a_year_it_says_what_is_missing() -> None:
    assert "see --issued" in read("6月底前").stdout


@pytest.mark.parametrize(("words", "kind"), [("即日起", "from"), ("6月底前", "by"), ("4月中旬", "within")])
def test_a_day_that_stays_open_says_what_it_depends_on(words: str, kind: str) -> None:
    assert f"{kind} a day that depends on 成文日期: see --issued" in read(words).stdout
    assert "成文日期" not in read(words, "--issued", "2014-05-06").stdout


@pytest.mark.parametrize("options", [(), ("--json",), ("--help",)])
def test_a_console_that_shows_no_chinese(options: tuple[str, ...]) -> None:
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "hongtou", "read", "6月底前", "--issued", "2014-05-06", *options]
    done = subprocess.run(command, env={**os.environ, **plain}, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert b"no Chinese can be shown in ascii" in done.stderr
    assert b"2014" in done.stdout


def test_rows_stand_in_the_order_of_print() -> None:
    out = read("6月底前按云政发〔2009〕11号文件办结").stdout
    assert 0 < out.index("deadline") < out.index("number")


def test_the_parts_of_a_number() -> None:
    assert "云政办函〔2009〕31号 (地区 云, 机关 政办, 种类 函, 年 2009)" in read("云政办函〔2009〕31号").stdout


def test_units_of_the_issuer() -> None:
    result = read("市监察局牵头,各县区人民政府配合", "--issuer", "郴州市人民政府办公室", "--issued", "2009-11-30")
    assert "郴州市监察局 (lead, government, 431000)" in result.stdout
    assert "桂东县人民政府" in result.stdout
    assert "地区 region: 郴州市 431000 city" in result.stdout


def test_of_many_members_the_first_are_shown() -> None:
    result = read("各市县政府", "--issuer", "湖南省人民政府", "--issued", "2012-01-01")
    assert "长沙市人民政府" in result.stdout
    assert "101 members" in " ".join(result.stdout.split())
    assert "怀化市人民政府" not in result.stdout


def test_json_has_every_field_and_its_place() -> None:
    text = "根据云政发〔2009〕11号文件,6月底前完成"
    seen = facts(text, "--issued", "2009-03-02", "--issuer", "云溪县人民政府")
    (number,), (limit,) = seen["numbers"], seen["deadlines"]
    assert (number["normalized"], number["region"], number["organ"]) == ("云政发〔2009〕11号", "云", "政")
    assert text[number["start"] : number["end"]] == number["text"]
    assert (limit["kind"], limit["date_to"], limit["year_from"]) == ("by", "2009-06-30", "circular")
    assert seen["units"] == []
    assert seen["region"] == {"code": None, "name": "云溪县", "level": "county"}
    assert seen["text"] == text


def test_prose_counts_only_limits_of_the_work() -> None:
    text = "持续加强宣传,6月底前完成"
    assert len(facts(text)["deadlines"]) >= len(facts(text, "--prose")["deadlines"]) == 1


def test_prose_shows_no_unit_that_it_does_not_know() -> None:
    assert facts("10月8日起试行")["units"] == []
    assert [unit["unit"] for unit in facts("县教育局、县财政局")["units"]] == ["县教育局", "县财政局"]


def test_standard_input_in_any_encoding() -> None:
    for encoding in ("utf-8", "gb18030"):
        assert "BYMONTHDAY=25" in read("-", stdin="每月25日前\n".encode(encoding)).stdout


def test_nothing_read_is_exit_status_1() -> None:
    for words in ("你好", ""):
        result = read(words)
        assert result.exit_code == 1
        assert "nothing read" in result.stdout
