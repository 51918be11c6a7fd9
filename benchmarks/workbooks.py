"""Reading a large workbook, refused first where it is hostile, against calamine alone."""

import io
from datetime import datetime
from pathlib import Path

from benchmarks.measuring import Ratio, side_by_side
from crm.exchange.tables.files import finished
from crm.exchange.tables.workbooks import read_workbook

ROUNDS = 3


def measure(folder: Path, rows: int) -> list[Ratio]:
    """`rows` of ten columns: Chinese and English, numbers, phones, days."""
    from python_calamine import CalamineWorkbook

    path = folder / "large.xlsx"
    write_workbook(path, rows)
    content = path.read_bytes()

    def floor() -> None:
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    ours_ms, floor_ms = side_by_side(lambda: finished(read_workbook(content, path.name)), floor, ROUNDS)
    return [Ratio(f"a workbook of {rows:,} × 10 read", ours_ms, "calamine alone", floor_ms, at_most=2)]


def write_workbook(path: Path, rows: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet("名录")
        for row in range(rows):
            sheet.write_row(row, 0, (f"仁禾{row}科技有限公司", f"Renhe {row}", "Hangzhou", "CN", row, row * 1.5))
            sheet.write_row(row, 6, (f"c{row}@example.com", "合作中", 13_800_000_000 + row))
            sheet.write_datetime(row, 9, datetime(2026, 9, row % 28 + 1), day)  # noqa: DTZ001 - Excel knows no zones
