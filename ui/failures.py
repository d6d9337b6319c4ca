"""Every exception becomes one notice in Vietnamese; what was not foreseen also becomes a note in the log."""

import logging

from desktop_app.domain.errors import Refusal
from ui.notices import Notices
from ui.sentences import Explanation, explain
from ui.tokens import Tone

log = logging.getLogger(__name__)


class Failures:
    """Tells people about failures; a traceback goes to the log and never to the screen."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices

    def show(self, error: BaseException) -> None:
        """Shows the notice for an exception: what happened, what is safe, what to do."""
        explanation = explain(error)
        if explanation.unforeseen:
            log.error("unforeseen failure", exc_info=error)
        self._notices.tell(explanation.what, _tone(error), detail=" ".join(_rest(explanation)))


def _rest(explanation: Explanation) -> list[str]:
    return [sentence for sentence in (explanation.safe, explanation.todo) if sentence]


def _tone(error: BaseException) -> Tone:
    return Tone.WARN if isinstance(error, Refusal) else Tone.BAD
