"""Files that carry operations by hand or over a slow line: compressed, encrypted for one office, sealed to the end.

Layout: a magic line, a line of JSON that says what the file is (no personal data), then frames, each a length of four
bytes and a ChaCha20-Poly1305 text of a compressed JSON list, then an Ed25519 signature of everything before it, or 64
zero bytes. Each frame is bound to the first lines, to its place and to whether it is the last one, so a file that was
cut, mixed or changed does not open.
"""

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7

MAGIC = b"motcua operations 1\n"
_LENGTH = struct.Struct(">I")
_LARGEST_FRAME = 1 << 28
_SIGNATURE = 64


def write(
    path: Path, key: bytes, said: dict[str, Any], frames: Iterable[list[Any]], sign: Ed25519PrivateKey | None = None
) -> None:
    """Writes the file, at once or not at all."""
    partial = path.with_name(path.name + ".part")
    with partial.open("wb") as file:
        head = MAGIC + json.dumps(said | {"file": uuid7()}).encode() + b"\n"
        file.write(head)
        digest = hashlib.sha256(head)
        for index, (frame, last) in enumerate(_marked(frames)):
            text = zlib.compress(json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode())
            sealed = _cipher(key, head).encrypt(_nonce(index), text, _bound(head, last=last))
            part = _LENGTH.pack(len(sealed)) + sealed
            file.write(part)
            digest.update(part)
        file.write(sign.sign(digest.digest()) if sign else bytes(_SIGNATURE))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def signed_by(path: Path, public_key: bytes) -> bool:
    """Whether the file was signed with the private half of this key and not changed since."""
    rest = path.stat().st_size - _SIGNATURE
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while rest > 0 and (part := file.read(min(rest, 1 << 20))):
            digest.update(part)
            rest -= len(part)
        signature = file.read()
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, digest.digest())
    except (InvalidSignature, ValueError):
        return False
    return True


def about(path: Path) -> dict[str, Any]:
    """What a file says it is, not yet verified; Refusal("packet.not_ours") for any other file."""
    with path.open("rb") as file:
        return _about(file)[1]


def read(path: Path, key: bytes) -> Iterator[list[Any]]:
    """The frames of a file; Refusal("packet.not_ours") or ("packet.damaged") where it does not open to its end."""
    with path.open("rb") as file:
        head, _ = _about(file)
        index, last = 0, False
        while not last:
            frame, last = _open(file, key, head, index)
            yield frame
            index += 1


def _open(file: IO[bytes], key: bytes, head: bytes, index: int) -> tuple[list[Any], bool]:
    size = file.read(_LENGTH.size)
    if len(size) < _LENGTH.size or _LENGTH.unpack(size)[0] > _LARGEST_FRAME:
        raise Refusal("packet.damaged")
    sealed = file.read(_LENGTH.unpack(size)[0])
    for last in (False, True):
        try:
            text = _cipher(key, head).decrypt(_nonce(index), sealed, _bound(head, last=last))
        except InvalidTag:
            continue
        frame: list[Any] = json.loads(zlib.decompress(text))
        return frame, last
    raise Refusal("packet.damaged")


def _about(file: IO[bytes]) -> tuple[bytes, dict[str, Any]]:
    magic, line = file.read(len(MAGIC)), file.readline(4096)
    try:
        said: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise Refusal("packet.not_ours") from error
    if magic != MAGIC:
        raise Refusal("packet.not_ours")
    return magic + line, said


def _cipher(key: bytes, head: bytes) -> ChaCha20Poly1305:
    # A key of its own for each file (its first lines hold a fresh identifier), so that nonces may count from zero.
    return ChaCha20Poly1305(hashlib.blake2b(head, key=key, digest_size=32).digest())


def _nonce(index: int) -> bytes:
    return index.to_bytes(12, "big")


def _bound(head: bytes, *, last: bool) -> bytes:
    return hashlib.sha256(head).digest() + (b"last" if last else b"more")


def _marked(frames: Iterable[list[Any]]) -> Iterator[tuple[list[Any], bool]]:
    """The frames, the last one marked; no frames are one empty frame."""
    held: list[Any] | None = None
    for frame in frames:
        if held is not None:
            yield held, False
        held = frame
    yield held or [], True
