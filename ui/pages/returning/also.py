"""The other results of the same person, and what one has to know before a result goes out."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import State
from ui.language import say
from ui.pages import words
from ui.pages.returning.presenter import ReturningState
from ui.sentences import advice
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.text import Text


class AlsoReady(Card):
    """What else waits for the owner, and one step that hands over all of it."""

    def __init__(self, hand_over_all: Button) -> None:
        super().__init__(say("Kết quả khác của người này"), spacing=8)
        self._all = hand_over_all
        self._lines = Text("", wrap=True, selectable=True)
        self._note = Text("", "muted", wrap=True)
        for widget in (self._lines, self._note, hand_over_all):
            self.body.addWidget(widget)

    def show_state(self, state: ReturningState) -> None:
        """Draws the others; nothing where there are none."""
        self.setVisible(bool(state.also))
        self._lines.setText("\n".join(_line(dossier) for dossier in state.also))
        left = len(state.also) - len(state.together)
        self._note.setText(say("{n} kết quả còn phải thu phí, trả riêng.").format(n=left))
        self._note.setVisible(left > 0)
        self._all.setVisible(bool(state.together))


class Terms(Card):
    """Who may collect, what is owed, and what happens when the result goes out; or why it cannot."""

    def __init__(self, take_fees: QWidget, open_dossier: QWidget) -> None:
        super().__init__(say("Trước khi trao"), spacing=8)
        self._money = Text("", wrap=True)
        self._who = Text("", wrap=True)
        self._after = Text(
            say("Khi trả, người nhận và giờ trả được ghi vào diễn biến và sổ theo dõi; không in giấy nào."),
            "muted",
            wrap=True,
        )
        self._take_fees = take_fees
        self._open_dossier = open_dossier
        for widget in (self._money, take_fees, self._who, self._after, open_dossier):
            self.body.addWidget(widget)

    def show_dossier(self, dossier: Dossier, fault: str) -> None:
        """Draws what holds for this dossier; `fault` is why it could not be handed over as long as money is owed."""
        ready = dossier.state is State.READY
        for widget in (self._who, self._after):
            widget.setVisible(ready)
        self._open_dossier.setVisible(not ready)
        owed = ready and dossier.unpaid > 0
        said = say("Còn phải thu {amount} trước khi trả.").format(amount=words.dong(dossier.unpaid))
        settled = say("Không còn khoản nào phải thu.") if ready else _why_not(dossier)
        self._money.setText(fault or (said if owed else settled))
        tone = Tone.BAD if fault else Tone.WARN
        self._money.setProperty("tone", str(tone) if owed or not ready else "")
        self._money.style().polish(self._money)
        self._take_fees.setVisible(owed)
        name = str(dossier.owner.get("name", ""))
        proxy = str(dossier.proxy["person"].get("name", "")) if dossier.proxy else ""
        who = say("Người được nhận: {name}, hoặc người khác có giấy ủy quyền.").format(name=name)
        handed = say("Người được nhận: {name}; {proxy} đã nộp thay; người khác cần giấy ủy quyền.")
        self._who.setText(handed.format(name=name, proxy=proxy) if proxy else who)


def _why_not(dossier: Dossier) -> str:
    """Why there is nothing to hand over, as the office would refuse it."""
    if dossier.state is State.RETURNED:
        return advice(Refusal("return.already", at=dossier.returned_at))
    return advice(Refusal("return.not_ready", state=dossier.state.value))


def _line(dossier: Dossier) -> str:
    name = dossier.procedure.get("short_name") or dossier.procedure["name"]
    owed = say("còn phải thu {amount}").format(amount=words.dong(dossier.unpaid)) if dossier.unpaid > 0 else ""
    return " · ".join(part for part in (dossier.label, name, owed) if part)
