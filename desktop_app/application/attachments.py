"""Files attached to a dossier: scans and photographs of its papers, and its result."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.application.accounts import Actor
from desktop_app.application.desk import Desk, done_before
from desktop_app.application.lookup import existing
from desktop_app.application.ports import AttachmentKeeper, SyncMonitor, Unit, Whereabouts
from desktop_app.application.settings import office_settings
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.events import AttachedData
from desktop_app.domain.media import MEGABYTE, SUFFIXES, is_whole, media_type
from desktop_app.domain.states import MOVES
from desktop_app.domain.text import nfc

ATTACHED, DETACHED = "dossier.attached", "dossier.detached"
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class FileForm:
    """A file to be attached: its content, what it shows, and what it was called where it came from.

    It shows the paper with the number `component` (from 1), or the result, or, with neither, something else.
    """

    content: bytes
    name: str = ""
    title: str = ""
    component: int | None = None
    result: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attached file as it is listed; `number` counts from 1 in the order in which they were attached."""

    number: int
    id: str
    title: str
    name: str
    type: str
    size: int
    digest: str
    component: int | None
    result: bool
    at: str
    by_name: str
    put_aside: str
    where: Whereabouts

    @property
    def where_to(self) -> str:
        """Where its content is, as a name of `labels.WHEREABOUTS`."""
        if not self.where.here:
            return "there"
        return "both" if self.where.sent else "here"

    def file_name(self, dossier: Dossier) -> str:
        """What to call it outside the store: by code and number, which say nothing of anybody."""
        return f"{dossier.label}-{self.number:02d}.{SUFFIXES.get(self.type, 'bin')}"


class Attachments:
    """Attaches files, puts them aside with a reason, and gives them back; nothing is ever deleted."""

    def __init__(self, desk: Desk, keeper: AttachmentKeeper, sync: SyncMonitor) -> None:
        self._desk = desk
        self._keeper = keeper
        self._sync = sync

    def read_file(self, path: Path) -> bytes:
        """The content of a file that somebody wants to attach.

        Refusals: `attachment.too_large` (limit), `attachment.unreadable`.
        """
        with self._desk.store.read() as unit:
            limit = _limit(unit)
        try:
            with path.open("rb") as file:
                content = file.read(limit + 1)
        except OSError as error:
            raise Refusal("attachment.unreadable") from error
        _check_size(content, limit)
        return content

    def attach(
        self, actor: Actor, dossier_id: str, form: FileForm, *, at: datetime | None = None, event_id: str = ""
    ) -> Dossier:
        """Attaches a file and answers with the dossier after it; the content is on the disk before anything names it.

        `event_id` makes what is asked for twice happen once. Refusals: `attachment.empty`, `attachment.too_large`
        (limit), `attachment.unknown_type`, `attachment.damaged`, `attachment.same` (title), `attachment.component`
        (number, known), `role.missing`, `time.future`, `dossier.unknown`.
        """
        actor.needs(*MOVES[ATTACHED].roles)
        when, event_id = self._desk.moment(at), event_id or self._desk.new_id()
        with self._desk.store.read() as unit:
            media = _checked(form.content, _limit(unit))
            if done_before(known := existing(unit, dossier_id), event_id):
                return known
            _check_place(known, form)
        digest = self._keeper.keep(form.content, event_id)
        with self._desk.store.write() as unit:
            known = existing(unit, dossier_id)
            _check_place(known, form)
            _check_new(known, digest, form)
            if not self._keeper.whereabouts([digest])[digest].here:
                # Another program has swept it away before anything named it.
                self._keeper.keep(form.content, event_id)
            data = _data(known, form, digest, media)
            attached = self._desk.record(unit, actor, dossier_id, ATTACHED, data, when=when, event_id=event_id)
            unit.commit()
        self._sync.nudge()
        return attached

    def put_aside(self, actor: Actor, dossier_id: str, attachment_id: str, reason: str) -> Dossier:
        """Says that a file does not belong there, and why; its content stays.

        Refusals: `attachment.unknown`, `action.missing` (what), `role.missing`.
        """
        actor.needs(*MOVES[DETACHED].roles)
        reason = nfc(" ".join(reason.split()))
        if not reason:
            raise Refusal("action.missing", what="reason")
        with self._desk.store.write() as unit:
            known = existing(unit, dossier_id)
            if not any(one["id"] == attachment_id and not one.get("put_aside") for one in known.attachments):
                raise Refusal("attachment.unknown")
            data = {"attachment": attachment_id, "reason": reason}
            after = self._desk.record(unit, actor, dossier_id, DETACHED, data, when=self._desk.now())
            unit.commit()
        return after

    def listed(self, dossier: Dossier) -> list[Attachment]:
        """The files of a dossier in the order in which they were attached, those put aside too, and where each is."""
        where = self._keeper.whereabouts({one["hash"] for one in dossier.attachments})
        return [
            Attachment(
                number=number,
                id=one["id"],
                title=one["title"],
                name=str(one.get("name", "")),
                type=one["type"],
                size=one["size"],
                digest=one["hash"],
                component=one.get("component"),
                result=bool(one.get("result")),
                at=one["at"],
                by_name=str(one.get("by_name") or one["by"]),
                put_aside=str(one.get("put_aside", "")),
                where=where[one["hash"]],
            )
            for number, one in enumerate(dossier.attachments, 1)
        ]

    def content(self, attachment: Attachment, told: Callable[[int, int], None]) -> bytes:
        """The content of a file, brought from the centre where it is not here; `told(done, all)` counts bytes.

        Refusals: those of `SyncMonitor.fetch` and `AttachmentKeeper.read`.
        """
        digest = attachment.digest
        if not self._keeper.whereabouts([digest])[digest].here:
            self._sync.fetch(digest, attachment.size, attachment.id, told)
        return self._keeper.read(digest)


def _limit(unit: Unit) -> int:
    return office_settings(unit).attachment_megabytes * MEGABYTE


def _checked(content: bytes, limit: int) -> str:
    """The type of a content that may be attached."""
    if not content:
        raise Refusal("attachment.empty")
    _check_size(content, limit)
    media = media_type(content)
    if media is None:
        raise Refusal("attachment.unknown_type")
    if not is_whole(content, media):
        raise Refusal("attachment.damaged")
    return media


def _check_size(content: bytes, limit: int) -> None:
    if len(content) > limit:
        raise Refusal("attachment.too_large", limit=limit // MEGABYTE)


def _check_place(dossier: Dossier, form: FileForm) -> None:
    if form.component is not None and not 1 <= form.component <= len(dossier.components):
        raise Refusal("attachment.component", number=form.component, known=len(dossier.components))


def _check_new(dossier: Dossier, digest: str, form: FileForm) -> None:
    place = (digest, form.component, form.result)
    for one in dossier.attachments:
        if (one["hash"], one.get("component"), bool(one.get("result"))) == place and not one.get("put_aside"):
            raise Refusal("attachment.same", title=one["title"])


def _data(dossier: Dossier, form: FileForm, digest: str, media: str) -> AttachedData:
    name = nfc(Path(form.name).name)[:_LONGEST_NAME]
    title = nfc(" ".join(form.title.split()))
    if not title and form.component is not None:
        title = str(dossier.components[form.component - 1].get("name", ""))
    title = title or ("Kết quả giải quyết" if form.result else Path(name).stem) or "Tệp đính kèm"
    data = AttachedData(hash=digest, size=len(form.content), type=media, title=title[:_LONGEST_NAME])
    if name:
        data["name"] = name
    if form.component is not None:
        data["component"] = form.component
    if form.result:
        data["result"] = True
    return data
