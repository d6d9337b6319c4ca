"""The rows of a table of dossiers as other systems write them, read column by column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from desktop_app.application.intake import IntakeForm
from desktop_app.application.people import CITIZEN, HOUSEHOLD, ORGANISATION, clean_person
from desktop_app.application.procedures import Procedure, Procedures
from desktop_app.application.row_files import refuse_beyond
from desktop_app.domain.calendar import OfficeCalendar, at_minute
from desktop_app.domain.clocktime import VN, office_day
from desktop_app.domain.errors import Faults, Refusal
from desktop_app.domain.identity import check_name
from desktop_app.domain.states import NATIONAL_STATUS, State
from desktop_app.domain.text import fold, nfc
from desktop_app.words import labels

T = TypeVar("T")

# The headings under which other systems know each column; the first names are those of the national systems.
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("MaHoSo", "mã hồ sơ", "số hồ sơ", "mã HS", "số biên nhận"),
    "procedure_code": ("MaTTHC", "mã thủ tục", "mã thủ tục hành chính"),
    "procedure_name": ("TenTTHC", "thủ tục", "tên thủ tục", "tên thủ tục hành chính"),
    "owner_name": ("ChuHoSo", "chủ hồ sơ", "họ tên", "họ và tên", "người nộp", "tên tổ chức, cá nhân"),
    "owner_kind": ("LoaiDoiTuong", "loại đối tượng", "đối tượng"),
    "owner_number": ("MaDoiTuong", "số định danh", "CCCD", "số CCCD", "CMND/CCCD", "mã số thuế"),
    "address": ("DiaChi", "địa chỉ"),
    "phone": ("SoDienThoai", "số điện thoại", "điện thoại", "SĐT"),
    "email": ("Email", "thư điện tử"),
    "content": ("TrichYeuHoSo", "trích yếu", "nội dung", "nội dung yêu cầu giải quyết"),
    "channel": ("KenhThucHien", "kênh", "hình thức nộp"),
    "received_at": ("NgayTiepNhan", "ngày tiếp nhận", "ngày nhận", "nhận hồ sơ", "NgayNopHoSo", "ngày nộp"),
    "due_at": ("NgayHenTra", "ngày hẹn trả", "hẹn trả", "hẹn trả kết quả"),
    "state": ("TrangThaiHoSo", "trạng thái", "tình trạng"),
    "finished_at": ("NgayKetThucXuLy", "ngày có kết quả", "ngày kết thúc"),
    "returned_at": ("NgayTra", "ngày trả", "ngày trả kết quả", "trả kết quả"),
    "return_by": ("HinhThuc", "hình thức trả", "phương thức nhận kết quả"),
    "solving_office": ("DonViXuLy", "đơn vị xử lý", "cơ quan giải quyết", "cơ quan chủ trì giải quyết"),
    "note": ("GhiChu", "ghi chú"),
    "components": ("TaiLieuNop", "thành phần hồ sơ", "tài liệu nộp", "giấy tờ"),
}
REQUIRED = ("code", "owner_name", "received_at")

_MOMENTS = ("%Y%m%d%H%M%S", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%H:%M:%S %d/%m/%Y")
_DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d")
_KINDS = {"1": CITIZEN, "2": ORGANISATION, "3": HOUSEHOLD, "doanh nghiep": ORGANISATION}
_KINDS |= {fold(name): kind for kind, name in labels.PERSON_KINDS.items()}
_CHANNELS = {"1": "direct", "2": "online", "3": "post"} | {fold(name): key for key, name in labels.CHANNELS.items()}
_RETURNS = {"0": "counter", "1": "post", "2": "online"} | {fold(name): key for key, name in labels.RETURNS.items()}
_STATES: dict[str, State] = {str(NATIONAL_STATUS[state]): state for state in State if state is not State.SENT_BACK}
_STATES |= {fold(name): State(state) for state, name in labels.STATES.items()}
# How a dossier came and how its result goes back: the words known for it, what is usual, what is usual online.
_WAYS = {"channel": (_CHANNELS, "direct", "online"), "return_by": (_RETURNS, "counter", "online")}
_WITH_RESULT = (State.READY, State.RETURNED)
_MORNING, _EVENING = 8 * 60, 17 * 60


@dataclass(frozen=True, slots=True)
class Past:
    """What a row says about one dossier, read and checked; times that the other system does not know are None."""

    form: IntakeForm
    procedure: Procedure
    code: str
    state: State
    received_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None


class RowReader:
    """Reads rows column by column; what cannot be read is gathered, so that a file is mended once.

    `headings` are the names that the columns have in the file. Rows of online submissions are new ones, unless they say
    otherwise; all others are taken over as they stand.
    """

    def __init__(
        self,
        procedures: Procedures,
        calendar: OfficeCalendar,
        now: datetime,
        new_id: Callable[[], str],
        *,
        headings: Mapping[str, str],
        online: bool = False,
    ) -> None:
        self._headings = headings
        self._procedures = procedures
        self._by_name = {fold(procedure.name): procedure.code for procedure in procedures.all()}
        self._calendar = calendar
        self._now = now
        self._new_id = new_id
        self._online = online

    def heading(self, name: str) -> str:
        """What a column is called in the file, or in the national systems where the file has none such."""
        return self._headings.get(name) or COLUMNS[name][0]

    def past(self, row: Mapping[str, str], faults: Faults) -> Past | None:
        """What the row says; None where anything in it is refused, and then all of that is among the faults.

        These are `row.too_wide` (found), `import.missing`, `import.value` (found), `import.order`, `import.not_new`
        for a submission that was
        answered already, `time.future`, `procedure.unknown`, and those of `clean_person`.
        """

        def read(name: str, value: Callable[[], T]) -> T | None:
            return faults.read(self.heading(name), value)

        refuse_beyond(row, faults)
        code = read("code", lambda: nfc(_present(row, "code")))
        received_at = read("received_at", lambda: self._received(row))
        by_name = "procedure_name" in self._headings and not row.get("procedure_code", "").strip()
        procedure = read("procedure_name" if by_name else "procedure_code", lambda: self._procedure(row))
        name, kind = read("owner_name", lambda: _name(row)), read("owner_kind", lambda: _kind(row))
        owner = read("owner_number", lambda: clean_person(_person(row, name or "x", kind or CITIZEN), beside=True))
        finished_at, returned_at = (
            read(name, partial(self._after, row, name, received_at)) for name in ("finished_at", "returned_at")
        )
        state = read("state", lambda: self._state(row, finished_at, returned_at))
        due_at = read("due_at", lambda: _moment(row, "due_at", self._closing))
        ways = {name: read(name, partial(_way, row, name, self._online)) for name in _WAYS}
        ended_at = finished_at or returned_at
        if state in _WITH_RESULT and ended_at is None:
            read("finished_at", lambda: _present(row, "finished_at"))
        if faults.any or code is None or procedure is None or owner is None or received_at is None or state is None:
            return None
        form = self._form(row, procedure, owner, {name: str(way) for name, way in ways.items()})
        return Past(form, procedure, code, state, received_at, due_at, ended_at, returned_at)

    def _form(
        self, row: Mapping[str, str], procedure: Procedure, owner: Mapping[str, Any], ways: Mapping[str, str]
    ) -> IntakeForm:
        return IntakeForm(
            id=self._new_id(),
            procedure_code=procedure.code,
            owner=owner,
            components=tuple({"name": name, "copy": "electronic", "count": 1} for name in _parts(row)),
            content=row.get("content", ""),
            channel=ways["channel"],
            return_by=ways["return_by"],
            solving_office=nfc(row.get("solving_office", "").strip()),
            fees=procedure.usual_fees("online") if self._online else (),
            note=row.get("note", "").strip(),
        )

    def _state(self, row: Mapping[str, str], finished_at: datetime | None, returned_at: datetime | None) -> State:
        supposed = State.RETURNED if returned_at else State.READY if finished_at else State.RECEIVED
        state = _known(row, "state", _STATES, State.SUBMITTED if self._online else supposed)
        if self._online and state is not State.SUBMITTED:
            raise Refusal("import.not_new", state=state.value)
        return state

    def _procedure(self, row: Mapping[str, str]) -> Procedure:
        code = row.get("procedure_code", "").strip() or self._by_name.get(fold(row.get("procedure_name", "")), "")
        return self._procedures.get(code or row.get("procedure_name", ""))

    def _received(self, row: Mapping[str, str]) -> datetime:
        _present(row, "received_at")
        received_at = _moment(row, "received_at", self._opening)
        if received_at is None or received_at > self._now:
            raise Refusal("time.future", at=(received_at or self._now).isoformat())
        return received_at

    def _after(self, row: Mapping[str, str], column: str, received_at: datetime | None) -> datetime | None:
        """A moment after reception; a day alone means its end, as far as that has come and reception allows."""

        def end_of(day: date) -> datetime:
            end = min(self._now, self._closing(day)) if day <= office_day(self._now) else self._closing(day)
            return max(end, received_at) if received_at and day == office_day(received_at) else end

        moment = _moment(row, column, end_of)
        if moment and moment > self._now:
            raise Refusal("time.future", at=moment.isoformat())
        if moment and received_at and moment < received_at:
            raise Refusal("import.order")
        return moment

    def _opening(self, day: date) -> datetime:
        hours = self._calendar.day(day).open
        return at_minute(day, hours[0][0] if hours else _MORNING)

    def _closing(self, day: date) -> datetime:
        hours = self._calendar.day(day).counting
        return at_minute(day, hours[-1][1] if hours else _EVENING)


def _present(row: Mapping[str, str], column: str) -> str:
    if not (text := row.get(column, "").strip()):
        raise Refusal("import.missing")
    return text


def _name(row: Mapping[str, str]) -> str:
    name = _present(row, "owner_name")
    check_name(name)
    return name


def _parts(row: Mapping[str, str]) -> list[str]:
    """The papers of a cell: a line each, or parted by semicolons where there is but one line."""
    text = row.get("components", "")
    parts = text.split("\n") if "\n" in text else text.split(";")
    return [part.strip() for part in parts if part.strip()]


def _way(row: Mapping[str, str], column: str, online: bool) -> str:
    known, usual, usual_online = _WAYS[column]
    return _known(row, column, known, usual_online if online else usual)


def _number(row: Mapping[str, str]) -> str:
    return "".join(row.get("owner_number", "").split())


def _kind(row: Mapping[str, str]) -> str:
    guessed = ORGANISATION if len(_number(row).replace("-", "")) in (10, 13) else CITIZEN
    return _known(row, "owner_kind", _KINDS, guessed)


def _person(row: Mapping[str, str], name: str, kind: str) -> dict[str, Any]:
    # A spreadsheet takes numbers for amounts and drops their leading zero.
    number = _number(row)
    lost = kind == CITIZEN and len(number) in (8, 11)
    phone = "".join(row.get("phone", "").split())
    person = {
        "kind": kind,
        "name": name,
        "number": f"0{number}" if lost else number,
        "address": row.get("address", ""),
        "phone": f"0{phone}" if len(phone) == 9 and not phone.startswith("0") else phone,
        "email": row.get("email", ""),
    }
    return {key: value for key, value in person.items() if value}


def _known(row: Mapping[str, str], column: str, values: Mapping[str, T], supposed: T) -> T:
    text = row.get(column, "").strip()
    if not text:
        return supposed
    if fold(text) not in values:
        raise Refusal("import.value", found=text)
    return values[fold(text)]


def _moment(row: Mapping[str, str], column: str, of_day: Callable[[date], datetime]) -> datetime | None:
    """The moment in a cell, a whole day turned into one by `of_day`; None for an empty cell."""
    text = " ".join(row.get(column, "").split())
    if not text:
        return None
    for pattern in _MOMENTS:
        if (found := _parsed(text, pattern)) is not None:
            return found.replace(tzinfo=VN)
    for pattern in _DAYS:
        if (found := _parsed(text, pattern)) is not None:
            return of_day(found.date())
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal("import.value", found=text) from error
    if found.tzinfo is None and not (found.hour or found.minute):
        return of_day(found.date())
    return found.astimezone(VN) if found.tzinfo else found.replace(tzinfo=VN)


def _parsed(text: str, pattern: str) -> datetime | None:
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is put in by the caller
    except ValueError:
        return None
