"""How long the register (form 07) of a busy year takes as a workbook and as paper, beside an anchor.

`python -m benchmarks.register` prints the figures for 200,000 lines; `--lines 2000` is quicker.
"""

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryFile
from typing import overload

from typing_extensions import override

from desktop_app.application.house_papers import register_entry, register_sheets
from desktop_app.application.ports import RegisterRow
from desktop_app.application.sheets import register_sheet
from desktop_app.documents.library import FormLibrary
from desktop_app.documents.render import RenderOptions, render_all
from desktop_app.reference.workbooks import XlsxWorkbooks

LINES = 200_000
YEAR = 2026
FIELDS = {"HT": "Hộ tịch", "CT": "Chứng thực", "DD": "Đất đai"}


class Lines(Sequence[RegisterRow]):
    """Lines of a register as the store gives them, made as they are asked for: no two the same, field by field."""

    def __init__(self, count: int) -> None:
        self._count = count

    @override
    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> RegisterRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[RegisterRow]: ...
    @override
    def __getitem__(self, at: int | slice) -> RegisterRow | list[RegisterRow]:
        places = range(self._count)[at]
        return self._row(places) if isinstance(places, int) else [self._row(place) for place in places]

    def _row(self, place: int) -> RegisterRow:
        number = place + 1
        day = f"{YEAR}-{1 + number % 12:02}-{1 + number % 28:02}"
        return RegisterRow(
            number=number,
            dossier_id=f"{number:032x}",
            label=f"H29.19.05-{YEAR % 100}{1 + number % 12:02}{1 + number % 28:02}-{number:06}",
            procedure_name="Đăng ký khai sinh" if number % 2 else "Chứng thực bản sao từ bản chính",
            field_code=list(FIELDS)[place * len(FIELDS) // self._count],
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
    """Returns seconds, bytes and the most memory that the process had held by then: for the workbook and the paper.

    The anchor writes the same cells as plain text.
    """
    lines = Lines(count)
    sheets: list[bytes] = []
    layout = FormLibrary([Path(str(files("resources") / "forms"))]).layout("07", date(YEAR, 10, 8))
    with TemporaryFile() as text, TemporaryFile() as pdf:
        anchor = _timed(lambda: text.writelines(_plain(line) for line in lines))
        before = _most_memory()
        workbook = _timed(lambda: sheets.append(XlsxWorkbooks().write(register_sheet(YEAR, lines, FIELDS, "Mẫu"))))
        with_workbook = _most_memory()
        paper = _timed(lambda: render_all(layout, register_sheets(YEAR, FIELDS, lines), RenderOptions(), pdf))
        return {
            "lines": count,
            "workbook_seconds": workbook,
            "workbook_bytes": len(sheets[0]),
            "paper_seconds": paper,
            "paper_bytes": pdf.tell(),
            "most_memory_before_megabytes": before,
            "most_memory_workbook_megabytes": with_workbook,
            "most_memory_paper_megabytes": _most_memory(),
            "anchor_plain_text_seconds": anchor,
        }


def _plain(line: RegisterRow) -> bytes:
    return ("\t".join(register_entry(line).values()) + "\n").encode()


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=LINES)
    for name, figure in run(parser.parse_args().lines).items():
        print(f"{name:28} {figure:16,.2f}")


if __name__ == "__main__":
    main()
