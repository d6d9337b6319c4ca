"""Values of every form, with invented people, as the use cases would give them: what a layout is looked at with."""

from collections.abc import Mapping
from datetime import datetime

from desktop_app.domain.clocktime import VN
from desktop_app.domain.paper_qr import PaperQr, qr_text
from desktop_app.domain.report import Figures, total
from desktop_app.words.figures import ADDS_UP, TOTAL, report_cells, satisfaction, share

CODE = "H29.19.05-261008-0975"

COMPONENTS = [
    "Tờ khai đăng ký khai sinh theo mẫu (01 bản chính)",
    "Giấy chứng sinh (01 bản chính)",
    "Văn bản ủy quyền được chứng thực theo quy định của pháp luật (01 bản chính)",
    "Giấy chứng nhận kết hôn của cha, mẹ (01 bản sao)",
]

_OFFICE = {
    "agency_parent": "Ủy ban nhân dân phường Tân Sơn Nhất",
    "agency": "Trung tâm Phục vụ hành chính công",
    "unit_mark": "TSN",
    "place": "Tân Sơn Nhất",
    "issued_on": "2026-10-08",
    "centre": "Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất",
    "centre_address": "10 Đường Mẫu, phường Tân Sơn Nhất, Thành phố Hồ Chí Minh",
    "centre_phone": "028 0000 0000",
    "lookup_at": "dichvucong.gov.vn",
}

_PERSON = {
    "person": "Nguyễn Thị Mẫu",
    "person_id": "079190123456",
    "address": "1 Đường Mẫu, phường Tân Sơn Nhất, Thành phố Hồ Chí Minh",
    "phone": "0900 000 000",
    "email": "mau@example.vn",
}

_DOSSIER = {
    "number": "0975",
    "code": CODE,
    "barcode": CODE,
    "procedure": "Đăng ký khai sinh",
    "request": "Đăng ký khai sinh",
    "received_at": "2026-10-08T09:30:00+07:00",
    "due_at": "2026-10-15T17:00:00+07:00",
    "solving_agency": "Ủy ban nhân dân phường Tân Sơn Nhất",
    "return_place": "Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất",
    "submitter": "Nguyễn Thị Mẫu",
    "receiver": "Trần Văn Nhận",
    "lookup_code": "K7MW3XQP",
}


def qr(paper: str, code: str = CODE) -> str:
    """The QR text of a paper of the sample dossier."""
    return qr_text(
        PaperQr(
            code=code,
            procedure="1.001193",
            identity="079190123456",
            paper=paper,
            system="Một Cửa",
            printed_at=datetime(2026, 10, 8, 9, 31, 5, tzinfo=VN),
            appointment=datetime(2026, 10, 15, 17, 0, tzinfo=VN),
        )
    )


_COMMON = _OFFICE | _PERSON | _DOSSIER


def _dossier_rows(count: int) -> list[dict[str, str]]:
    names = ("Nguyễn Thị Mẫu", "Lê Văn Thử", "Công ty TNHH Thương mại Dịch vụ Ví Dụ", "Trần Thị Ánh Nguyệt")
    procedures = (
        "Đăng ký khai sinh",
        "Cấp Giấy xác nhận tình trạng hôn nhân",
        "Đăng ký thành lập hộ kinh doanh",
        "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam cấp",
    )
    return [
        {
            "code": f"H29.19.05-261008-{index + 970:04}",
            "person": names[index % 4],
            "procedure": procedures[index % 4],
            "components": str(index % 6 + 1),
            "due_at": f"2026-10-{15 + index % 9}T17:00:00+07:00",
            "ready_at": f"2026-10-{12 + index % 9}T10:15:00+07:00",
            "received_at": "2026-10-08T09:30:00+07:00",
            "phone": "0900 000 000",
            "address": "1 Đường Mẫu, phường Tân Sơn Nhất, Thành phố Hồ Chí Minh",
            "solving_agency": "Ủy ban nhân dân phường Tân Sơn Nhất",
            "return_by": "Nhận tại quầy",
            "sets": "1",
        }
        for index in range(count)
    ]


_HOPS = [
    {
        "from_unit": "Trung tâm Phục vụ hành chính công",
        "to_unit": "Phòng Tư pháp - Hộ tịch",
        "handed_at": "2026-10-08T10:30:00+07:00",
        "giver": "Trần Văn Nhận",
        "taker": "Phạm Thị Giải",
        "result": "Đúng hạn",
    },
    {
        "from_unit": "Phòng Tư pháp - Hộ tịch",
        "to_unit": "Lãnh đạo Ủy ban nhân dân phường",
        "handed_at": "2026-10-12T08:05:00+07:00",
        "giver": "Phạm Thị Giải",
        "taker": "Lê Văn Duyệt",
        "result": "Trước hạn",
        "note": "Chờ bổ sung 01 ngày",
    },
    {
        "from_unit": "Lãnh đạo Ủy ban nhân dân phường",
        "to_unit": "Trung tâm Phục vụ hành chính công",
        "handed_at": "2026-10-14T15:40:00+07:00",
        "giver": "Lê Văn Duyệt",
        "taker": "Trần Văn Nhận",
        "result": "Trước hạn",
    },
]

_PAYMENTS = [
    {
        "receipt": f"{1250 + index:07}",
        "code": f"H29.19.05-261008-{index + 970:04}",
        "person": ("Nguyễn Thị Mẫu", "Lê Văn Thử")[index % 2],
        "fee": ("Lệ phí hộ tịch", "Phí chứng thực bản sao")[index % 2],
        "method": ("Tiền mặt", "Chuyển khoản")[index % 2],
        "amount": str(8000 + 2000 * index),
    }
    for index in range(6)
]

_FIGURES = {
    "Chứng thực": Figures(0, 2104, 0, 12, 480, 1620, 2, 2, 0, 0, 12, 0, 0, 16, 21),
    "Hộ kinh doanh": Figures(14, 61, 22, 3, 70, 8, 1, 4, 1, 2, 11, 1, 2, 9, 12),
    "Hộ tịch": Figures(37, 412, 96, 5, 401, 88, 3, 6, 2, 4, 39, 2, 5, 31, 40, 2, 1, 0, 6, 41, 118),
}
_SUM = total(_FIGURES.values())
VALUES: dict[str, Mapping[str, object]] = {
    "01": _COMMON
    | {
        "components": COMPONENTS * 2,
        "sets": "1",
        "term": "05 ngày làm việc",
        "book": "01",
        "book_row": "0975",
        "qr": qr("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    },
    "02": _COMMON
    | {
        "requirements": [
            "Nộp bản chính Giấy chứng sinh hoặc văn bản của người làm chứng xác nhận về việc sinh.",
            "Ghi đầy đủ nơi sinh, quê quán của trẻ trong Tờ khai đăng ký khai sinh.",
            "Xuất trình giấy tờ tùy thân của người đi đăng ký khai sinh.",
        ],
        "reason": "Thành phần hồ sơ chưa đầy đủ theo quy định tại Điều 16 Luật Hộ tịch.",
        "contact": "Trần Văn Nhận",
        "contact_phone": "028 0000 0000",
        "guide": "Trần Văn Nhận",
        "qr": qr("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    },
    "03": _COMMON
    | {
        "reasons": [
            "Nội dung yêu cầu không thuộc thẩm quyền giải quyết của Ủy ban nhân dân phường.",
            "Giấy chứng sinh có dấu hiệu tẩy xóa, không bảo đảm giá trị pháp lý.",
        ],
        "qr": qr("Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    },
    "04": _COMMON
    | {
        "recipient": "Bà Nguyễn Thị Mẫu",
        "reason": "cần xác minh thông tin cư trú với cơ quan đăng ký cư trú nơi trẻ sinh ra.",
        "new_due_at": "2026-10-20T17:00:00+07:00",
        "head": "Lê Văn Duyệt",
        "qr": qr("Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
    },
    "05": _COMMON
    | {
        "reason": "Người nộp hồ sơ có đơn đề nghị rút hồ sơ, không tiếp tục thực hiện thủ tục.",
        "stopped_at": "2026-10-12T10:00:00+07:00",
        "head": "Lê Văn Duyệt",
        "qr": qr("Thông báo dừng giải quyết hồ sơ"),
    },
    "06": _COMMON
    | {
        "coordinating_agency": "Công an phường Tân Sơn Nhất",
        "hops": _HOPS,
        "qr": qr("Phiếu kiểm soát quá trình giải quyết hồ sơ"),
    },
    "07": _OFFICE | {"number": "12", "field": "Hộ tịch", "year": "2026", "book": "01", "entries": _dossier_rows(30)},
    "notice": _COMMON
    | {
        "finished_at": "2026-10-14T15:45:00+07:00",
        "collected_at": _COMMON["return_place"],
        "qr": qr("Thông báo nhận kết quả"),
    },
    "cover": _COMMON
    | {
        "component": COMPONENTS[0],
        "component_code": f"{CODE}/TP01",
        "component_number": "1",
        "component_count": "4",
    },
    "folder": _COMMON | {"component_count": "4", "procedure": "Thủ tục đăng ký khai sinh"},
    "handover": _OFFICE
    | {
        "number": "45",
        "batch": "BG-000012-9",
        "barcode": "BG-000012-9",
        "from_unit": "Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất",
        "to_unit": "Phòng Kinh tế, Hạ tầng và Đô thị",
        "handed_at": "2026-10-08T16:30:00+07:00",
        "dossiers": _dossier_rows(12),
        "total": "12",
        "giver": "Trần Văn Nhận",
        "taker": "Phạm Thị Giải",
    },
    "calls": _OFFICE | {"drawn_up_at": "2026-10-14T16:00:00+07:00", "results": _dossier_rows(9)},
    "report": _OFFICE
    | {
        "first": "2026-10-01",
        "last": "2026-10-31",
        "as_of": "2026-11-02T08:00:00+07:00",
        "lines": [
            {"no": str(number), "field": name, **report_cells(figures)}
            for number, (name, figures) in enumerate(_FIGURES.items(), start=1)
        ]
        + [{"no": "", "field": TOTAL, **report_cells(_SUM)}],
        "adds_up": ADDS_UP.format(**report_cells(_SUM)),
        "share_in_words": share(_SUM),
        "satisfaction": satisfaction(_SUM),
    },
    "cash": _OFFICE
    | {
        "cashier": "Trần Văn Nhận",
        "receiver": "Phạm Thị Giải",
        "shift_from": "2026-10-08T07:30:00+07:00",
        "shift_to": "2026-10-08T11:30:00+07:00",
        "payments": _PAYMENTS,
        "totals": [
            {"method": "Tiền mặt", "count": "3", "amount": "36000"},
            {"method": "Chuyển khoản", "count": "3", "amount": "42000"},
        ],
        "sum": "78000",
        "opening": "500000",
        "expected": "536000",
        "counted": "535000",
        "difference": "-1000",
        "difference_said": "thiếu 1.000 đồng",
        "explanation": "thối nhầm một người",
    },
}

_PLACES = ("return_place", "collected_at")


def specimen(form: str, house: Mapping[str, object]) -> dict[str, object]:
    """The form filled in for invented people at this house (values as `paper_values.office` gives them)."""
    values = VALUES.get(form, {})
    return {**values, **house, **{key: house["centre"] for key in _PLACES if key in values}}
