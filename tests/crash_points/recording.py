"""Everything that a program writes to its disk, in order, and what the disk holds where it is cut off there."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,link,linkat"
_TEXT = re.compile(r'"([^"]*)"')
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += +(\d+)")
_OF_A_FILE = re.compile(r"^\d+<([^>]*)>(?:, (.*))?$", re.DOTALL)


class Change(NamedTuple):
    """One call: `what` is write, append, truncate, flush, remove, or link, whose `data` is the name that was there."""

    what: str
    path: str
    offset: int = 0
    data: bytes = b""


def record(command: list[str], directory: Path, log: Path) -> list[Change]:
    """What the command changes below the directory, in order; what lies in shared memory is left out."""
    strace = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={_CALLS}", "-e", "signal=none", "-o", log]
    subprocess.run([*strace, *command], check=True)
    changes = (_read(line) for line in log.read_text().splitlines())
    return [one for one in changes if one and one.path.startswith(f"{directory}/") and not one.path.endswith("-shm")]


def _read(line: str) -> Change | None:
    found = _LINE.match(line)
    named = _OF_A_FILE.match(found[2]) if found else None
    if found and found[1] == "unlink":
        return Change("remove", _bytes(found[2]).decode())
    if found and found[1].startswith("link"):
        there, new = map(_bytes, _TEXT.findall(found[2]))
        return Change("link", new.decode(), data=there)
    return _of_a_file(found[1], _bytes(named[1]).decode(errors="replace"), named[2]) if found and named else None


def _of_a_file(call: str, path: str, rest: str) -> Change:
    match call:
        case "pwrite64":
            text, _, offset = rest.rsplit(", ", 2)
            return Change("write", path, int(offset), _bytes(text))
        case "write":
            return Change("append", path, 0, _bytes(rest.rsplit(", ", 1)[0]))
        case "ftruncate":
            return Change("truncate", path, int(rest))
        case _:
            return Change("flush", path)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.strip('"').replace(r"\x", ""))


def images(changes: list[Change], evidence: str) -> Iterator[tuple[str, list[Change]]]:
    """Every way in which the disk may look where all ends after so many changes, each once.

    The program is killed; or killed with its last write half done; or the power fails, so that what was not flushed is
    gone, or all of it but the last write. Files whose name ends in `evidence` are what people remember: no power cut
    takes that.
    """
    seen = set()
    for point in range(len(changes) + 1):
        done = changes[:point]
        kept = [one for place, one in enumerate(done) if one.path.endswith(evidence) or _flushed(done, place)]
        ways = {"killed": done, "power cut": kept}
        if done and done[-1].what == "write":
            last = done[-1]
            ways["torn"] = [*done[:-1], last._replace(data=last.data[: len(last.data) // 2])]
            ways["power cut, last write kept"] = [*kept, last]
        for way, what in ways.items():
            state = tuple(one for one in what if one.what != "flush")
            if state not in seen:
                seen.add(state)
                yield f"{way} after {point} of {len(changes)}", what


def _flushed(done: list[Change], place: int) -> bool:
    # Names are kept in the directory: it is what has to be flushed after one is given or removed.
    one = done[place]
    where = str(Path(one.path).parent) if one.what in ("remove", "link") else one.path
    return any(later.what == "flush" and later.path == where for later in done[place:])


def restore(before: Path, directory: Path, changes: list[Change]) -> None:
    """Puts the directory into the state that it has after these changes."""
    shutil.rmtree(directory)
    shutil.copytree(before, directory)
    for one in changes:
        path = Path(one.path)
        if one.what == "remove":
            path.unlink(missing_ok=True)
        elif one.what == "link":
            path.hardlink_to(one.data.decode())
        elif one.what != "flush":
            path.touch()
            with path.open("r+b") as file:
                if one.what == "truncate":
                    file.truncate(one.offset)
                else:
                    file.seek(one.offset, 2 if one.what == "append" else 0)
                    file.write(one.data)
