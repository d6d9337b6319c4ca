"""Every exception becomes one notice in Vietnamese; what was not foreseen also becomes a note in the log."""

import logging

from desktop_app.domain.errors import Refusal, of_system
from ui.notices import Notices
from ui.sentences import explain
from ui.tokens import Tone

log = logging.getLogger(__name__)


class Failures:
    """Tells people about failures; a traceback goes to the log and never to the screen."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices

    def show(self, error: BaseException) -> None:
        """Shows the notice for an exception: what happened, what is safe, what to do."""
        if isinstance(error, OSError) and error.filename:
            # A folder that is gone, or a table that is open in another program: an answer, not a fault of this one.
            log.warning("the system refused a file", exc_info=error)
            error = of_system(error)
        elif not isinstance(error, Refusal):
            log.error("unforeseen failure", exc_info=error)
        said = explain(error)
        refusal = isinstance(error, Refusal)
        tone = Tone.WARN if refusal else Tone.BAD
        detail = " ".join(filter(None, (said.safe, said.todo)))
        self._notices.tell(said.what, tone, detail=detail, refusal=refusal)
