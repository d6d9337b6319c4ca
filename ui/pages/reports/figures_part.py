"""The figures of a period: five that matter, how they came about, and the whole table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.reports import Report, ReportLine
from desktop_app.domain.report import Figures
from desktop_app.words import labels
from desktop_app.words.figures import grouped, percent
from ui.language import say
from ui.pages.reports.charts import Bar, BarChart, ColumnChart, Part, ShareBar
from ui.pages.reports.figures_table import FiguresTable
from ui.pages.reports.presenter import ReportsPresenter, ReportsState
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.card import Card
from ui.widgets.lines import Lines
from ui.widgets.paint import restyle
from ui.widgets.text import Text

MOST_FIELDS = 5
ANSWERS = 180
_RATING_TONES = {5: Tone.GOOD, 4: Tone.INFO, 3: Tone.NEUTRAL, 2: Tone.WARN, 1: Tone.BAD}


class FiguresPart(QWidget):
    """Draws the report; the table leads from each figure to its dossiers."""

    opened = Signal(str, object)

    def __init__(self, presenter: ReportsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown: Report | None = None
        self._came = _Figure(self.tr("Tiếp nhận trong kỳ"))
        self._solved = _Figure(self.tr("Đã giải quyết"))
        self._share = _Figure(self.tr("Trước và đúng hạn"))
        self._open = _Figure(self.tr("Đang giải quyết"))
        self._content = _Answers(self.tr("Người dân hài lòng"))
        self._columns = ColumnChart(self.tr("Tiếp nhận và giải quyết qua các kỳ"))
        self._fields = BarChart(self.tr("Hồ sơ theo lĩnh vực"), MOST_FIELDS)
        self.table = FiguresTable(
            self.tr("Số liệu theo lĩnh vực"), lambda name, line: presenter.query(name, line) is not None
        )
        self._said = Text("", "caption")
        self._build()
        presenter.changed.connect(self.show_state)
        self.table.opened.connect(presenter.open)
        self.table.moved.connect(self._say)

    def show_state(self) -> None:
        """Draws the state."""
        state = self._presenter.state
        self._show_columns(state)
        if state.report is self._shown:
            return
        self._shown = state.report
        figures = state.report.sum if state.report else Figures()
        self._show_figures(figures)
        lines = sorted(state.report.lines, key=lambda line: -line.figures.total) if state.report else []
        self._fields.show_bars([Bar(line.field_name or self.tr("Chưa rõ"), _parts(line.figures)) for line in lines])
        self.table.show_report(state.report)

    def _build(self) -> None:
        figures = Lines(even=True)
        for figure in (self._came, self._solved, self._share, self._open):
            figures.add(figure)
        charts = Beside(12)
        for name, chart in (
            (self.tr("Tiếp nhận và giải quyết"), self._columns),
            (self.tr("Lĩnh vực nhiều hồ sơ nhất"), self._fields),
        ):
            card = Card(name, spacing=0)
            card.body.addWidget(chart)
            charts.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(figures)
        column.addWidget(self._content)
        column.addLayout(charts)
        column.addWidget(self.table, 1)
        column.addWidget(self._said)

    def _show_figures(self, figures: Figures) -> None:
        carried = self.tr("và {n} kỳ trước chuyển qua").format(n=grouped(figures.carried_over))
        channels = (
            Part(self.tr("Trực tiếp"), figures.received_direct, Tone.INFO),
            Part(self.tr("Trực tuyến"), figures.received_online, Tone.GOOD),
            Part(self.tr("Bưu chính"), figures.received_post, Tone.NEUTRAL),
        )
        self._came.show_figure(grouped(figures.received), carried, channels)
        lying = self.tr("{n} kết quả chờ người dân nhận").format(n=grouped(figures.not_collected))
        results = (
            Part(self.tr("Đã trả"), figures.returned, Tone.GOOD),
            Part(self.tr("Chưa trả"), figures.not_returned, Tone.NEUTRAL),
        )
        self._solved.show_figure(grouped(figures.solved), lying, results)
        late = self.tr("{n} hồ sơ quá hạn").format(n=grouped(figures.solved_late))
        solved = (
            Part(self.tr("Trước hạn"), figures.solved_early, Tone.GOOD),
            Part(self.tr("Đúng hạn"), figures.solved_on_time, Tone.INFO),
            Part(self.tr("Quá hạn"), figures.solved_late, Tone.BAD, hatched=True),
        )
        self._share.show_figure(percent(figures.share_in_time) or "–", late, solved, bad=figures.solved_late > 0)
        overdue = self.tr("{late} quá hạn · {paused} tạm dừng").format(
            late=grouped(figures.open_overdue), paused=grouped(figures.paused)
        )
        work = (
            Part(self.tr("Trong hạn"), figures.open_in_time, Tone.INFO),
            Part(self.tr("Quá hạn"), figures.open_overdue, Tone.BAD, hatched=True),
            Part(self.tr("Tạm dừng"), figures.paused, Tone.WARN),
        )
        self._open.show_figure(grouped(figures.open), overdue, work, bad=figures.open_overdue > 0)
        self._content.show_answers(figures, self.tr("{n} lượt đánh giá").format(n=grouped(figures.rated)))

    def _show_columns(self, state: ReportsState) -> None:
        shown = [*state.earlier, *([(state.period, state.report.sum)] if state.report else [])]
        pairs = [
            (period.short, figures.received, figures.solved, percent(figures.share_in_time))
            for period, figures in shown
        ]
        self._columns.show_pairs((self.tr("Tiếp nhận"), self.tr("Đã giải quyết, % đúng hạn")), pairs)

    def _say(self, name: str, line: ReportLine | None) -> None:
        said = self._presenter.said(name, line)
        door = self._presenter.query(name, line) is not None
        self._said.setText(f"{said} · {self.tr('Enter để xem hồ sơ')}" if door else said)

    @override
    def heightForWidth(self, width: int) -> int:
        # The table gives way before the page has to be scrolled.
        del width
        return self.minimumSizeHint().height()


class _Figure(Card):
    """One figure in large type, what it is, and what one should know about it."""

    def __init__(self, name: str) -> None:
        super().__init__(spacing=4)
        self.setAccessibleName(name)
        self._number = Text("–", "display")
        self._said = Text("", "muted")
        self._bar = ShareBar(name)
        self.body.addWidget(Text(name, "label"))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self._number)
        row.addWidget(self._said, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(self._bar)

    def show_figure(self, number: str, said: str, parts: tuple[Part, ...], *, bad: bool = False) -> None:
        self._number.setText(number)
        self._said.setText(said)
        self._said.setProperty("tone", "bad" if bad else "")
        restyle(self._said)
        self.setAccessibleDescription(f"{number}, {said}")
        self._bar.show_parts(parts)
        self._bar.setToolTip(" · ".join(f"{part.name} {grouped(part.value)}" for part in parts))


class _Answers(Card):
    """How content citizens were on one line: the share, how many said so, and each answer with its share."""

    def __init__(self, name: str) -> None:
        super().__init__(spacing=0)
        self.setAccessibleName(name)
        self._share = Text("–", "strong")
        self._said = Text("", "muted", wrap=True)
        self._bar = ShareBar(name)
        self._bar.setFixedWidth(px(ANSWERS))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        for part in (Text(name, "label"), self._share, self._bar):
            row.addWidget(part)
        row.addWidget(self._said, 1)
        self.body.addLayout(row)

    def show_answers(self, figures: Figures, count: str) -> None:
        """Draws what was answered; nothing where nobody was asked."""
        self.setVisible(bool(figures.rated))
        answers = tuple(
            Part(say(labels.RATINGS[score]), number, _RATING_TONES[score], hatched=score == 1)
            for score, number in figures.ratings.items()
        )
        shares = [f"{part.name} {percent(part.value / figures.rated)}" for part in answers if part.value]
        self._share.setText(percent(figures.share_satisfied) or "–")
        self._said.setText(" · ".join([count, *shares]))
        self.setAccessibleDescription(f"{self._share.text()}, {self._said.text()}")
        self._bar.show_parts(answers)


def _parts(figures: Figures) -> tuple[Part, ...]:
    ended = figures.refused + figures.stopped + figures.withdrawn
    return (
        Part(say("Đã giải quyết"), figures.solved, Tone.GOOD),
        Part(say("Trong hạn"), figures.open_in_time, Tone.INFO),
        Part(say("Quá hạn"), figures.open_overdue, Tone.BAD, hatched=True),
        Part(say("Tạm dừng"), figures.paused, Tone.WARN),
        Part(say("Khác"), ended, Tone.NEUTRAL),
    )
