"""What only the whole dataset knows."""

from __future__ import annotations

from itertools import permutations

from msgspec.structs import replace

from hongtou.model import Circular, DocumentNumber, Reference, Source, Value
from hongtou.run.failure import failed

from .linked import link


def number(normalized: str) -> DocumentNumber:
    return DocumentNumber(
        text=normalized, start=0, end=len(normalized), normalized=normalized, issuer_code=normalized.split("〔")[0],
        organ=None, number_kind=None, year=2016, serial=1,
    )  # fmt: skip


def circular(
    path: str, work: str, *, url: str | None = None, complete: bool = True, own: str | None = None
) -> Circular:
    source = Source(path=path, url=url, sha256=path, media_type="text/plain")
    plain = failed(path, path.encode(), "")
    return replace(
        plain, work_id=work, source=source, complete=complete, findings=(), document_number=own and number(own)
    )


def citing(normalized: str) -> Reference:
    n = number(normalized)
    return Reference(
        text=n.text, start=0, end=n.end, normalized=normalized, issuer_code=n.issuer_code, organ=None, number_kind=None,
        year=2016, serial=1, title=None, part="body", task_id=None, relation="named", target_work_id=None,
    )  # fmt: skip


def preferred(*circulars: Circular) -> str:
    (best,) = [c.source.path for c in link(circulars) if c.preferred]
    return best


def test_the_official_copy_goes_before_a_republished_one() -> None:
    assert (
        preferred(
            circular("a", "w", url="https://law.example.com/1"), circular("b", "w", url="http://www.yunxi.gov.cn/1")
        )
        == "b"
    )


def test_a_site_that_only_looks_official_is_none() -> None:
    assert preferred(circular("a", "w", url="https://notgov.cn/1"), circular("b", "w")) == "b"


def test_the_complete_copy_goes_before_a_truncated_one() -> None:
    assert preferred(circular("a", "w", complete=False), circular("b", "w")) == "b"


def test_copies_that_are_alike_are_decided_by_path_in_any_order() -> None:
    copies = [circular("a", "w"), circular("b", "w"), circular("c", "w")]
    assert {preferred(*order) for order in permutations(copies)} == {"a"}


def test_a_single_circular_is_preferred() -> None:
    assert [c.preferred for c in link([circular("a", "v"), circular("b", "w")])] == [True, True]


def test_citations_meet_their_targets() -> None:
    target = circular("a", "work-a", own="云政发〔2016〕5号")
    source = replace(circular("b", "work-b"), references=(citing("云政发〔2016〕5号"), citing("云政发〔2016〕6号")))
    linked = link([target, source])[1]
    assert [reference.target_work_id for reference in linked.references] == ["work-a", None]


def test_a_number_that_two_works_bear_points_nowhere() -> None:
    twins = [circular("a", "east", own="临政〔2016〕5号"), circular("c", "west", own="临政〔2016〕5号")]
    source = replace(circular("b", "work-b"), references=(citing("临政〔2016〕5号"),))
    assert link([*twins, source])[2].references[0].target_work_id is None


def test_copies_that_differ_say_so_on_each_and_alike_ones_do_not() -> None:
    title = Value(text="关于防汛的通知", start=0, end=7)
    same = [replace(circular("a", "w"), title=title), replace(circular("b", "w"), title=title)]
    assert [c.findings for c in link(same)] == [(), ()]
    differing = [same[0], circular("b", "w")]
    findings = [c.findings for c in link(differing)]
    assert [[f.check for f in fs] for fs in findings] == [["copies_differ"], ["copies_differ"]]
    assert "关于防汛的通知" in findings[0][0].message
    assert "b" in findings[0][0].message


def test_linking_twice_changes_nothing_but_repeats_no_finding_on_alike_copies() -> None:
    once = link([circular("a", "w"), circular("b", "w")])
    assert link(once) == once
