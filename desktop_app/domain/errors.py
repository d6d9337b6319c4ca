"""What the office says when it will not do something: a code with parameters, never a sentence."""

from collections.abc import Mapping
from typing import NamedTuple


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to a person, not a fault of the program
    """An answer to a person that nothing was changed, with the reason as a stable code and its parameters.

    The sentence for the code lives where people read: in the window, on the command line, on paper.
    """

    def __init__(self, code: str, /, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        """The code and the names of the parameters: their values may be personal data and stay out of logs."""
        names = ", ".join(sorted(self.parameters))
        return f"{self.code}({names})"


class RowFault(NamedTuple):
    """Why one row of a file cannot be taken: the code of a sentence and its parameters."""

    row: int
    code: str
    parameters: Mapping[str, object]
