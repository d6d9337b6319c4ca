"""Tables that leave the house as workbooks: the monthly report and the register."""

from collections.abc import Iterable
from datetime import date, datetime

from desktop_app.application.ports import RegisterRow
from desktop_app.application.reports import Report
from desktop_app.application.workbooks import Cell, Column, Sheet
from desktop_app.domain.clocktime import VN
from desktop_app.domain.report import Figures
from desktop_app.words import labels
from desktop_app.words.figures import ADDS_UP, TOTAL, report_cells, satisfaction, share

_CAME, _SOLVED, _ENDED, _OPEN = "Tiếp nhận", "Đã giải quyết", "Kết thúc không có kết quả", "Đang giải quyết"
_REPORT = (
    Column("STT", width=5),
    Column("Lĩnh vực", width=28),
    *(Column(name, _CAME) for name in ("Tổng số", "Kỳ trước chuyển qua", "Trực tiếp", "Trực tuyến", "Bưu chính")),
    *(Column(name, _SOLVED) for name in ("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn", "Đã trả", "Chưa trả")),
    *(Column(name, _ENDED) for name in ("Từ chối", "Dừng", "Rút hồ sơ")),
    *(Column(name, _OPEN) for name in ("Tổng số", "Trong hạn", "Quá hạn")),
    Column("Chờ bổ sung, chờ nghĩa vụ tài chính", width=14),
    Column("Tỷ lệ trước và đúng hạn", width=11, percent=True),
)
_REGISTER = (
    Column("STT", width=6),
    Column("Lĩnh vực", width=18),
    Column("Mã hồ sơ", width=24),
    Column("Tên thủ tục hành chính", width=38),
    Column("Tên tổ chức, cá nhân", width=26),
    Column("Địa chỉ, số điện thoại", width=38),
    Column("Cơ quan chủ trì giải quyết", width=26),
    *(Column(name, "Ngày, tháng, năm", 12) for name in ("Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả")),
    Column("Phương thức nhận kết quả", width=18),
    Column("Ký nhận", width=10),
)


def report_sheet(report: Report, office_name: str) -> Sheet:
    """The monthly report (columns of the national index), with the sum of all fields, and below it what it shows."""
    lines = [_report_row(number, line.field_name, line.figures) for number, line in enumerate(report.lines, start=1)]
    return Sheet(
        "Báo cáo",
        (labels.FORMS["report"].upper(), f"Từ {report.first:%d/%m/%Y} đến {report.last:%d/%m/%Y}", office_name),
        _REPORT,
        [*lines, _report_row(None, TOTAL, report.sum)],
        (ADDS_UP.format(**report_cells(report.sum)), share(report.sum), satisfaction(report.sum)),
        bold_last=True,
    )


def register_sheet(year: int, rows: Iterable[RegisterRow], field_names: dict[str, str], office_name: str) -> Sheet:
    """The register (form 07), numbered per field and year."""
    title = (labels.FORMS["07"].upper(), f"Năm {year}", office_name)
    return Sheet("Sổ theo dõi", title, _REGISTER, (_register_row(row, field_names) for row in rows))


def _report_row(number: int | None, name: str, figures: Figures) -> tuple[Cell, ...]:
    return (
        number,
        name,
        figures.total,
        figures.carried_over,
        figures.received_direct,
        figures.received_online,
        figures.received_post,
        figures.solved,
        figures.solved_early,
        figures.solved_on_time,
        figures.solved_late,
        figures.returned,
        figures.not_returned,
        figures.refused,
        figures.stopped,
        figures.withdrawn,
        figures.open,
        figures.open_in_time,
        figures.open_overdue,
        figures.paused,
        figures.share_in_time,
    )


def _register_row(row: RegisterRow, field_names: dict[str, str]) -> tuple[Cell, ...]:
    return (
        row.number,
        field_names.get(row.field_code, row.field_code),
        row.label,
        row.procedure_name,
        row.owner_name,
        ", ".join(filter(None, (row.address, row.phone))),
        row.solving_office,
        _day(row.received_at),
        _day(row.due_at),
        _day(row.returned_at),
        labels.RETURNS.get(row.return_by, ""),
        None,
    )


def _day(moment: str | None) -> date | None:
    return datetime.fromisoformat(moment).astimezone(VN).date() if moment else None
