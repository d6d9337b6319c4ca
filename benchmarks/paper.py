"""How long a receipt takes from its values to the bytes of its PDF, beside an anchor.

`python -m benchmarks.paper` prints the figures.
"""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.library import FormLibrary
from desktop_app.documents.render import render
from desktop_app.domain.clocktime import VN
from desktop_app.domain.paper_qr import PaperQr, qr_text

ROUNDS = 300
RECEIVED = datetime(2026, 10, 8, 9, 30, tzinfo=VN)


def receipt(sequence: int) -> dict[str, str | list[str]]:
    """Returns the values of a receipt with eight components; each sequence gives other codes."""
    code = f"H29.19.05-261008-{sequence:04}"
    due = RECEIVED + timedelta(days=7)
    name = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    return {
        "agency_parent": "Ủy ban nhân dân phường Tân Sơn Nhất",
        "agency": "Trung tâm Phục vụ hành chính công",
        "number": f"{sequence:04}",
        "unit_mark": "TSN",
        "place": "Tân Sơn Nhất",
        "issued_on": "2026-10-08",
        "code": code,
        "barcode": code,
        "qr": qr_text(PaperQr(code, "1.001193", "079190123456", name, "Một Cửa", RECEIVED, due)),
        "centre": "Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất",
        "person": "Nguyễn Thị Mẫu",
        "person_id": "079190123456",
        "address": "1 Đường Mẫu, phường Tân Sơn Nhất, Thành phố Hồ Chí Minh",
        "phone": "0900 000 000",
        "email": "mau@example.vn",
        "request": "Đăng ký khai sinh",
        "components": ["Tờ khai đăng ký khai sinh theo mẫu (01 bản chính)", "Giấy chứng sinh (01 bản chính)"] * 4,
        "sets": "1",
        "term": "05 ngày làm việc",
        "received_at": RECEIVED.isoformat(),
        "due_at": due.isoformat(),
        "return_place": "Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất",
        "submitter": "Nguyễn Thị Mẫu",
        "receiver": "Trần Văn Nhận",
        "lookup_code": "K7MW3XQP",
        "lookup_at": "dichvucong.gov.vn",
    }


def milliseconds(work: Callable[[int], object]) -> list[float]:
    """Returns how long each round took, shortest first, after one round to warm up."""
    work(0)
    times = []
    for sequence in range(1, ROUNDS + 1):
        begin = time.perf_counter()
        work(sequence)
        times.append((time.perf_counter() - begin) * 1000)
    return sorted(times)


def anchor(_: int) -> None:
    """Makes the least PDF there is: one page with one string."""
    canvas = Canvas(BytesIO(), invariant=1)
    canvas.drawString(72, 72, "x")
    canvas.save()


def run() -> dict[str, float]:
    """Returns milliseconds: both copies of a receipt with eight components, and the anchor."""
    layout = FormLibrary([Path(str(files("resources") / "forms"))]).layout("01", date(2026, 10, 8))
    receipts = milliseconds(lambda sequence: render(layout, receipt(sequence)))
    one_page = milliseconds(anchor)
    return {
        "receipt_two_copies_ms_median": receipts[len(receipts) // 2],
        "receipt_two_copies_ms_p99": receipts[len(receipts) * 99 // 100],
        "anchor_one_string_ms_median": one_page[len(one_page) // 2],
    }


if __name__ == "__main__":
    for figure, value in run().items():
        print(f"{figure} {value:.2f}")
