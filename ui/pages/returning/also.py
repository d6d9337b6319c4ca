"""The other results of the same person, and what one has to know before a result goes out."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.dossier import Dossier
from ui.language import say
from ui.pages import words
from ui.pages.returning.presenter import ReturningState
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
    """Who may collect, what is owed, and what happens when the result goes out."""

    def __init__(self, take_fees: QWidget) -> None:
        super().__init__(say("Trước khi trao"), spacing=8)
        self._money = Text("", wrap=True)
        self._who = Text("", wrap=True)
        self._after = Text(
            say("Khi trả, người nhận và giờ trả được ghi vào diễn biến và sổ theo dõi; không in giấy nào."),
            "muted",
            wrap=True,
        )
        self._take_fees = take_fees
        for widget in (self._money, take_fees, self._who, self._after):
            self.body.addWidget(widget)

    def show_dossier(self, dossier: Dossier) -> None:
        """Draws what holds for this dossier."""
        owed = dossier.unpaid > 0
        said = say("Còn phải thu {amount} trước khi trả.").format(amount=words.dong(dossier.unpaid))
        self._money.setText(said if owed else say("Không còn khoản nào phải thu."))
        self._money.setProperty("tone", str(Tone.WARN) if owed else "")
        self._money.style().polish(self._money)
        self._take_fees.setVisible(owed)
        name = str(dossier.owner.get("name", ""))
        proxy = str(dossier.proxy["person"].get("name", "")) if dossier.proxy else ""
        who = say("Người được nhận: {name}, hoặc người khác có giấy ủy quyền.").format(name=name)
        handed = say("Người được nhận: {name}; {proxy} đã nộp thay; người khác cần giấy ủy quyền.")
        self._who.setText(handed.format(name=name, proxy=proxy) if proxy else who)


def _line(dossier: Dossier) -> str:
    name = dossier.procedure.get("short_name") or dossier.procedure["name"]
    owed = say("còn phải thu {amount}").format(amount=words.dong(dossier.unpaid)) if dossier.unpaid > 0 else ""
    return " · ".join(part for part in (dossier.label, name, owed) if part)
