"""One call of the program, from its arguments to its exit code."""

import errno
import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app import crash, logs
from desktop_app.cli import counter as counter_commands
from desktop_app.cli import station as station_commands
from desktop_app.cli.parser import Commands, Parser
from desktop_app.cli.session import Answer, Counter, Session
from desktop_app.domain.errors import Refusal
from desktop_app.paths import data_directory
from desktop_app.words.refusals import explained

log = logging.getLogger(__name__)

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FAMILIES = (station_commands, counter_commands)


def run(arguments: Sequence[str], counter: Counter) -> int:
    """Does what the arguments ask for; 0, or 1 after a refusal or a fault, which are told and never shown raw."""
    as_json = "--json" in arguments
    try:
        answer = _done(arguments, counter)
    except Refusal as refusal:
        return _refused(refusal, as_json=as_json)
    except KeyboardInterrupt:
        return _refused(Refusal("interrupted"), as_json=as_json)
    except OSError as error:
        log.exception("the system refused a command")
        return _refused(_refusal_of(error), as_json=as_json)
    except Exception:
        log.exception("unforeseen failure of a command")
        return _refused(Refusal("unforeseen"), as_json=as_json)
    _write([json.dumps(answer.data, ensure_ascii=False, indent=1)] if as_json else answer.lines)
    return int(answer.failed)


def _done(arguments: Sequence[str], counter: Counter) -> Answer:
    args = _parser().parse_args(arguments)
    directory = getattr(args, "data", None) or data_directory()
    logs.start(directory)
    with crash.watch(directory):
        answer: Answer = args.run(args, Session(directory, getattr(args, "login", ""), counter, _tell))
    return answer


def _parser() -> Parser:
    parser = Parser(prog="motcua", description="Một Cửa: tiếp nhận hồ sơ và trả kết quả. Không có lệnh: mở cửa sổ.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="thư mục dữ liệu của máy trạm")
    parser.set_defaults(run=station_commands.open_window)
    commands = Commands(parser, required=False)
    for family in _FAMILIES:
        family.add(commands)
    return parser


def _refusal_of(error: OSError) -> Refusal:
    if error.errno in _DISK_FULL:
        return Refusal("disk.full")
    path = str(error.filename or "")
    if isinstance(error, PermissionError):
        return Refusal("file.not_allowed", path=path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refusal("file.missing", path=path)
    return Refusal("file.fault", path=path)


def _refused(refusal: Refusal, *, as_json: bool) -> int:
    explanation = explained(refusal.code, refusal.parameters)
    if as_json:
        parameters = {key: _plain(value) for key, value in refusal.parameters.items()}
        error = {"code": refusal.code, "message": explanation.what, "safe": explanation.safe, "todo": explanation.todo}
        _write([json.dumps({"error": {**error, "parameters": parameters}}, ensure_ascii=False, indent=1)])
    else:
        _tell(" ".join(filter(None, (explanation.what, explanation.safe, explanation.todo))))
    return 1


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _write(lines: Sequence[str]) -> None:
    try:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has seen enough; the interpreter must not complain about it at its end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
