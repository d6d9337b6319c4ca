"""Where the key of the store lives: the key store of the operating system, or a file that only its owner can read."""

import os
import secrets
from pathlib import Path

from desktop_app.domain.errors import Refusal

SERVICE = "motcua"
KEY_BYTES = 32


def read_key(directory: Path) -> bytes:
    """The key of the store in this directory.

    Refusal("store.key_missing") where neither place holds one, ("store.key_damaged") for a text that is no key.
    """
    path = _file(directory)
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else _keyring_get(directory)
    if text is None:
        raise Refusal("store.key_missing")
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise Refusal("store.key_damaged")
    return key


def make_key(directory: Path) -> bytes:
    """A new random key, kept in the key store of the system or else in a file of mode 0600 beside the store."""
    key = secrets.token_bytes(KEY_BYTES)
    if not _keyring_set(directory, key.hex()):
        descriptor = os.open(_file(directory), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key.hex())
    return key


def _file(directory: Path) -> Path:
    return directory / "store.key"


def _keyring_get(directory: Path) -> str | None:
    # Imported here: looking for a key store costs a tenth of a second that stations with a key file need not pay.
    import keyring  # noqa: PLC0415
    import keyring.errors  # noqa: PLC0415

    try:
        text: str | None = keyring.get_password(SERVICE, str(directory.resolve()))
    except keyring.errors.KeyringError:
        return None
    return text


def _keyring_set(directory: Path, text: str) -> bool:
    import keyring  # noqa: PLC0415
    import keyring.errors  # noqa: PLC0415

    try:
        keyring.set_password(SERVICE, str(directory.resolve()), text)
    except keyring.errors.KeyringError:
        return False
    return True
