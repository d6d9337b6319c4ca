"""Who works at the office: without a first administrator nobody could sign in at a new one."""

import getpass
import sys
from argparse import Namespace

from desktop_app import clock
from desktop_app.cli.parser import Commands
from desktop_app.cli.session import Answer, Session
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role
from desktop_app.words import labels


def add(commands: Commands) -> None:
    """Adds these commands to the program."""
    staff = commands.group("staff", "cán bộ của cơ quan")
    put = staff.add("add", put_member, "thêm hoặc sửa một cán bộ; mật khẩu hỏi ở bàn phím hoặc đọc từ đầu vào chuẩn")
    put.add_argument("member", metavar="LOGIN", help="tên đăng nhập")
    put.add_argument("--name", required=True, help="họ và tên")
    put.add_argument("--title", default="", help="chức danh")
    put.add_argument("--role", action="append", required=True, choices=[role.value for role in Role], help="vai trò")
    put.add_argument("--inactive", action="store_true", help="không cho đăng nhập nữa")
    staff.add("list", list_members, "danh sách cán bộ")


def put_member(args: Namespace, session: Session) -> Answer:
    """Adds or changes a member of staff. The password never stands among the arguments, where others could read it."""
    from desktop_app.application.accounts import StaffMember  # noqa: PLC0415 - see Session.office

    password = getpass.getpass("Mật khẩu: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with session.office() as office:
        known = {member.login for member in office.accounts.staff()}
        if not password and args.member.lower() not in known:
            raise Refusal("staff.password")
        roles = frozenset(Role(role) for role in args.role)
        member = StaffMember(args.member.lower(), args.name, roles, args.title, active=not args.inactive)
        office.accounts.put(session.actor(office), member, password or None, clock.now().isoformat())
    return Answer({"login": member.login, "roles": sorted(roles)}, [f"Đã ghi cán bộ {member.login}."])


def list_members(_args: Namespace, session: Session) -> Answer:
    """Everybody of the office, by login."""
    with session.office() as office:
        members = office.accounts.staff()
    data = [
        {"login": one.login, "name": one.name, "roles": sorted(one.roles), "title": one.title, "active": one.active}
        for one in members
    ]
    lines = [
        f"{one.login:<14} {one.name:<28} {', '.join(labels.ROLES[role] for role in sorted(one.roles))}"
        + ("" if one.active else " (đã khóa)")
        for one in members
    ]
    return Answer({"staff": data}, lines or ["Chưa có cán bộ nào."])
