"""Characters with their sound behind them (關(guān)於): read over, kept in the text, each place checked out."""

from __future__ import annotations

from tests.laws import samples

import hongtou

from .compose import each, read, words

LINES = (
    "雲溪縣發(fā)〔2017〕92號", "雲溪縣人民政府辦公室關(guān)于加強(qiáng)防汛的通知",
    "各鄉(xiāng)鎮(zhèn)人民政府,縣政府各部門:",
    "根據(jù)《海陵省防汛條例》(海政發(fā)〔2016〕7號)制定。",
    "(一)備足物資(zī)。(責(zé)任單位:縣水利局、縣農業(yè)局,6月底前完成)",
    "雲溪縣人民政府辦公室", "2017年5月2日",
)  # fmt: skip


def test_a_page_is_read_over_the_sounds() -> None:
    circular = read(*LINES)
    assert words(circular.title) == "雲溪縣人民政府辦公室關于加強防汛的通知"
    assert circular.document_number
    assert circular.document_number.normalized == "云溪县发〔2017〕92号"
    assert each(circular.addressees) == ["各鄉鎮人民政府", "縣政府各部門"]
    assert [issuer.unit for issuer in circular.issuers] == ["云溪县人民政府办公室"]
    assert [reference.normalized for reference in circular.references] == ["海政发〔2016〕7号"]
    assert [unit.unit for unit in circular.tasks[0].responsibilities] == ["云溪县水利局", "云溪县农业局"]
    assert [str(limit.date_to) for limit in circular.tasks[0].deadlines] == ["2017-06-30"]
    assert [finding.check for finding in circular.findings] == ["damaged_text"]


def test_the_text_is_kept_and_every_place_is_in_it() -> None:
    circular = read(*LINES)
    assert circular.text == "\n".join(LINES)
    assert samples.broken_spans(circular) == []
    assert samples.uncovered(circular) == ""
    assert circular.title
    assert circular.title.text == LINES[1]


def test_a_table_keeps_its_cells() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>整治(zhì)第{n}條(tiáo)水渠</td><td>{n}月底前</td><td>縣水務(wù)局</td></tr>"
        for n in range(1, 5)
    )
    head = "<tr><th>序號</th><th>任務(wù)</th><th>時限</th><th>責任單位</th></tr>"
    html = f"<p>雲溪縣2017年工作分工表</p><table>{head}{rows}</table>"
    circular = hongtou.extract(html.encode(), path="a.html")
    assert each([task.task for task in circular.tasks]) == [f"整治第{n}條水渠" for n in range(1, 5)]
    assert samples.broken_spans(circular) == []


def test_units_of_measure_are_no_sounds() -> None:
    circular = read(*(line.replace("備足物資(zī)", "備足物資(zī)的(de)重量(kg)") for line in LINES))
    assert words(circular.tasks[0].task) == "(一)備足物資的重量(kg)。"


def test_sounds_of_a_few_rare_names_are_words() -> None:
    circular = read(
        "云溪县人民政府关于地名读音的通知", "各乡镇人民政府:", "沚(zhǐ)、垕(hòu)读音如此。" + "请按规定使用地名。" * 120
    )
    assert circular.findings == ()
    assert "沚(zhǐ)" in circular.text


def test_sounds_of_many_rare_names_are_words_too() -> None:
    names = "沚(zhǐ)城、垕(hòu)镇、郯(tán)溪、鄢(yān)集、邳(pī)岭、六(lù)岭"
    circular = read("云溪县人民政府关于地名读音的通知", "各乡镇人民政府:", f"{names}读音如此。请按规定使用地名。")
    assert circular.findings == ()
    assert names in circular.text
