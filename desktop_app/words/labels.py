"""Official names of what the code calls by short English words."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.domain import media
from desktop_app.domain.money import dong
from desktop_app.words.explanation import Say

STATES = {
    "submitted": "Mới đăng ký",
    "sent_back": "Trả lại để hoàn thiện",
    "received": "Đã tiếp nhận",
    "in_process": "Đang xử lý",
    "supplement_requested": "Chờ bổ sung giấy tờ",
    "duty_requested": "Chờ thực hiện nghĩa vụ tài chính",
    "result_ready": "Đã có kết quả",
    "returned": "Đã trả kết quả",
    "refused": "Từ chối tiếp nhận",
    "withdrawn": "Công dân rút hồ sơ",
    "stopped": "Dừng giải quyết",
}

ACTIONS = {
    "accept": "Tiếp nhận hồ sơ trực tuyến",
    "send_back": "Trả lại để hoàn thiện",
    "resubmit": "Ghi nhận nộp lại",
    "refuse": "Từ chối tiếp nhận",
    "forward": "Chuyển giải quyết",
    "request_supplement": "Yêu cầu bổ sung",
    "supplement": "Nhận giấy tờ bổ sung",
    "request_duty": "Yêu cầu nghĩa vụ tài chính",
    "fulfil_duty": "Đã thực hiện nghĩa vụ tài chính",
    "extend": "Xin lỗi và hẹn lại ngày trả",
    "finish": "Đã có kết quả",
    "withdraw_result": "Thu hồi kết quả để làm lại",
    "stop": "Dừng giải quyết",
    "withdraw": "Công dân rút hồ sơ",
    "return": "Trả kết quả",
    "attach_code": "Gắn mã hồ sơ chính thức",
    "call": "Ghi nhận đã báo người dân",
    "rate": "Ghi nhận mức hài lòng",
    "note": "Ghi chú",
}

EVENTS = {
    "dossier.received": "Tiếp nhận hồ sơ",
    "dossier.submitted": "Nộp trực tuyến",
    "dossier.accepted": "Tiếp nhận hồ sơ trực tuyến",
    "dossier.sent_back": "Trả lại để hoàn thiện",
    "dossier.resubmitted": "Nộp lại",
    "dossier.refused": "Từ chối tiếp nhận",
    "dossier.forwarded": "Chuyển giải quyết",
    "dossier.supplement_requested": "Yêu cầu bổ sung",
    "dossier.supplemented": "Đã bổ sung giấy tờ",
    "dossier.duty_requested": "Yêu cầu nghĩa vụ tài chính",
    "dossier.duty_fulfilled": "Đã thực hiện nghĩa vụ tài chính",
    "dossier.extended": "Xin lỗi và hẹn lại ngày trả",
    "dossier.result_ready": "Có kết quả",
    "dossier.result_withdrawn": "Thu hồi kết quả để làm lại",
    "dossier.stopped": "Dừng giải quyết",
    "dossier.withdrawn": "Công dân rút hồ sơ",
    "dossier.returned": "Trả kết quả",
    "dossier.code_assigned": "Cấp mã hồ sơ",
    "dossier.official_code_attached": "Gắn mã hồ sơ chính thức",
    "dossier.printed": "In giấy tờ",
    "dossier.fee_set": "Ghi phí, lệ phí phải thu",
    "dossier.fee_paid": "Thu phí, lệ phí",
    "dossier.payment_cancelled": "Hủy khoản thu",
    "dossier.handed_over": "Bàn giao",
    "dossier.handover_confirmed": "Nhận bàn giao",
    "dossier.handover_missing": "Bàn giao thiếu, còn ở bên giao",
    "dossier.called": "Báo người dân",
    "dossier.rated": "Đánh giá hài lòng",
    "dossier.noted": "Ghi chú",
    "dossier.attached": "Đính kèm tệp",
    "dossier.detached": "Bỏ tệp đính kèm",
    "dossier.correction_proposed": "Đề nghị đính chính",
    "dossier.correction_rejected": "Không đồng ý đính chính",
    "dossier.corrected": "Đính chính",
    "dossier.amended": "Đính chính",
}

# Where the content of an attached file is, seen from this station.
WHEREABOUTS = {"here": "ở máy này, chờ gửi", "both": "ở máy này và ở trung tâm", "there": "ở trung tâm"}

# How a station is, and what to do about it.
STATIONS = {
    "silent": "Im lặng lâu",
    "queue": "Kẹt chờ gửi",
    "clock": "Sai giờ",
    "numbers": "Sắp hết số",
    "version": "Bản cũ",
    "locked": "Bị khóa, có bản sao",
    "never": "Chưa từng liên hệ",
    "off": "Tắt hoặc mất mạng",
    "catching_up": "Đang nhận bù",
    "well": "Chạy tốt",
}
STATION_STEPS = {
    "never": "Mở chương trình ở máy đó một lần; máy ghi danh nhầm thì thu hồi tài khoản ở trung tâm.",
    "silent": "Xem máy đó còn dùng, có bật và có mạng không. Việc chưa gửi vẫn an toàn trên máy đó.",
    "queue": "Xem mạng ở quầy đó; mất mạng lâu thì ở trang Đồng bộ của máy đó xuất ra USB.",
    "clock": "Chỉnh lại giờ của máy đó: giờ in trên giấy lấy theo đồng hồ máy.",
    "numbers": "Nối mạng cho máy đó để nhận thêm số; hết số thì vẫn tiếp nhận được, mã hồ sơ cấp sau.",
    "version": "Cài phiên bản mới ở máy đó.",
    "locked": "Hai máy từng chạy cùng một kho và đã tự tách riêng, không mất gì; tắt máy không dùng nữa.",
    "off": "Không cần làm gì nếu quầy đang nghỉ.",
    "catching_up": "Không cần làm gì: máy đang nhận những thay đổi còn thiếu.",
    "well": "Không cần làm gì.",
}

# What a move asks for, as it is called where it is missing.
FACTS = {
    "reason": "lý do",
    "due": "ngày hẹn mới",
    "code": "mã hồ sơ chính thức",
    "channel": "cách báo người dân",
    "score": "mức hài lòng",
    "text": "nội dung ghi chú",
    "fee": "khoản phí",
    "payment": "khoản thu",
    "amount": "số tiền",
}

# What a citizen answers to how content they were.
RATINGS = {1: "Rất không hài lòng", 2: "Không hài lòng", 3: "Bình thường", 4: "Hài lòng", 5: "Rất hài lòng"}

# Reasons to act, in the order of the work list.
WORK_GROUPS = {
    "online": "Hồ sơ trực tuyến chờ tiếp nhận",
    "late": "Quá hạn",
    "due_soon": "Sắp đến hạn",
    "apology": "Mai đến hạn, nếu chậm thì xin lỗi hôm nay",
    "apology_unprinted": "Đã hẹn lại, chưa in văn bản xin lỗi",
    "ready": "Có kết quả, chưa trả",
    "to_call": "Có kết quả, chưa báo người dân",
    "uncollected": "Có kết quả quá 7 ngày chưa nhận",
    "supplement": "Chờ bổ sung, chờ nghĩa vụ tài chính",
    "unanswered": "Chờ bổ sung quá 10 ngày",
    "not_handed_over": "Đã nhận, chưa bàn giao",
    "proposals": "Đề nghị đính chính chờ lãnh đạo",
    "problems": "Cần xử lý",
}

DAY_KINDS = {
    "day_off": "nghỉ",
    "half_day": "làm việc nửa ngày",
    "closure": "tạm ngừng làm việc",
    "extra_day": "làm việc thêm",
    "swap": "hoán đổi",
    "local_closure": "tạm ngừng tại cơ quan",
}

SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")

ROLES = {
    "receptionist": "Cán bộ tiếp nhận",
    "officer": "Cán bộ xử lý",
    "head": "Lãnh đạo",
    "administrator": "Quản trị",
}

FORMS = {
    "01": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "02": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "03": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    "04": "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
    "05": "Thông báo dừng giải quyết hồ sơ",
    "06": "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    "07": "Sổ theo dõi hồ sơ",
    "notice": "Thông báo nhận kết quả",
    "cover": "Tờ bìa thành phần hồ sơ",
    "folder": "Nhãn bìa hồ sơ",
    "handover": "Phiếu bàn giao hồ sơ",
    "calls": "Danh sách hồ sơ có kết quả",
    "report": "Báo cáo tình hình tiếp nhận và giải quyết hồ sơ",
    "cash": "Bảng kê thu phí, lệ phí",
}

ENCODINGS = {
    "unicode": "Unicode",
    "nfd": "Unicode tổ hợp",
    "utf-8-as-windows": "Unicode bị đọc sai bảng mã",
    "tcvn3": "TCVN3 (phông .VnTime)",
    "vni": "VNI",
}
OUTCOMES = {"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn", "no_appointment": "Không hẹn ngày"}
NO_FIELD = "Chưa rõ lĩnh vực"
APPLICANT = "Người nộp hồ sơ"
REFUNDS = "Hoàn trả khoản thu của ca trước"
FEE_TIMES = {"reception": "Khi nộp hồ sơ", "supplement": "Khi bổ sung", "return": "Khi trả kết quả"}
METHODS = {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "online": "Trực tuyến"}

COPIES = {"original": "bản chính", "certified": "bản sao", "photocopy": "bản chụp", "electronic": "bản điện tử"}
CHANNELS = {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính công ích"}
RETURNS = {"counter": "Nhận tại quầy", "post": "Qua dịch vụ bưu chính công ích", "online": "Trực tuyến"}
CALLS = {"phone": "Gọi điện", "sms": "Tin nhắn", "zalo": "Zalo", "email": "Email"}
SEXES = {"male": "Nam", "female": "Nữ"}
PERSON_KINDS = {"citizen": "Cá nhân", "organisation": "Tổ chức", "household": "Hộ kinh doanh"}
# Papers write two digits; other languages know a word of its own for one of a thing.
TERMS = {
    "working_day": "{count:02d} ngày làm việc",
    "day": "{count:02d} ngày",
    "working_hour": "{count:02d} giờ làm việc",
}
TERMS_OF_ONE = {"working_day": "01 ngày làm việc", "day": "01 ngày", "working_hour": "01 giờ làm việc"}


PARTS = {
    "owner": "chủ hồ sơ",
    "person": "người nộp thay",
    "others": "người cùng nộp",
    "components": "giấy tờ",
    "collector": "người nhận kết quả",
}
FIELDS = {
    "name": "Họ tên",
    "number": "Số định danh, mã số thuế",
    "birth": "Ngày sinh",
    "sex": "Giới tính",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "email": "Email",
    "representative": "Người đại diện",
    "kind": "Loại đối tượng",
    "relation": "Quan hệ với chủ hồ sơ",
    "authorisation": "Giấy ủy quyền",
    "copy": "Loại bản",
    "count": "Số lượng",
    "content": "Nội dung yêu cầu giải quyết",
    "sets": "Số bộ hồ sơ",
    "return_by": "Cách nhận kết quả",
    "solving_office": "Cơ quan giải quyết",
}
_ADDRESSES = {"male": "Ông", "female": "Bà"}
_VALUES = {**COPIES, **RETURNS, **SEXES, **PERSON_KINDS}


def correction(change: Mapping[str, Any], say: Say = str) -> str:
    """One change such as "Điện thoại (chủ hồ sơ): 0900000001 → 0900000002"."""
    *parts, key = str(change["field"]).split(".")
    of = " ".join(str(int(part) + 1) if part.isdecimal() else say(PARTS.get(part, "")) for part in parts).strip()
    name = say("Tên") if parts[:1] == ["components"] and key == "name" else say(FIELDS.get(key, key))
    before, after = (_value(key, change.get(side), say) for side in ("before", "after"))
    return f"{name} ({of}): {before} → {after}" if of else f"{name}: {before} → {after}"


def _value(key: str, value: object, say: Say) -> str:
    if not value:
        return say("(trống)")
    if key == "birth":
        return "/".join(reversed(str(value).split("-")))
    return say(_VALUES[value]) if value in _VALUES else str(value)


def addressed(person: Mapping[str, Any]) -> str:
    """A person as a letter addresses them: "Bà Nguyễn Thị Mẫu"; an organisation by its bare name."""
    name = str(person.get("name", ""))
    if person.get("kind", "citizen") != "citizen" or not name:
        return name
    return f"{_ADDRESSES.get(str(person.get('sex')), 'Ông (Bà)')} {name}"


def term(limit: dict[str, Any], say: Say = str) -> str:
    """The time limit as printed: "03 ngày làm việc", "trong ngày", or "" where none is published."""
    if limit.get("value") is None:
        return ""
    if limit["unit"] == "immediate":
        return say("trong ngày làm việc")
    count, unit = limit["value"], limit["unit"]
    return say(TERMS_OF_ONE[unit]) if count == 1 else say(TERMS[unit]).format(count=count)


def difference(amount: int) -> str:
    """How much more or less was counted than should be there; nothing where it agrees."""
    return f"{'thừa' if amount > 0 else 'thiếu'} {dong(abs(amount))}" if amount else ""


def component(paper: dict[str, Any], say: Say = str) -> str:
    """One paper of the dossier as printed: its name, how many and of which kind."""
    return f"{paper['name']} ({paper['count']:02d} {say(COPIES.get(paper['copy'], paper['copy']))})"


def attachment_place(
    papers: Sequence[Mapping[str, Any]], component: int | None, *, result: bool, say: Say = str
) -> str:
    """What an attached file shows: one of these papers of its dossier, its result, or nothing of either."""
    if result:
        return say("Kết quả")
    if component is None or not 1 <= component <= len(papers):
        return ""
    return f"{component}. {papers[component - 1].get('name', '')}"


def size(count: int, say: Say = str) -> str:
    """Bytes as people say them: whole kilobytes, or megabytes with one decimal."""
    if count < media.MEGABYTE:
        return say("{n} KB").format(n=max(1, round(count / 1000)))
    return say("{n} MB").format(n=f"{count / media.MEGABYTE:.1f}".replace(".", ","))
