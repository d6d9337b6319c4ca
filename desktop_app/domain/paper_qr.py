"""The text inside the QR of our papers (TT 01/2023/TT-VPCP, Art. 26); the law names the fields, the syntax is ours.

`MC1|code|procedure|identity|paper|system|yyyyMMddHHmmss|appointment`: times in the office's zone, the appointment empty
where there is none; `%`, `|` and control characters inside a field as %XX. What a scanner needs stands first and is
ASCII, so that a keyboard wedge which drops diacritics still delivers it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from desktop_app.domain.clocktime import VN

_VERSION = "MC1"
_TIME = "%Y%m%d%H%M%S"
_ESCAPED = re.compile(r"[%|\x00-\x1f\x7f]")
_STAMP = re.compile(r"\d{14}")


@dataclass(frozen=True, slots=True)
class PaperQr:
    """What the QR of a paper says; times are aware and exact to the second.

    `identity` is the personal number in full or its last four digits: see `last_digits`.
    """

    code: str
    procedure: str
    identity: str
    paper: str
    system: str
    printed_at: datetime
    appointment: datetime | None = None


def last_digits(identity: str) -> str:
    """Returns the last four characters of a number, for offices that do not print it in the clear."""
    return identity[-4:]


def qr_text(content: PaperQr) -> str:
    """Returns the text to encode; `parse_qr_text` gives the same content back, texts in NFC."""
    fields = (content.code, content.procedure, content.identity, content.paper, content.system)
    times = (_stamp(content.printed_at), _stamp(content.appointment) if content.appointment else "")
    return "|".join([_VERSION, *map(_escape, fields), *times])


def parse_qr_text(text: str) -> PaperQr | None:
    """Returns what the QR of one of our papers says; None for any other text."""
    parts = text.strip().split("|")
    if len(parts) != 8 or parts[0] != _VERSION:
        return None
    try:
        printed_at, appointment = _time(parts[6]), _time(parts[7]) if parts[7] else None
    except ValueError:
        return None
    code, procedure, identity, paper, system = map(unquote, parts[1:6])
    return PaperQr(code, procedure, identity, paper, system, printed_at, appointment)


def _escape(field: str) -> str:
    return _ESCAPED.sub(lambda match: f"%{ord(match[0]):02X}", unicodedata.normalize("NFC", field))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(VN).strftime(_TIME)


def _time(stamp: str) -> datetime:
    if not _STAMP.fullmatch(stamp):
        raise ValueError(stamp)
    return datetime.strptime(stamp, _TIME).replace(tzinfo=VN)
