"""What a dossier waits for where nobody at this desk has to do anything."""

from desktop_app.domain.dossier import Dossier
from desktop_app.domain.states import State
from ui.language import say
from ui.pages import words


def waiting_words(dossier: Dossier) -> str:
    """Whose turn it is, and until when."""
    match dossier.state:
        case State.RECEIVED | State.IN_PROCESS:
            who = dossier.solving_office or dossier.receiving_office
            if dossier.due and dossier.due["at"]:
                at = words.long_stamp(dossier.due["at"])
                return say("Đang chờ kết quả của {who}, trước {at}.").format(who=who, at=at)
            return say("Đang chờ kết quả của {who}.").format(who=who)
        case State.SUPPLEMENT | State.SENT_BACK:
            return say("Đang chờ người dân bổ sung giấy tờ.")
        case State.DUTY:
            return say("Đang chờ người dân nộp tiền.")
        case State.SUBMITTED:
            return say("Đang chờ cán bộ tiếp nhận.")
        case State.READY:
            return say("Đang chờ người dân đến nhận kết quả.")
        case _:
            return say("Hồ sơ đã xong, không còn bước nào.")
