"""Passwords of the staff, hashed with Argon2id."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """Fulfils `application.ports.Passwords` with the parameters that RFC 9106 recommends for ordinary machines."""

    # A well-formed hash that no password fits, so that unknown names cost as much time as known ones.
    decoy = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    def hash(self, password: str) -> str:
        """A salted hash that is safe to store and to send to other stations."""
        return self._hasher.hash(password)

    def verify(self, hashed: str, password: str) -> bool:
        """True where the password belongs to the hash; False also for a text that is no hash."""
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False
