"""The bytes of a scanner cut into scans."""

import codecs
import re

_END = re.compile(r"[\r\n\t]+")
_MRZ_START = "IDVNM"
_MRZ_LINES = 3
# A QR code holds 4,296 signs at most; a device that never ends a line is no scanner.
_LONGEST = 5_000


class Framing:
    """Cuts a stream at CR, LF or Tab; the three lines of a machine-readable zone stay together.

    Bytes are UTF-8; what is none becomes U+FFFD, so that a scan is refused as foreign rather than lost.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._text = ""

    def feed(self, data: bytes) -> list[str]:
        """The scans that these bytes complete."""
        self._text += self._decoder.decode(data)
        scans: list[str] = []
        while (end := self._end()) is not None:
            scan, self._text = self._text[: end[0]], self._text[end[1] :]
            scans += [_joined(scan)] if scan.strip() else []
        self._text = self._text[-_LONGEST:]
        return scans

    def silence(self) -> list[str]:
        """What has come without an end, once nothing more comes."""
        text = self._text + self._decoder.decode(b"", final=True)
        self._text = ""
        self._decoder.reset()
        return [_joined(text)] if text.strip() else []

    def _end(self) -> tuple[int, int] | None:
        ends = [found.span() for found in _END.finditer(self._text)]
        wanted = _MRZ_LINES if self._text.lstrip().startswith(_MRZ_START) else 1
        return ends[wanted - 1] if len(ends) >= wanted else None


def _joined(text: str) -> str:
    return _END.sub("\n", text.strip())
