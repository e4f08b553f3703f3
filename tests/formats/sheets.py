"""A workbook with what workbooks have: dates and percents, hidden rows, columns and sheets, many shared strings."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter


def features() -> bytes:
    """Three sheets: of formats and hidden parts; hidden itself; of so many strings that their table is broken up."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        shown = book.add_worksheet("台账")
        month, share = book.add_format({"num_format": 'yyyy"年"m"月"'}), book.add_format({"num_format": "0.0%"})
        shown.write_row(0, 0, ["序号", "完成时限", "进度", "备注", "合计"])
        shown.write_number(1, 0, 1)
        shown.write_datetime(1, 1, dt.datetime(2016, 10, 1), month)
        shown.write_number(1, 2, 0.855, share)
        shown.write_string(1, 3, "续建\n二期")
        shown.write_formula(1, 4, "=A2*40", None, 40)
        shown.write_row(2, 0, [2, "年底前", 12.5, "新建"])
        shown.write_boolean(2, 4, True)
        shown.set_row(2, None, None, {"hidden": True})
        shown.set_column(3, 3, None, None, {"hidden": True})
        draft = book.add_worksheet("底稿")
        draft.write_row(0, 0, ["甲", "乙"])
        draft.hide()
        many = book.add_worksheet("名录")
        for number in range(300):
            many.write_row(number, 0, [f"第{number}号", f"No. {number}", "岭北省青岩市云溪县" * 3 + str(number)])
    return buffer.getvalue()
