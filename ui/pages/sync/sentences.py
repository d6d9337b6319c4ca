"""What the figures of the exchange mean for the person at the desk."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop_app.application.ports import SyncStatus
from ui.pages import words

translate = QCoreApplication.translate
NOTICEABLE = 60.0
"""Seconds by which a clock may be wrong before anybody has to know."""


def sync_sentence(status: SyncStatus) -> str:
    """What the state means, and what to do where anything is to be done."""
    match status.mode:
        case "standalone":
            return translate(
                "sync",
                "Máy này chưa được ghi danh vào trung tâm: mọi việc vẫn làm được, dữ liệu được lưu mã hóa trên máy "
                "này.",
            )
        case "offline":
            return translate(
                "sync",
                "Không cần làm gì: mọi việc tại quầy vẫn làm được. Thay đổi nằm an toàn trên máy này và tự gửi khi "
                "có mạng.",
            )
        case "attention":
            return translate("sync", "Có thay đổi chưa gửi được. Dữ liệu vẫn an toàn trên máy này; hãy báo quản trị.")
        case "catching_up":
            return translate("sync", "Đang nhận thay đổi của các quầy khác; cứ làm việc bình thường.")
        case _:
            return translate("sync", "Mọi thay đổi được gửi và nhận trong vài giây; không phải làm gì thêm.")


def sync_facts(status: SyncStatus, now: datetime) -> list[tuple[str, str]]:
    """Label and value of each figure; an empty value is not worth a line."""
    if status.mode == "standalone":
        return []
    drift = status.clock_difference or 0.0
    return [
        (translate("sync", "Liên lạc gần nhất"), words.since(status.last_contact, now)),
        (translate("sync", "Thay đổi chờ gửi"), words.number(status.waiting)),
        (translate("sync", "Chờ lâu nhất từ"), words.since(status.oldest_waiting, now)),
        (translate("sync", "Thay đổi chờ nhận"), words.number(status.behind)),
        (translate("sync", "Số hồ sơ còn cấp được hôm nay"), str(status.numbers_left)),
        (translate("sync", "Để riêng chờ người xem"), str(status.parked) if status.parked else ""),
        (translate("sync", "Hồ sơ có mâu thuẫn"), str(status.problems) if status.problems else ""),
        (
            translate("sync", "Đồng hồ máy lệch"),
            translate("sync", "{n} giây").format(n=round(drift)) if abs(drift) >= NOTICEABLE else "",
        ),
        (translate("sync", "Lỗi gần nhất"), status.last_error or ""),
    ]
