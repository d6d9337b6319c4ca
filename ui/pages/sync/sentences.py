"""What the figures of the exchange mean for the person at the desk."""

from datetime import datetime

from desktop_app.application.ports import FilesWaiting, SyncStatus
from desktop_app.words import labels
from ui.language import say
from ui.pages import words

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
    return [
        (say("Liên lạc gần nhất"), words.since(status.last_contact, now)),
        (say("Thay đổi chờ gửi"), words.number(status.waiting)),
        (say("Chờ lâu nhất từ"), words.since(status.oldest_waiting, now)),
        (say("Tệp đính kèm chờ gửi"), _files(status.files)),
        (say("Thay đổi chờ nhận"), words.number(status.behind)),
        (say("Số hồ sơ còn cấp được hôm nay"), str(status.numbers_left)),
        (say("Để riêng chờ người xem"), str(status.parked) if status.parked else ""),
        (say("Hồ sơ có mâu thuẫn"), str(status.problems) if status.problems else ""),
        (
            say("Đồng hồ máy lệch"),
            say("{n} giây").format(n=round(drift)) if abs(drift) >= NOTICEABLE else "",
        ),
        (say("Lỗi gần nhất"), status.last_error or ""),
    ]


def _files(waiting: FilesWaiting) -> str:
    if not waiting.files:
        return ""
    size = labels.size(waiting.bytes, say)
    return say("{n} tệp, còn {size}; gửi khi đường truyền rảnh").format(n=waiting.files, size=size)
