"""Every answer, ours and Datasette's: language, safety, what is not there."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest
from tests.serve.conftest import KINDS, Browser

from hongtou.errors import InputError
from hongtou.serve.app import application
from hongtou.serve.search import Searcher
from hongtou.serve.site import Site, fingerprint, open_site

THEIRS = ["/dataset", "/dataset/tasks", "/dataset?sql=select+1"]


@pytest.mark.parametrize("path", ["/", "/search", "/task/none", *THEIRS, "/nothing/here", "/-/hongtou/page.css"])
def test_every_answer_forbids_inline_script_and_other_hosts(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    scripts = re.search(r"script-src ([^;]*)", policy)[1].split()  # type: ignore[index]
    assert {re.sub("'sha256-.*'", "a digest", one) for one in scripts} <= {"'self'", "a digest"}
    assert (len(scripts) > 1) == ("unsafe" in policy) == (path in THEIRS)  # Datasette's scripts, its inline styles
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_inline_script_style_or_handler(browser: Browser, addresses: dict[str, str], kind: str) -> None:
    text = browser.get(addresses[kind]).text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", text)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_landmarks_a_skip_link_one_heading_and_a_language(
    browser: Browser, addresses: dict[str, str], kind: str
) -> None:
    answer = browser.get(addresses[kind], accept_language="en")
    assert answer.status_code == 200
    text = answer.text
    assert '<html lang="en">' in text
    assert 'href="#content"' in text
    assert [text.count(f"<{name}") for name in ("main", "h1", "footer")] == [1, 1, 1]
    assert 'name="viewport"' in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_of_composed_samples_says_so(browser: Browser, addresses: dict[str, str], kind: str) -> None:
    assert "示例,非真实文件" in browser.get(addresses[kind]).text


@pytest.mark.parametrize("path", ["/search?q=没有这样的词", "/calendar/1900-01", "/nothing/here", *THEIRS])
def test_a_page_of_composed_samples_alone_says_so_though_it_shows_none(browser: Browser, path: str) -> None:
    assert "示例,非真实文件" in browser.get(path).text


def test_of_real_circulars_and_samples_a_page_says_what_it_shows(site: Site) -> None:
    """Nobody should take a real circular for a sample."""
    facts = {**site.index.facts, "circulars": site.index.facts["circulars"] + 1}
    mixed = msgspec.structs.replace(site, index=msgspec.structs.replace(site.index, facts=facts))
    assert (site.composed, mixed.composed) == (True, False)


def test_a_composed_sample_is_called_no_republication(browser: Browser, addresses: dict[str, str]) -> None:
    page = browser.get(addresses["search"]).text
    assert "composed-flag" in page
    assert "flag origin" not in page
    assert "转载" not in browser.get("/").text


def test_what_is_said_of_composed_samples_stands_in_a_landmark(browser: Browser) -> None:
    """A screen reader that goes from landmark to landmark meets it."""
    page = browser.get("/").text
    assert page.index('<header class="site">') < page.index('class="composed"') < page.index("</header>")


@pytest.mark.parametrize(
    ("path", "headers", "language"),
    [
        ("/", {}, "zh-CN"),
        ("/", {"accept_language": "en-GB,en;q=0.9,zh;q=0.5"}, "en"),
        ("/", {"accept_language": "de, zh-TW;q=0.3, en;q=0.2"}, "zh-CN"),
        ("/", {"accept_language": "en", "cookie": "lang=zh"}, "zh-CN"),
        ("/?lang=en", {"cookie": "lang=zh"}, "en"),
        ("/?lang=<script>", {"accept_language": "en;q=x, zh;q=0"}, "zh-CN"),
    ],
)
def test_the_language_is_the_address_s_the_cookie_s_the_browser_s(
    browser: Browser, path: str, headers: dict[str, str], language: str
) -> None:
    answer = browser.get(path, **headers)
    assert f'<html lang="{language}">' in answer.text
    assert "Accept-Language" in answer.headers["vary"]


def test_the_switch_keeps_the_question_and_is_remembered(browser: Browser) -> None:
    assert 'href="/?x=%E4%BF%A1&amp;lang=en"' in browser.get("/?x=信&lang=zh").text
    assert browser.get("/?lang=en").headers["set-cookie"].startswith("lang=en;")


def test_a_page_that_is_not_there_says_so(browser: Browser) -> None:
    answer = browser.get("/nothing/here/at/all")
    assert answer.status_code == 404
    assert "没有这一页" in answer.text
    assert "/nothing/here/at/all" in answer.text


def test_a_dataset_is_read_only(browser: Browser) -> None:
    assert browser.get("/dataset.json?sql=delete+from+tasks").status_code == 400


def test_a_query_without_end_is_stopped(browser: Browser) -> None:
    endless = "with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n"
    answer = browser.get(f"/dataset.json?sql={quote(endless)}&_timelimit=50")
    assert answer.status_code == 400
    assert "interrupted" in answer.text or "time limit" in answer.text.lower()


@pytest.mark.parametrize(("language", "says"), [("zh", "这不表示没有结果"), ("en", "not mean that nothing was found")])
def test_a_question_that_takes_too_long_says_so_and_may_be_changed(site: Site, language: str, says: str) -> None:
    """Nobody should take a search that was stopped for one that found nothing."""
    hurried = application(msgspec.structs.replace(site, searcher=Searcher(site.index)))
    hurried._settings["sql_time_limit_ms"] = 0
    answer = asyncio.run(hurried.client.get(f"/search?q=学校+工作&year=2011&lang={language}"))
    assert answer.status_code == 503
    assert says in answer.text
    assert 'value="学校 工作"' in answer.text
    assert "&amp;year=2011" in answer.text  # the way to ask the same again


def test_a_folder_without_a_dataset_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no dataset in"):
        open_site(tmp_path)
    (tmp_path / "other.sqlite").touch()
    with pytest.raises(InputError, match="no dataset in"):
        open_site(tmp_path / "other.sqlite")


def test_another_dataset_has_another_fingerprint(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"a" * 200_000)
    other.write_bytes(b"a" * 199_999 + b"b")
    assert fingerprint(one) != fingerprint(other)
    assert fingerprint(one) == fingerprint(one)
