"""What is asked for: the procedure and the papers that come with it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.procedures import Procedure
from desktop_app.domain.deadlines_terms import TimeLimit
from desktop_app.domain.errors import Refusal
from desktop_app.words import labels
from ui.language import choices
from ui.pages.intake.favourites import Favourites
from ui.pages.intake.sheet import ADDED, SHOWN, PaperEntry, Sheet
from ui.pages.intake.state import IntakeState
from ui.pages.intake.wording import group_heading, limit_text, paper_note
from ui.pages.stack import Stack
from ui.sentences import sentence
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.check_list import CheckItem, CheckList
from ui.widgets.choice_list import Choice
from ui.widgets.combo_search import ComboSearch
from ui.widgets.drop_list import is_enter
from ui.widgets.field import TextField
from ui.widgets.paint import restyle
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

MOST_TERMS = 5
MOST_NAME = 500


class ProcedurePart(QWidget):
    """The search for the procedure, and under it the list of its papers."""

    query_changed = Signal(str)
    chosen = Signal(object)
    limit_chosen = Signal(object)
    papers_edited = Signal(object)
    overruled = Signal(str, str)
    papers_sweeping = Signal()
    asked_on = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = ComboSearch(
            self.tr("Thủ tục"), placeholder=self.tr("Gõ tên không dấu, mã, hoặc số 1–9 của thủ tục hay dùng")
        )
        self._about = Text("", "caption", wrap=True)
        self._terms_place = QHBoxLayout()
        self._terms_shown: tuple[TimeLimit, ...] = ()
        self._terms = Segmented([], self.tr("Thời hạn"))
        self._favourites = Favourites()
        self._checked = QWidget()
        self._count = Text("", "muted")
        self.papers = CheckList(self.tr("Thành phần hồ sơ"), choices(labels.COPIES))
        self._fault = TextField(self.tr("Vì sao giấy tờ đang chọn không đạt (để trống: đạt)"))
        self._keys = Text("", "caption", wrap=True)
        self._lack = TextField(self.tr("Lý do vẫn nhận"))
        self._other = QLineEdit()
        self._faulty, self._judged = -1, PaperEntry("")
        self._below = Stack()
        self._shown: tuple[PaperEntry, ...] = ()
        self._build()
        self.search.query_changed.connect(self.query_changed)
        self.search.chosen.connect(self.chosen)
        self._favourites.chosen.connect(self.chosen)
        self.search.overruled.connect(lambda reason: self.overruled.emit("procedure", reason))
        self.papers.changed.connect(self._tell_papers)
        self.papers.sweeping.connect(self.papers_sweeping)
        self.papers.judged.connect(self._ask_fault)
        self._fault.edited.connect(self._judge_paper)

    def begin(self, sheet: Sheet) -> None:
        """Turns to another form: what was half typed for the one before goes."""
        self.search.set_choice(sheet.procedure_code or None, sheet.procedure_title)
        self._other.clear()
        self._faulty = -1
        self._fault.hide()

    def show_state(self, state: IntakeState) -> None:
        """Draws the chosen procedure, what is doubtful about it, and its papers."""
        self._show_choice(state)
        self._show_terms(state)
        papers = state.sheet.papers
        self._favourites.show_procedures(state.favourites)
        self._below.setCurrentWidget(self._checked if state.sheet.procedure_code else self._favourites)
        ticked = sum(paper.ticked for paper in papers)
        self._count.setText(self.tr("{ticked} trên {all}").format(ticked=ticked, all=len(papers)) if papers else "")
        fault = state.errors.get("papers", "")
        self._keys.setText(fault or self.tr("Space chọn · ← → loại bản · số: số lượng · A tất cả · X không đạt"))
        self._keys.setProperty("tone", str(Tone.BAD) if fault else None)
        restyle(self._keys)
        if papers != self._shown:
            if self._judged.name not in [paper.name for paper in papers[self._faulty : self._faulty + 1]]:
                # Another procedure was chosen meanwhile.
                self._faulty = -1
                self._fault.hide()
            self._shown = papers
            self.papers.set_items([_item(place, paper) for place, paper in enumerate(papers)])
        self._show_lack(state)

    def papers_field(self) -> QWidget:
        """Where the papers are seen to: the line for the reason where some are missing, else their list."""
        return self.papers if self._lack.isHidden() else self._lack

    def show_results(self, text: str, found: list[tuple[str, Procedure]]) -> None:
        """Shows what was found for a text."""
        self.search.show_results(text, [_choice(key, procedure) for key, procedure in found])

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.search)
        about = QHBoxLayout()
        about.setSpacing(px(12))
        about.addWidget(self._about, 1)
        about.addLayout(self._terms_place)
        column.addLayout(about)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Text(self.tr("Thành phần hồ sơ"), "heading"))
        head.addWidget(self._count)
        self._other.setPlaceholderText(self.tr("Thêm giấy tờ khác: gõ tên, Enter"))
        self._other.setAccessibleName(self.tr("Giấy tờ khác"))
        self._other.setMaxLength(MOST_NAME)
        head.addSpacing(px(8))
        head.addWidget(self._other, 1)
        checked = QVBoxLayout(self._checked)
        checked.setContentsMargins(0, px(10), 0, 0)
        checked.setSpacing(px(4))
        checked.addLayout(head)
        checked.addWidget(self.papers, 1)
        checked.addWidget(self._keys)
        checked.addWidget(self._fault)
        checked.addWidget(self._lack)
        self._fault.hide()
        self._lack.setContentsMargins(0, px(6), 0, 0)
        self._lack.hide()
        self._below.addWidget(self._favourites)
        self._below.addWidget(self._checked)
        column.addWidget(self._below, 1)

    def _show_choice(self, state: IntakeState) -> None:
        sheet = state.sheet
        if sheet.procedure_code and not state.choosing and self.search.value() != sheet.procedure_code:
            self.search.set_choice(sheet.procedure_code, sheet.procedure_title)
        elif not sheet.procedure_code and not state.choosing and self.search.value() is not None:
            self.search.set_choice(None, "")
        doubts = state.doubts_at("procedure")
        if "procedure" in state.errors:
            self.search.set_error(state.errors["procedure"])
        elif doubts:
            words = " ".join(sentence(Refusal(doubt.code, **doubt.parameters)) for doubt in doubts)
            self.search.set_warning(words, overrule=True)
        else:
            self.search.set_error("")
        procedure = state.procedure
        parts = (procedure.code, procedure.field_name, state.offer.solving_office) if procedure and state.offer else ()
        self._about.setText(" · ".join(part for part in parts if part))
        self._about.setVisible(bool(parts))
        self._about.setToolTip(procedure.name if procedure else "")

    def _show_terms(self, state: IntakeState) -> None:
        """Offers the terms of a procedure that has one for each case."""
        procedure = state.procedure
        options = procedure.options if procedure and 1 < len(procedure.options) <= MOST_TERMS else ()
        if options != self._terms_shown:
            self._terms_shown = options
            self._terms.deleteLater()
            self._terms = Segmented([(limit, limit_text(limit)) for limit in options], self.tr("Thời hạn"))
            self._terms.chosen.connect(self.limit_chosen)
            self._terms_place.addWidget(self._terms)
        self._terms.setVisible(bool(options))
        self._terms.set_value(state.offer.limit if state.offer else None)

    def _show_lack(self, state: IntakeState) -> None:
        """Says that papers are missing and offers form 02 for them, or the line for the reason to go on without."""
        said = " ".join(sentence(Refusal(doubt.code, **doubt.parameters)) for doubt in state.doubts_at("papers"))
        if not said:
            self._lack.set_text("")
        self._lack.set_warning(self.tr("{said} Ctrl+H: lập phiếu 02.").format(said=said) if said else "")
        self._lack.setVisible(bool(said))
        self._keys.setVisible(not said and ("papers" in state.errors or not state.crowded))

    def _tell_papers(self) -> None:
        entries = [
            replace(self._shown[item.key], ticked=item.ticked, copy=item.kind, count=item.count)
            for item in self.papers.items()
        ]
        self._shown = tuple(entries)
        self.papers_edited.emit(self._shown)

    def _ask_fault(self, place: int) -> None:
        """Asks why a paper will not do; without a reason it will do."""
        self._faulty, self._judged = place, self._shown[place]
        self._fault.set_text(self._shown[place].fault)
        self._fault.show()
        self._fault.setFocus()

    def _judge_paper(self, fault: str) -> None:
        """Keeps what is said of a paper at each key: whoever hands the form in meanwhile means it."""
        if 0 <= (place := self._faulty) < len(self._shown):
            paper = replace(self._judged, fault=fault.strip(), ticked=self._judged.ticked or bool(fault.strip()))
            self.papers_edited.emit((*self._shown[:place], paper, *self._shown[place + 1 :]))

    def _end_judging(self, *, given_up: bool = False) -> None:
        if given_up:
            self._judge_paper(self._judged.fault)
        self._faulty = -1
        self._fault.hide()
        self.papers.setFocus()

    def _add_paper(self) -> None:
        name = self._other.text().strip()
        if name:
            self._other.clear()
            self.papers_edited.emit((*self._shown, PaperEntry(name, ticked=True, group=ADDED)))

    @override
    def hasHeightForWidth(self) -> bool:
        # The list of papers gives way: the people above it must not be pressed together for the height it likes.
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._fault.edit.hasFocus():
            self._end_judging(given_up=True)
        elif not is_enter(event.key()):
            super().keyPressEvent(event)
        elif self._fault.edit.hasFocus():
            self._end_judging()
        elif self._lack.edit.hasFocus() and self._lack.text():
            self.overruled.emit("papers", self._lack.text())
            self.finished.emit()
        elif self._other.hasFocus() and self._other.text().strip():
            self._add_paper()
        elif self.papers.hasFocus():
            self.finished.emit()
        elif self.search.value() is not None and self.search.edit.hasFocus() and not self.search.has_doubt():
            # What is doubted is decided first, at the button beside it. The papers of a procedure that was just taken
            # are on their way and take the focus when they come.
            self.asked_on.emit()
        else:
            super().keyPressEvent(event)


def _item(place: int, paper: PaperEntry) -> CheckItem:
    heading = group_heading(paper.group)
    return CheckItem(
        place, paper.name, paper.ticked, paper.copy, paper.count, _note(paper), heading, paper.seldom, paper.when
    )


def _note(paper: PaperEntry) -> str:
    only_shown = paper.only_shown and paper.group != SHOWN
    return paper_note(only_shown=only_shown, fault=paper.fault if paper.ticked else "")


def _choice(key: str, procedure: Procedure) -> Choice:
    detail = " · ".join(part for part in (procedure.field_name, limit_text(procedure.limit)) if part)
    return Choice(
        procedure.code, procedure.title, detail, procedure.code, keys=key, icon="star" if key else "file-text"
    )
