"""Files attached to a dossier: attached, listed, written out, put aside."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.application.attachments import Attachment, FileForm
from desktop_app.cli import values, views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.paths import write_whole
from desktop_app.words import labels

if TYPE_CHECKING:
    from desktop_app.application.office import Office


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    attach = commands.add("attach", attach_file, "đính kèm một tệp (PDF, JPEG, PNG, TIFF) vào hồ sơ")
    attach.add_argument("code", metavar="CODE")
    attach.add_argument("file", type=Path, metavar="FILE")
    place = attach.add_mutually_exclusive_group()
    place.add_argument("--component", type=values.whole(1), metavar="N", help="thành phần thứ N của hồ sơ")
    place.add_argument("--result", action="store_true", help="là giấy tờ kết quả")
    attach.add_argument("--title", default="", metavar="TEXT", help="tên gọi, mặc định theo thành phần hoặc tên tệp")
    attach.add_argument("--at", type=values.moment, metavar="ISO", help="thời điểm đính kèm, mặc định là bây giờ")
    listing = commands.add("attachments", list_files, "các tệp đính kèm của hồ sơ; với --out thì ghi ra thư mục")
    listing.add_argument("code", metavar="CODE")
    listing.add_argument("--out", type=Path, metavar="DIR", help="ghi các tệp vào thư mục này, tải về nếu cần")
    aside = commands.add("detach", put_aside, "bỏ một tệp đính kèm nhầm ra khỏi hồ sơ; nội dung vẫn được giữ")
    aside.add_argument("code", metavar="CODE")
    aside.add_argument("number", type=values.whole(1), metavar="NUMBER", help="số thứ tự trong motcua attachments")
    aside.add_argument("--reason", required=True, metavar="TEXT", help="lý do")


def attach_file(args: Namespace, session: Session) -> Answer:
    """Attaches one file."""
    with session.office() as office:
        content = office.attachments.read_file(args.file)
        form = FileForm(content, args.file.name, args.title, args.component, args.result)
        dossier_id = office.lookup.by_label(args.code).id
        dossier = office.attachments.attach(session.actor(office), dossier_id, form, at=args.at)
        return _listed(dossier, office.attachments.listed(dossier))


def list_files(args: Namespace, session: Session) -> Answer:
    """What is attached; with --out also writes everything that was not put aside."""
    with session.office() as office:
        dossier = office.lookup.by_label(args.code)
        files = office.attachments.listed(dossier)
        written = _write_out(office, session, dossier, files, args.out) if args.out else {}
        # What was fetched is here now.
        return _listed(dossier, office.attachments.listed(dossier), written)


def put_aside(args: Namespace, session: Session) -> Answer:
    """Puts one file aside."""
    with session.office() as office:
        dossier = office.lookup.by_label(args.code)
        wanted = [one.id for one in office.attachments.listed(dossier) if one.number == args.number]
        if not wanted:
            raise Refusal("attachment.unknown")
        after = office.attachments.put_aside(session.actor(office), dossier.id, wanted[0], args.reason)
        return _listed(after, office.attachments.listed(after))


def _write_out(
    office: "Office", session: Session, dossier: Dossier, files: Sequence[Attachment], directory: Path
) -> dict[str, str]:
    """Writes the files under names that say nothing of anybody; where each is, by its id."""
    directory.mkdir(parents=True, exist_ok=True)
    written = {}
    for one in files:
        if one.put_aside:
            continue
        path = directory / one.file_name(dossier)
        if not one.where.here:
            session.tell(f"Đang tải về {path.name}…")
        write_whole(path, office.attachments.content(one, lambda _done, _size: None))
        written[one.id] = str(path)
    return written


def _listed(dossier: Dossier, files: Sequence[Attachment], written: dict[str, str] | None = None) -> Answer:
    paths = written or {}
    data = {"code": dossier.label, "files": [_data(one) | {"path": paths.get(one.id)} for one in files]}
    lines = [f"{dossier.label} · {len(files)} tệp đính kèm"]
    lines += [f"  {_line(dossier, one)}" + (f"  → {paths[one.id]}" if one.id in paths else "") for one in files]
    return Answer(data, lines)


def _data(one: Attachment) -> dict[str, Any]:
    return {
        "number": one.number,
        "id": one.id,
        "title": one.title,
        "name": one.name,
        "type": one.type,
        "size": one.size,
        "hash": one.digest,
        "component": one.component,
        "result": one.result,
        "at": one.at,
        "by_name": one.by_name,
        "put_aside": one.put_aside or None,
        "here": one.where.here,
        "at_centre": one.where.sent or not one.where.here,
    }


def _line(dossier: Dossier, one: Attachment) -> str:
    parts = [labels.attachment_place(dossier.components, one.component, result=one.result), labels.size(one.size)]
    parts += [views.moment(one.at), one.by_name, labels.WHEREABOUTS[one.where_to]]
    parts += [f"đã bỏ: {one.put_aside}"] if one.put_aside else []
    return f"{one.number}. {one.title} · " + " · ".join(part for part in parts if part)
