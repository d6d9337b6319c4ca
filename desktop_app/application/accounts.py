"""Who works here: signing in, and the roles that every use case asks for. Works without the network."""

from dataclasses import dataclass

from desktop_app.application.ports import Passwords, Reference, Store, Unit
from desktop_app.application.settings import office_settings
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role

KIND = "staff"


@dataclass(frozen=True, slots=True)
class Actor:
    """The member of staff on whose behalf something is done."""

    login: str
    name: str
    roles: frozenset[Role]
    title: str = ""

    def needs(self, *roles: Role) -> None:
        """Refusal("role.missing") unless the actor has one of these roles."""
        if not self.roles & set(roles):
            raise Refusal("role.missing", needed=", ".join(sorted(roles)))


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of staff in lists and at sign-in, without anything secret; `number` is that of the staff card or 0."""

    login: str
    name: str
    roles: frozenset[Role]
    title: str
    active: bool
    number: int = 0


class Accounts:
    """Signing in against the staff list that every station of the office holds."""

    def __init__(self, store: Store, passwords: Passwords) -> None:
        self._store = store
        self._passwords = passwords

    def staff(self) -> list[StaffMember]:
        """Everybody of this office, by login."""
        with self._store.read() as unit:
            return staff_of(unit)

    def sign_in(self, login: str, password: str) -> Actor:
        """The actor; Refusal("sign_in.wrong") whether the name or the password was wrong, so neither can be probed."""
        with self._store.read() as unit:
            piece = unit.reference(KIND, login.strip().lower())
        hashed = piece.value.get("password", "") if piece else ""
        # Hashing runs for unknown names too: the time an answer takes must not tell which names exist.
        right = self._passwords.verify(hashed or self._passwords.decoy, password)
        if piece is None or not right or not piece.value.get("active", True):
            raise Refusal("sign_in.wrong")
        member = _member(piece)
        return Actor(member.login, member.name, member.roles, member.title)

    def actor(self, login: str) -> Actor:
        """Somebody whom the operating system has let in already; Refusal("staff.unknown", login=)."""
        member = next((member for member in self.staff() if member.login == login.strip().lower()), None)
        if member is None or not member.active:
            raise Refusal("staff.unknown", login=login)
        return Actor(member.login, member.name, member.roles, member.title)

    def practice_password(self) -> str:
        """What everybody signs in with at a practice office; empty at a real one."""
        with self._store.read() as unit:
            return office_settings(unit).practice_password

    def put(self, actor: Actor, member: StaffMember, password: str | None, at: str) -> None:
        """Adds or changes a member of staff; without a password the old one stays. For administrators.

        Whoever has no number for a staff card yet gets the next one, and keeps it.
        """
        actor.needs(Role.ADMINISTRATOR)
        login = member.login.strip().lower()
        with self._store.write() as unit:
            known = unit.reference(KIND, login)
            before = known.value if known else {}
            hashed = self._passwords.hash(password) if password else before.get("password", "")
            next_number = 1 + max((colleague.number for colleague in staff_of(unit)), default=0)
            value = {
                "name": member.name,
                "title": member.title,
                "roles": sorted(member.roles),
                "active": member.active,
                "password": hashed,
                "number": member.number or before.get("number") or next_number,
            }
            unit.put_reference([Reference(KIND, login, value)], actor.login, at)
            unit.commit()


def staff_of(unit: Unit) -> list[StaffMember]:
    """Everybody of this office, by login."""
    return [_member(piece) for piece in unit.references(KIND)]


def _member(piece: Reference) -> StaffMember:
    value = piece.value
    return StaffMember(
        login=piece.key,
        name=value.get("name", ""),
        roles=frozenset(Role(role) for role in value.get("roles", ())),
        title=value.get("title", ""),
        active=value.get("active", True),
        number=value.get("number", 0),
    )
