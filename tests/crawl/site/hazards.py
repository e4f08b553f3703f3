"""What goes wrong on real sites, each as a line of the CMS's first lists: name → address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from . import cms
from .answer import Answer, Script, moved, refused
from .circulars import Composed
from .markup import document
from .plan import Entry, Plan, Truth

UTF8 = "text/html; charset=utf-8"
RETRY_AFTER = 1  # seconds
CALENDAR = f"{cms.FOLDER}/index.html?month="
_TRAP = re.compile(r"/index\.html\?month=|/zfwj/zfwj/")


def page(words: str, rest: str = "") -> Answer:
    """A page that says one thing, in the site's frame."""
    return Answer(document(words, f"<div class='box'><p>{escape(words)}</p>{rest}</div>").encode(), UTF8)


CAPTCHA = page("请输入验证码后继续访问", "<form><img src='/captcha.jpg'><input name='captcha'></form>")
TOO_OFTEN = page("您的访问过于频繁,请稍后再试")
LOGIN = page("用户登录", "<form method='post'><input name='username'><input type='password' name='password'></form>")
SOFT_404 = page("对不起,您访问的页面不存在或已被删除", "<p>5秒后自动返回首页</p>")
_WAIT = (("Retry-After", str(RETRY_AFTER)),)

# Failures that end when the site is mended: what it answers before, and a word of the reason for it.
MENDABLE: dict[str, tuple[Answer, str]] = {
    "404": (refused(404, "Not Found"), "404"),
    "500": (refused(500, "Internal Server Error"), "500"),
    "captcha": (CAPTCHA, "captcha"),
    "login": (LOGIN, "login"),
    "soft404": (SOFT_404, "not found"),
    "flood": (Answer(b"-", manner="flood"), "length"),
    "cut": (Answer(b"<html><body>" + b"-" * 4000, manner="cut"), "disconnect"),
}
# Those that cost a crawl its patience; left out where time counts.
LONG: dict[str, tuple[Answer, str]] = {
    "often": (TOO_OFTEN, "too frequent"),
    "silent": (Answer(b"-", manner="silent"), "time"),
    "drip": (Answer(b"-", manner="drip"), "time"),
}
# Answers that must come well, though not at once or not plainly.
GOOD: dict[str, Callable[[Answer], Script]] = {
    "503": lambda good: Script(good, (refused(503, "Service Unavailable", _WAIT),)),
    "slow": lambda good: Script(good._replace(manner="slow")),
}
LONG_GOOD: dict[str, Callable[[Answer], Script]] = {
    "429": lambda good: Script(good, (refused(429, "Too Many Requests", _WAIT),)),
}


def build(plan: Plan, circulars: Iterator[Composed], host: str, *, long: bool) -> tuple[dict[str, str], list[Entry]]:
    """Add all hazards; gives their addresses by name, and the lines of the lists that lead to them."""
    named: dict[str, str] = {}
    entries: list[Entry] = []

    def listed(name: str, script: Script | Answer, truth: Truth, words: str = "") -> str:
        circular = truth.circular or next(circulars)
        href = cms.place(circular)
        named[name] = f"{cms.FOLDER}/{href.removeprefix('./')}"
        plan.put(named[name], script, truth)
        entries.append(Entry(href, words or circular.title, circular.day))
        return named[name]

    for name, (answer, reason) in {**MENDABLE, **(LONG if long else {})}.items():
        circular = next(circulars)
        script = Script(answer, mended=cms.detail(circular))
        listed(name, script, Truth("mendable", "circular", circular, reason=reason))
    for name, make in {**GOOD, **(LONG_GOOD if long else {})}.items():
        circular = next(circulars)
        listed(name, make(cms.detail(circular)), Truth("good", "circular", circular))
    _redirects(plan, circulars, host, listed)
    _forbidden(plan, named, entries)
    entries += _refused()
    entries += _traps(plan)
    return named, entries


def _redirects(plan: Plan, circulars: Iterator[Composed], host: str, listed: Callable[..., str]) -> None:
    """Redirects to good pages, in a chain, in a loop, and to where none may lead."""
    for name, status in (("moved", 301), ("chain", 302)):
        circular = next(circulars)
        old, good = f"{cms.FOLDER}/old/{circular.index}.html", f"{cms.FOLDER}/{cms.place(circular).removeprefix('./')}"
        plan.put(good, cms.detail(circular), Truth("good", "circular", circular))
        if name == "chain":
            plan.put(old, moved(f"../{cms.place(circular)}", 307), Truth("redirect", "redirect"))
        listed(name, moved(old if name == "chain" else good, status), Truth("redirect", "redirect"))
    loop = f"{cms.FOLDER}/loop.html"
    first = listed("loop", moved(loop), Truth("redirect", "redirect", reason="redirect"))
    plan.put(loop, moved(first), Truth("redirect", "redirect"))
    aside = Truth("forbidden", "circular")
    plan.put("/other/host.html", page("另一网站的网页"), aside)
    port = host.rpartition(":")[2]
    targets = {
        "to_disallowed": "/cms/internal/secret.html",
        "to_other_host": f"http://localhost:{port}/other/host.html",
        "to_link_local": "http://169.254.169.254/latest/meta-data/",
        "to_private": "http://10.0.0.1/",
        "to_file": "file:///etc/passwd",
        "to_login": "/login.html",
    }
    for name, target in targets.items():
        listed(name, moved(target), Truth("redirect", "redirect"))
    plan.put("/login.html", LOGIN, Truth("failure", "circular", reason="login"))


def _forbidden(plan: Plan, named: dict[str, str], entries: list[Entry]) -> None:
    """Pages that robots.txt disallows."""
    for path in ("/cms/internal/secret.html", f"{cms.FOLDER}/internal/t20200101_1.html"):
        plan.put(path, page("内部资料"), Truth("forbidden", "circular", reason="robots"))
    named["disallowed"] = f"{cms.FOLDER}/internal/t20200101_1.html"
    entries.append(Entry("./internal/t20200101_1.html", "关于内部资料管理的通知"))


def _refused() -> list[Entry]:
    """Links that lead where no crawl may go."""
    targets = (  # the host of the site on another port among them
        "ftp://127.0.0.1/202001/t20200101_1.html", "file:///etc/passwd", "http://10.1.2.3/202001/t20200101_2.html",
        "http://[::1]/202001/t20200101_3.html", "http://2130706433:22/202001/t20200101_4.html",
        "http://169.254.169.254/202001/t20200101_5.html", "javascript:void(0)", "mailto:office@yunxi.example",
        "http://0xa000001/202001/t20200101_6.html", "http://[::ffff:10.0.0.1]/202001/t20200101_7.html",
    )  # fmt: skip
    return [Entry(target, "关于转发有关文件的通知") for target in targets]


def _traps(plan: Plan) -> list[Entry]:
    """A calendar whose months never end, and a relative link that makes its own address longer each time."""
    plan.put(f"{CALENDAR}2023-06", trap(f"{CALENDAR}2023-06"), Truth("aside", "list"))
    return [Entry("index.html?month=2023-06", "按月查看"), Entry("zfwj/index.html", "政府文件")]


def is_trap(path: str) -> bool:
    """Whether an address is one of the endless ones."""
    return bool(_TRAP.search(path))


def trap(path: str) -> Answer:
    """A page of an endless series: it leads to more of them, and to nothing else."""
    month = re.search(r"month=(\d{4})-(\d\d)", path)
    if not month:
        return page("政府文件", "<ul class='list'><li><a href='zfwj/index.html'>政府文件</a></li></ul>")
    links = "".join(f"<a href='index.html?month={at}'>{words}</a> " for words, at in _months(*month.groups()))
    return page("按月查看", f"<ul class='list'><li>本月无文件</li></ul><div class='page'>{links}</div>")


def _months(year: str, month: str) -> Iterator[tuple[str, str]]:
    for words, by in (("上一页", -1), ("下一页", 1)):
        total = int(year) * 12 + int(month) - 1 + by
        yield words, f"{total // 12:04}-{total % 12 + 1:02}"
