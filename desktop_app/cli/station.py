"""This station: the window, a practice office, its state, and proving that everything in its store agrees."""

from argparse import Namespace

from desktop_app import clock, crash
from desktop_app.cli import values, views
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.words import labels

USUAL_PRACTICE = 80


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    practice = commands.add("practice", make_practice, "tạo một trung tâm thực hành với hồ sơ hư cấu")
    number = values.whole(0)
    practice.add_argument("--dossiers", type=number, default=USUAL_PRACTICE, metavar="N", help="số hồ sơ hư cấu")
    practice.add_argument("--seed", type=number, default=1, metavar="S", help="cùng một số thì cùng một dữ liệu")


def open_window(_args: Namespace, session: Session) -> Answer:
    """Opens the window; on a machine without any data a practice office is made first."""
    # Databases cost a fifth of a second that other commands need not pay for here.
    from desktop_app.storage.store import exists  # noqa: PLC0415

    if not exists(session.directory):
        session.tell("Chưa có dữ liệu: đang tạo một trung tâm thực hành…")
        _make(session, USUAL_PRACTICE, seed=1)
    with crash.watch(session.directory):
        return Answer({}, failed=session.counter.open(session.directory) != 0)


def make_practice(args: Namespace, session: Session) -> Answer:
    """Makes a practice office in the data directory."""
    return _make(session, args.dossiers, args.seed)


def _make(session: Session, dossiers: int, seed: int) -> Answer:
    from desktop_app.practice.office import make_practice as make  # noqa: PLC0415 - see open_window

    made = make(session.directory, dossiers, seed, clock.now())
    staff = [
        {"login": member.login, "name": member.name, "title": member.title, "roles": sorted(member.roles)}
        for member in made.staff
    ]
    data = {
        "directory": str(made.directory),
        "office": made.settings.name,
        "unit": made.settings.unit,
        "dossiers": made.dossiers,
        "password": made.password,
        "staff": staff,
    }
    lines = [
        f"Đã tạo trung tâm thực hành với {made.dossiers} hồ sơ hư cấu.",
        *views.facts({"Trung tâm": made.settings.name, "Thư mục dữ liệu": str(made.directory)}),
        "",
        f"Người dùng (mật khẩu chung: {made.password}):",
    ]
    lines += [
        f"  {member.login:<12} {member.name:<20} {', '.join(labels.ROLES[role] for role in sorted(member.roles))}"
        for member in made.staff
    ]
    return Answer(data, lines)
