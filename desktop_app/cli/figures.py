"""What needs somebody, what is scored, what is written into the register, whom to call."""

from argparse import Namespace
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desktop_app.application.ports import DossierQuery
from desktop_app.application.reports import Report, ReportLine
from desktop_app.cli import values, views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.report import Figures
from desktop_app.domain.states import State
from desktop_app.paths import write_whole
from desktop_app.words import labels
from desktop_app.words.figures import ADDS_UP, TOTAL, report_cells, satisfaction, share

_DERIVED = (
    "received",
    "total",
    "solved",
    "returned",
    "ended",
    "open",
    "share_in_time",
    "share_of_index",
    "adds_up",
    "rated",
    "share_satisfied",
)
_CALLS = 1000


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    work = commands.add("worklist", show_worklist, "việc cần làm: đến hạn, quá hạn, chờ trực tuyến, cần gọi …")
    work.add_argument("--group", default="", metavar="NAME", choices=("", *labels.WORK_GROUPS), help="chỉ xem một nhóm")
    report = commands.add("report", show_report, "báo cáo tiếp nhận và giải quyết hồ sơ theo kỳ")
    report.add_argument("--month", type=values.month, metavar="YYYY-MM", help="cả tháng")
    report.add_argument("--from", dest="first", type=values.day, metavar="DATE", help="từ ngày")
    report.add_argument("--to", dest="last", type=values.day, metavar="DATE", help="đến ngày")
    _add_files(report)
    register = commands.add("register", show_register, "sổ theo dõi hồ sơ của một năm (mẫu 07)")
    register.add_argument("year", type=values.whole(2000), metavar="YEAR")
    register.add_argument("--field", default="", metavar="CODE", help="mã lĩnh vực")
    _add_files(register)
    calls = commands.add("calls", show_calls, "danh sách người cần báo có kết quả, kèm nội dung nhắn SMS, Zalo")
    calls.add_argument("--plain", action="store_true", help="nội dung không dấu")
    calls.add_argument("--pdf", type=Path, metavar="FILE.pdf", help="lập danh sách gọi điện")


def show_worklist(args: Namespace, session: Session) -> Answer:
    """Everything that needs somebody now, by the reason to act."""
    with session.office() as office:
        board = office.worklist.board(session.actor(office))
    groups = [group for group in board.groups if args.group in ("", group.name)]
    data = {
        "at": board.at,
        "answer_by": board.answer_by,
        "groups": [
            {"name": group.name, "count": group.count, "rows": [views.row_data(row) for row in group.rows]}
            for group in groups
        ],
    }
    lines = []
    for group in groups:
        if group.count or args.group:
            lines.append(f"{labels.WORK_GROUPS[group.name]}: {group.count}")
            # An online submission has no appointment: it shows until when it is to be answered.
            rows = [replace(row, due_at=board.answer_by.get(row.id, row.due_at)) for row in group.rows]
            lines += [f"  {line}" for line in views.row_lines([views.row_data(row) for row in rows])]
    return Answer(data, lines or ["Không có việc nào đang chờ."])


def show_report(args: Namespace, session: Session) -> Answer:
    """The figures of a period, this month where none is named; as workbook and paper where asked for."""
    first, last = _period(args)
    with session.office() as office:
        report = office.reports.period(first, last)
        if args.xlsx:
            write_whole(args.xlsx, office.exports.report(report).content)
        if args.pdf:
            write_whole(args.pdf, office.house_papers.report(report).pdf)
    total = ReportLine("", TOTAL, report.sum)
    return Answer(_report_data(report), [*_report_lines([*report.lines, total]), "", *_below(report.sum)])


def show_register(args: Namespace, session: Session) -> Answer:
    """The register of a year line by line, or how many lines went into workbook and paper where those are asked for."""
    with session.office() as office:
        rows = office.reports.register(args.year, args.field)
        if args.xlsx:
            write_whole(args.xlsx, office.exports.register(args.year, args.field).content)
        if args.pdf:
            paper = office.house_papers.register(args.year, office.procedures.field_names(), rows)
            write_whole(args.pdf, paper.pdf)
        if files := [str(file) for file in (args.xlsx, args.pdf) if file]:
            said = f"Đã ghi {len(rows)} hồ sơ vào {', '.join(files)}."
            return Answer({"year": args.year, "lines": len(rows), "paths": files}, [said])
        # As the answer, all lines are in memory at once: a long year is for a file.
        read = list(rows)
    lines = [
        f"{row.number or '–':>5}  {row.label:<28} {row.owner_name:<26} {views.moment(row.received_at)}" for row in read
    ]
    return Answer({"year": args.year, "rows": [asdict(row) for row in read]}, lines or ["Sổ chưa có hồ sơ nào."])


def show_calls(args: Namespace, session: Session) -> Answer:
    """Whom to tell that a result is ready, and in which words."""
    query = DossierQuery(states=frozenset({State.READY}), only_uncalled=True, limit=_CALLS)
    with session.office() as office:
        rows = office.lookup.rows(query)
        messages = office.exports.messages(rows, plain=args.plain)
        if args.pdf:
            write_whole(args.pdf, office.house_papers.calls(rows).pdf)
    data = {"rows": [views.row_data(row) for row in rows], "messages": [asdict(message) for message in messages]}
    return Answer(data, [f"{message.phone}\t{message.text}" for message in messages] or ["Không có ai cần báo."])


def _add_files(command: Any) -> None:
    command.add_argument("--xlsx", type=Path, metavar="FILE.xlsx", help="xuất thành bảng tính")
    command.add_argument("--pdf", type=Path, metavar="FILE.pdf", help="lập thành tệp PDF")


def _period(args: Namespace) -> tuple[date, date]:
    if args.first or args.last:
        last = args.last or values.this_day()
        return args.first or last.replace(day=1), last
    first: date = args.month or values.this_day().replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _report_data(report: Report) -> dict[str, Any]:
    lines = [
        {"field_code": line.field_code, "field_name": line.field_name, **_figures(line.figures)}
        for line in report.lines
    ]
    period = {"first": report.first.isoformat(), "last": report.last.isoformat()}
    return {**period, "lines": lines, "sum": _figures(report.sum)}


def _figures(figures: Figures) -> dict[str, Any]:
    return asdict(figures) | {name: getattr(figures, name) for name in _DERIVED}


def _report_lines(lines: list[ReportLine]) -> list[str]:
    head = f"{'Lĩnh vực':<28}{'Tiếp nhận':>10}{'Giải quyết':>11}{'Quá hạn':>9}{'Đang làm':>10}{'Chờ':>6}{'Tỷ lệ':>8}"
    return [head, *(_report_line(line) for line in lines)]


def _report_line(line: ReportLine) -> str:
    cells = report_cells(line.figures)
    columns = (("total", 10), ("solved", 11), ("solved_late", 9), ("open", 10), ("paused", 6), ("share", 8))
    return f"{line.field_name[:27]:<28}" + "".join(f"{cells[name]:>{width}}" for name, width in columns)


def _below(figures: Figures) -> list[str]:
    return [ADDS_UP.format(**report_cells(figures)), share(figures), satisfaction(figures)]
