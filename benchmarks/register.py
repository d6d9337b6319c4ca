"""How long the register (form 07) of a busy year takes as a workbook and as paper, beside an anchor.

`python -m benchmarks.register` prints the figures for 200,000 lines; `--lines 2000` is quicker.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

from desktop_app.application.house_papers import register_entry, register_sheets
from desktop_app.application.ports import RegisterRow
from desktop_app.application.sheets import register_sheet
from desktop_app.documents.library import FormLibrary
from desktop_app.documents.render import RenderOptions, render_all
from desktop_app.reference.workbooks import XlsxWorkbooks

LINES = 200_000
YEAR = 2026
FIELDS = {"HT": "Hộ tịch", "CT": "Chứng thực", "DD": "Đất đai"}


def rows(count: int) -> Iterator[RegisterRow]:
    """Lines of a register as the store gives them, no two of them the same."""
    for number in range(1, count + 1):
        day = f"{YEAR}-{1 + number % 12:02}-{1 + number % 28:02}"
        yield RegisterRow(
            number=number,
            dossier_id=f"{number:032x}",
            label=f"H29.19.05-{YEAR % 100}{1 + number % 12:02}{1 + number % 28:02}-{number:06}",
            procedure_name="Đăng ký khai sinh" if number % 2 else "Chứng thực bản sao từ bản chính",
            field_code=list(FIELDS)[number % 3],
            owner_name=f"Nguyễn Thị Mẫu {number}",
            address=f"{number} Đường Mẫu, phường Tân Sơn Nhất, Thành phố Hồ Chí Minh",
            phone="0900000001",
            solving_office="Ủy ban nhân dân phường Tân Sơn Nhất",
            received_at=f"{day}T09:30:00+07:00",
            due_at=f"{day}T17:00:00+07:00",
            returned_at=None,
            return_by="counter",
        )


def run(count: int = LINES) -> dict[str, float]:
    """Returns seconds, bytes and the most memory that was held: for the workbook, the paper and the anchor.

    The anchor writes the same cells as plain text.
    """
    known = sorted(rows(count), key=lambda row: row.field_code)
    layout = FormLibrary([Path(str(files("resources") / "forms"))]).layout("07", date(YEAR, 10, 8))
    anchor, _ = _timed(lambda: "\n".join("\t".join(register_entry(row).values()) for row in known).encode())
    workbook, sheet = _timed(lambda: XlsxWorkbooks().write(register_sheet(YEAR, known, FIELDS, "Trung tâm Mẫu")))
    paper, pdf = _timed(lambda: render_all(layout, register_sheets(YEAR, FIELDS, known), RenderOptions()))
    return {
        "lines": count,
        "workbook_seconds": workbook,
        "workbook_bytes": len(sheet),
        "paper_seconds": paper,
        "paper_bytes": len(pdf),
        "most_memory_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "anchor_plain_text_seconds": anchor,
    }


def _timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    begin = time.perf_counter()
    made = work()
    return time.perf_counter() - begin, made


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=LINES)
    for name, figure in run(parser.parse_args().lines).items():
        print(f"{name:28} {figure:16,.2f}")


if __name__ == "__main__":
    main()
