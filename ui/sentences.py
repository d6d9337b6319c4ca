"""What each refusal and each fault is called in front of a person: what happened, what is safe, what to do."""

from desktop_app.domain.errors import Refusal, RowFault
from desktop_app.words.explanation import Explanation
from desktop_app.words.refusals import explained, fault_line
from ui.language import say


def explain(error: BaseException) -> Explanation:
    """The sentences for any exception; what is no refusal gets the general ones."""
    return (
        explained(error.code, error.parameters, say) if isinstance(error, Refusal) else explained("unforeseen", {}, say)
    )


def sentence(error: Refusal) -> str:
    """The first sentence for a refusal, as it stands beside a field."""
    return explain(error).what


def advice(error: Refusal) -> str:
    """What happened and what to do, as it stands where there is room for both."""
    said = explain(error)
    return " ".join(filter(None, (said.what, said.todo)))


def faults_of(error: BaseException) -> list[str]:
    """What is wrong with the rows of a file, a line each; nothing where the error is about something else."""
    rows = error.parameters.get("rows", ()) if isinstance(error, Refusal) else ()
    return [fault_line(one, say) for one in rows if isinstance(one, RowFault)] if isinstance(rows, tuple) else []
