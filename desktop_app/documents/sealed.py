"""A long paper on the disk, unreadable to whoever finds the file: the key is in the memory of this process alone."""

import io
import os
import threading
import weakref
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CTR
from typing_extensions import Buffer, override

_BLOCK = 16
_READ_AHEAD = 1 << 16


class PaperFile:
    """Takes a paper as it is drawn: in memory up to a size, beyond it sealed in a file in this directory.

    The file has no name where the system allows that, and goes with the last who holds it; a power cut may leave its
    sectors, or on Windows the file. AES-256 in counter mode under a key of its own: it can be read from any place. What
    it says is not proved against changes, for nobody but this process reads it.
    """

    def __init__(self, directory: Path, most_in_memory: int) -> None:
        self._directory = directory
        self._most = most_in_memory
        self._memory = io.BytesIO()
        self._sealed: SealedPaper | None = None

    def write(self, content: bytes) -> int:
        """Adds to what was drawn."""
        if self._sealed is None:
            self._memory.write(content)
            if self._memory.tell() > self._most:
                self._sealed = SealedPaper(self._directory)
                self._sealed.write(self._memory.getvalue())
                self._memory = io.BytesIO()
        else:
            self._sealed.write(content)
        return len(content)

    def paper(self) -> "bytes | SealedPaper":
        """All that was drawn."""
        return self._memory.getvalue() if self._sealed is None else self._sealed


class SealedPaper:
    """Fulfils `application.ports.LongPdf`."""

    def __init__(self, directory: Path) -> None:
        self._file = TemporaryFile(dir=directory)  # noqa: SIM115 - closed with the paper
        weakref.finalize(self, self._file.close)
        self._key = AES256(os.urandom(32))
        self._sealing = Cipher(self._key, CTR(bytes(_BLOCK))).encryptor()
        self._size = 0
        # Print, picture and saving read at the same time, and the place in the file is one.
        self._turn = threading.Lock()

    def __len__(self) -> int:
        """Its bytes."""
        return self._size

    def write(self, content: bytes) -> None:
        """Adds to its end; not while somebody reads."""
        self._file.write(self._sealing.update(content))
        self._size += len(content)

    def opened(self) -> BinaryIO:
        """A reader of its own; several may read at the same time."""
        return cast("BinaryIO", io.BufferedReader(_Reader(self), _READ_AHEAD))

    def read_at(self, at: int, count: int) -> bytes:
        """The bytes from a place on, fewer at the end."""
        block, skipped = divmod(at, _BLOCK)
        with self._turn:
            self._file.seek(at - skipped)
            sealed = self._file.read(skipped + count)
        opening = Cipher(self._key, CTR(block.to_bytes(_BLOCK, "big"))).decryptor()
        return opening.update(sealed)[skipped:]


class _Reader(io.RawIOBase):
    def __init__(self, paper: SealedPaper) -> None:
        self._paper = paper
        self._at = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._paper)}[whence]
        self._at = max(start + offset, 0)
        return self._at

    @override
    def tell(self) -> int:
        return self._at

    @override
    def readinto(self, buffer: Buffer) -> int:
        wanted = memoryview(buffer).cast("B")
        found = self._paper.read_at(self._at, len(wanted))
        wanted[: len(found)] = found
        self._at += len(found)
        return len(found)
