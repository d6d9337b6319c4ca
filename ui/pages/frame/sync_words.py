"""The state of the exchange with the centre as a clerk understands it."""

from datetime import datetime

from desktop_app.application.ports import SyncStatus
from ui.language import say
from ui.pages import words
from ui.tokens import Tone


def sync_line(status: SyncStatus, now: datetime) -> tuple[str, Tone, str]:
    """One line for the status bar, with its tone and its icon."""
    waiting = _waiting(status)
    at = words.since(status.last_contact, now)
    match status.mode:
        case "online":
            done = say("Đã đồng bộ lúc {at}").format(at=at) if at else say("Đã kết nối")
            text = f"{say('Đang gửi')} · {waiting}" if waiting else done
            return text, Tone.GOOD, "cloud"
        case "catching_up":
            text = say("Đang nhận {count} thay đổi từ trung tâm").format(count=status.behind)
            return text, Tone.INFO, "refresh-cw"
        case "offline":
            lost = say("Mất kết nối từ {at}").format(at=at) if at else say("Chưa kết nối")
            safe = say("mọi việc vẫn làm được, an toàn trên máy này")
            return f"{lost} · {waiting or safe}", Tone.WARN, "cloud-off"
        case "attention":
            return say("Đồng bộ cần người xem · F8"), Tone.BAD, "triangle-alert"
        case _:
            return say("Máy làm việc độc lập, dữ liệu chỉ ở máy này"), Tone.NEUTRAL, "cloud-off"


def _waiting(status: SyncStatus) -> str:
    if not status.waiting:
        return ""
    return say("{count} thay đổi chờ gửi, an toàn trên máy này").format(count=f"{status.waiting:,}".replace(",", "."))
