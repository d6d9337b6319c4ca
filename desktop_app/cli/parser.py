"""How the program reads its arguments: argparse, speaking Vietnamese, refusing like everything else refuses."""

import re
from argparse import SUPPRESS, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from desktop_app.cli.session import Answer, Session
from desktop_app.domain.errors import Refusal

Run = Callable[[Namespace, Session], Answer]

# argparse speaks English; what it says about a call is one of these.
_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (.+)"), "còn thiếu {0}"),
    (re.compile(r"unrecognized arguments: (.+)"), "không hiểu {0}"),
    (re.compile(r"argument (\S+): expected .*"), "{0} cần một giá trị"),
    (re.compile(r"argument (\S+): invalid choice: (\S+) .*"), "không có {0} {1}"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), "không dùng {0} cùng với {1}"),
    (re.compile(r"argument (\S+): invalid .* value: (.+)"), "giá trị {1} của {0} không đúng"),
    (re.compile(r"ambiguous option: (\S+) .*"), "{0} có thể hiểu nhiều cách"),
)


class _Help(HelpFormatter):
    """Help with a Vietnamese heading."""

    def add_usage(self, usage: Any, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None) -> None:
        """Puts the Vietnamese word for usage before it."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(ArgumentParser):
    """A parser that raises Refusal("usage", detail=, usage=) instead of ending the program with English."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "Bắt buộc"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        """Refuses a call that cannot be read."""
        for pattern, said in _COMPLAINTS:
            if found := pattern.fullmatch(message):
                message = said.format(*found.groups())
                break
        raise Refusal("usage", detail=message, usage=self.prog)


class Commands:
    """The commands of the program, each with the options that all of them take."""

    def __init__(self, parser: ArgumentParser) -> None:
        self._commands = parser.add_subparsers(title="Các lệnh", metavar="LỆNH", parser_class=Parser, required=True)

    def add(self, name: str, run: Run, description: str) -> ArgumentParser:
        """One more command; `run` is called with its arguments."""
        command = self._commands.add_parser(name, help=description, description=description)
        command.set_defaults(run=run)
        common = command.add_argument_group("Chung")
        common.add_argument("--data", type=Path, default=SUPPRESS, metavar="DIR", help="thư mục dữ liệu của máy trạm")
        common.add_argument("--json", action="store_true", default=SUPPRESS, help="trả lời bằng một tài liệu JSON")
        common.add_argument("--as", dest="login", default=SUPPRESS, metavar="LOGIN", help="làm với tư cách cán bộ này")
        return command

    def group(self, name: str, description: str) -> "Commands":
        """A command that has commands of its own."""
        return Commands(self._commands.add_parser(name, help=description, description=description))
