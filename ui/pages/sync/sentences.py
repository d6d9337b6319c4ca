"""What the figures and the journal of the exchange mean for the person at the desk."""

from datetime import datetime

from desktop_app.application.ports import ExchangeEntry, FilesWaiting, SyncStatus
from desktop_app.domain.errors import Refusal
from desktop_app.words import labels
from desktop_app.words.refusals import REFUSALS
from ui.language import say
from ui.pages import words
from ui.sentences import sentence

NOTICEABLE = 60.0
"""Seconds by which a clock may be wrong before anybody has to know."""


def sync_sentence(status: SyncStatus) -> str:
    """What the state means, and what to do where anything is to be done."""
    match status.mode:
        case "standalone":
            return say(
                "Máy này chưa được ghi danh vào trung tâm: mọi việc vẫn làm được, dữ liệu được lưu mã hóa trên máy "
                "này.",
            )
        case "offline":
            return say(
                "Không cần làm gì: mọi việc tại quầy vẫn làm được. Thay đổi nằm an toàn trên máy này và tự gửi khi "
                "có mạng.",
            )
        case "attention":
            return say("Có thay đổi chưa gửi được. Dữ liệu vẫn an toàn trên máy này; hãy báo quản trị.")
        case "catching_up":
            return say("Đang nhận thay đổi của các quầy khác; cứ làm việc bình thường.")
        case _:
            return say("Mọi thay đổi được gửi và nhận trong vài giây; không phải làm gì thêm.")


def sync_facts(status: SyncStatus, now: datetime) -> list[tuple[str, str]]:
    """Label and value of each figure; an empty value is not worth a line."""
    if status.mode == "standalone":
        return []
    drift = status.clock_difference or 0.0
    wrong = say("{n} giây").format(n=round(drift))
    return [
        (say("Liên lạc gần nhất"), words.since(status.last_contact, now) or say("chưa có từ lúc mở máy")),
        (say("Chờ gửi"), words.number(status.waiting)),
        (say("Chờ lâu nhất từ"), words.since(status.oldest_waiting, now)),
        (say("Tệp chờ gửi"), _files(status.files)),
        (say("Chờ nhận"), words.number(status.behind)),
        (say("Số hồ sơ còn lại"), say("{n} số cho hôm nay").format(n=status.numbers_left)),
        (say("Đồng hồ máy"), wrong if abs(drift) >= NOTICEABLE else say("đúng giờ")),
        (say("Trung tâm từ chối"), str(status.parked) if status.parked else ""),
        (say("Mâu thuẫn"), say("{n} hồ sơ").format(n=status.problems) if status.problems else ""),
        (say("Lý do mất kết nối"), why_words(status.last_error or "")),
    ]


def _files(waiting: FilesWaiting) -> str:
    if not waiting.files:
        return ""
    size = labels.size(waiting.bytes, say)
    return say("{n} tệp, còn {size}; gửi khi đường truyền rảnh").format(n=waiting.files, size=size)


def why_words(code: str) -> str:
    """Why the centre could not be reached."""
    if not code:
        return ""
    return sentence(Refusal(code)) if code in REFUSALS and "{" not in REFUSALS[code].what else say(SILENT)


def entry_words(entry: ExchangeEntry) -> str:
    """One thing that the exchange did."""
    said = say(ENTRIES.get(entry.what, "Trao đổi với trung tâm"))
    count = entry.detail.get("count", entry.detail.get("again", ""))
    return said.format(count=count, why=why_words(str(entry.detail.get("why", ""))) or say(SILENT))


SILENT = "Trung tâm không trả lời."
ENTRIES = {
    "online": "Đã nối lại với trung tâm.",
    "offline": "Mất kết nối. {why}",
    "resync": "Đối chiếu lại với trung tâm, đọc lại {count} thay đổi.",
    "parked": "Trung tâm từ chối một thay đổi; đã để riêng chờ người xem.",
    "mended": "Trung tâm vừa được phục hồi; máy này đã gửi lại phần còn thiếu.",
    "forked": "Phát hiện hai máy cùng số; đã tách riêng, không mất gì.",
    "new_incarnation": "Máy này bắt đầu một dãy số mới, vì kho vừa được phục hồi hoặc sao chép.",
    "exported": "Xuất {count} thay đổi ra USB.",
    "loaded": "Nhập {count} thay đổi từ USB.",
}
"""What the journal calls things, as people say it."""
