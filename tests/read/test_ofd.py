"""OFD → text and blocks: where the file says that characters and lines stand."""

import pytest

from hongtou.errors import UnreadableError
from hongtou.read import read, scan

from .office import checks, lines, package, words_of

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(*contents: str, common: str = "", more: dict[str, str] | None = None, absent: int = 0) -> bytes:
    """A file whose pages have these contents, and which lists some that are not there."""
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="P{at}.xml"/>' for at in range(len(contents) + absent))
    parts = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for at, content in enumerate(contents):
        parts[f"Doc_0/P{at}.xml"] = f"<ofd:Page {NS}>{content}</ofd:Page>"
    return package(parts | (more or {}))


def layer(*objects: str) -> str:
    return f"<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content>"


def text(words: str, x: float, y: float, *, steps: str = "", more: str = "", size: float = 5) -> str:
    """A text object at (x, y) millimetres."""
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 10" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="4"{delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, x: float = 0, y: float = 0, more: str = "") -> str:
    return (
        f'<ofd:PathObject Boundary="{x} {y} 200 200" {more}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        ([text("关于防汛的通知", 60, 40, steps="g 6 5")], ["关于防汛的通知"]),
        ([text("关于防汛的通知", 60, 40)], ["关于防汛的通知"]),
        ([text("关于", 60, 40, steps="5"), text("防汛", 70, 40, steps="5")], ["关于防汛"]),
        ([text("防汛", 70, 40, steps="5"), text("关于", 60, 40, steps="5")], ["关于防汛"]),
        ([text("甲乙", 60, 40, steps="10", more='CTM="0.5 0 0 0.5 0 2"', size=10)], ["甲乙"]),
        ([text("甲", 60, 40), text("乙", 65, 40, more='Visible="false"')], ["甲"]),
        ([f"<ofd:PageBlock>{text('甲', 60, 40)}</ofd:PageBlock>"], ["甲"]),
    ],
)
def test_words_are_put_together_from_their_places(objects: list[str], expected: list[str]) -> None:
    assert lines(read(ofd(layer(*objects)), path="a.ofd")) == expected


GRID = (
    *(f"M 0 {y} L 60 {y}" for y in (0, 10, 20)),
    *(f"M {x} 0 L {x} 20" for x in (0, 20, 60)),
)
BOXES = (
    *(f"M 0 {y} L 60 {y} L 60 {y + 0.2} L 0 {y + 0.2} C" for y in (0, 10, 20)),
    *(f"M {x} 0 L {x} 20 L {x + 0.2} 20 L {x + 0.2} 0 C" for x in (0, 20, 60)),
)


@pytest.mark.parametrize(
    "ruled",
    [
        [path(data, 50, 50) for data in GRID],
        [path(" ".join(GRID), 50, 50)],
        [path(data, 50, 50, 'Stroke="false" Fill="true"') for data in BOXES],
        [path("M 0 0 L 60 0 L 60 20 L 0 20 C M 0 10 L 60 10 M 20 0 L 20 20", 50, 50)],
        [path("M 0 0 L 60 0 L 60 20 L 0 20 C M 0 10 L 60 10 M 20 0 L 20 20", 50, 50, 'CTM="1 0 0 1 0 0"')],
    ],
)
def test_lines_of_every_kind_rule_a_table(ruled: list[str]) -> None:
    words = [text("序号", 52, 52), text("任务", 72, 52), text("1", 52, 62), text("修渠", 72, 62)]
    assert words_of(read(ofd(layer(*ruled, *words)), path="a.ofd")) == [["序号", "任务"], ["1", "修渠"]]


def test_a_page_shows_its_template_and_what_is_kept_among_the_resources() -> None:
    made = ofd(
        f'<ofd:Template TemplateID="8"/>{layer("""<ofd:CompositeObject ResourceID="9" Boundary="60 60 50 10"/>""")}',
        common='<ofd:DocumentRes>Res.xml</ofd:DocumentRes><ofd:TemplatePage ID="8" BaseLoc="T.xml"/>',
        more={
            "Doc_0/T.xml": f"<ofd:Page {NS}>{layer(text('云溪县人民政府文件', 60, 30))}</ofd:Page>",
            "Doc_0/Res.xml": f'<ofd:Res {NS}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9">'
            f"<ofd:Content>{text('关于防汛的通知', 0, 0)}</ofd:Content></ofd:CompositeGraphicUnit>"
            "</ofd:CompositeGraphicUnits></ofd:Res>",
        },
    )
    assert lines(read(made, path="a.ofd")) == ["云溪县人民政府文件", "关于防汛的通知"]


def test_a_page_that_is_not_there_and_one_of_pictures_are_said() -> None:
    made = ofd(layer('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>'))
    assert checks(read(made, path="a.ofd")) == ["damaged_text" if scan.is_there() else "missing_helper"]
    assert checks(read(ofd(layer(text("甲", 60, 40)), absent=2), path="a.ofd")) == ["source_truncated"]


def test_an_encrypted_file_is_refused() -> None:
    with pytest.raises(UnreadableError, match="encrypted"):
        read(ofd(layer(), more={"Encryptions.xml": "<a/>"}), path="a.ofd")
