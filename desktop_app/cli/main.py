"""One call of the program, from its arguments to its exit code."""

import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop_app import crash, logs
from desktop_app.cli import window
from desktop_app.cli.parser import Commands, Parser
from desktop_app.cli.session import Answer, Counter, Session
from desktop_app.domain.errors import Refusal, RowFault, of_system
from desktop_app.paths import VARIABLE, data_directory
from desktop_app.words.refusals import explained, fault_line

log = logging.getLogger(__name__)


def run(arguments: Sequence[str], counter: Counter) -> int:
    """Does what the arguments ask for; 0, or 1 after a refusal or a fault, which are told and never shown raw."""
    as_json = "--json" in arguments
    try:
        answer = _answer(arguments, counter)
    except Refusal as refusal:
        return _refused(refusal, as_json=as_json)
    except KeyboardInterrupt:
        return _refused(Refusal("interrupted"), as_json=as_json)
    except OSError as error:
        return _refused(of_system(error), as_json=as_json)
    except Exception:  # noqa: BLE001 - the log has it; people get a sentence
        return _refused(Refusal("unforeseen"), as_json=as_json)
    _write([json.dumps(answer.data, ensure_ascii=False, indent=1)] if as_json else answer.lines)
    return int(answer.failed)


def _answer(arguments: Sequence[str], counter: Counter) -> Answer:
    # Every option of the program itself takes a value: whatever else comes first is a command.
    args = _parser(with_commands=not set(arguments[::2]) <= {"--data"}).parse_args(arguments)
    chosen = getattr(args, "data", None)
    session = Session(chosen or data_directory(), getattr(args, "login", ""), counter, _tell)
    with logs.kept(session.directory), crash.watch(session.directory):
        try:
            if not hasattr(args, "run"):
                return window.open_window(session, practise=chosen is None and VARIABLE not in os.environ)
            answer: Answer = args.run(args, session)
        except Refusal:
            raise
        except OSError:
            log.warning("the system refused a command", exc_info=True)
            raise
        except Exception:
            log.exception("a command failed")
            raise
    return answer


def _parser(*, with_commands: bool) -> Parser:
    parser = Parser(prog="motcua", description="Một Cửa: tiếp nhận hồ sơ và trả kết quả. Không có lệnh: mở cửa sổ.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="thư mục dữ liệu của máy trạm")
    if with_commands:
        # They bring the use cases along, which the window loads only once it stands.
        from desktop_app.cli import (  # noqa: PLC0415
            amending,
            attaching,
            catalogue,
            central,
            counter,
            demo,
            figures,
            handing,
            layouts,
            money,
            reception,
            rules,
            staff,
            station,
            transfer,
        )

        commands = Commands(parser)
        desk = (reception, counter, attaching, amending, money, handing, figures, transfer)
        for family in (station, *desk, rules, layouts, catalogue, staff, central, demo):
            family.add(commands)
    return parser


def _refused(refusal: Refusal, *, as_json: bool) -> int:
    explanation = explained(refusal.code, refusal.parameters)
    # Where many rows of a file are refused, each says why.
    faults: Sequence[RowFault] = _rows(refusal)
    rows = [
        {"row": one.row, "column": one.column, "code": one.code, "message": explained(one.code, one.parameters).what}
        for one in faults
    ]
    if as_json:
        error = {"code": refusal.code, "message": explanation.what, "safe": explanation.safe, "todo": explanation.todo}
        parameters = {key: _plain(value) for key, value in refusal.parameters.items() if key != "rows"}
        document = {"error": {**error, "parameters": parameters} | ({"rows": rows} if rows else {})}
        _write([json.dumps(document, ensure_ascii=False, indent=1)])
    else:
        _tell(" ".join(filter(None, (explanation.what, explanation.safe, explanation.todo))))
        for fault in faults:
            _tell(f"  {fault_line(fault)}")
    return 1


def _rows(refusal: Refusal) -> Any:
    return refusal.parameters.get("rows", ())


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
