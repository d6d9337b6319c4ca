"""The line between the stations and the centre: it delays, trickles, breaks off, falls silent, and loses answers."""

import asyncio
import socket
import struct
from contextlib import suppress
from random import Random

# Closed with this, a connection ends in a reset and not in an orderly farewell.
_RESET = struct.pack("ii", 1, 0)
_PIECE = 256


class _Pair:
    """One connection of a station and its counterpart to the server."""

    def __init__(self, *writers: asyncio.StreamWriter) -> None:
        self.silent = False
        self._writers = writers

    def reset(self) -> None:
        """Both ends find the connection gone."""
        for writer in self._writers:
            line: socket.socket = writer.get_extra_info("socket")
            with suppress(OSError):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()


class Proxy:
    """Passes everything on to the socket of the server, except as its attributes say.

    `delay`: each piece arrives up to so many seconds later; `rate`: bytes a second; `cuts`: so many pieces are broken
    off in the middle, and their connections with them; `lost_commits`: so many times the server has committed and the
    station does not hear of it.
    """

    def __init__(self, target: str, chance: Random) -> None:
        self.delay = 0.0
        self.rate = 0
        self.cuts = self.lost_commits = 0
        self.chance = chance
        self._target = target
        self._pairs: set[_Pair] = set()

    async def open(self) -> int:
        """Begins to listen; gives the port."""
        self._server = await asyncio.start_server(self._passed_on, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    def fall_silent(self) -> None:
        """From now on, nothing passes over the connections there are, and nobody is told."""
        for pair in self._pairs:
            pair.silent = True

    def mend(self) -> None:
        """Nothing is wrong any more; what had fallen silent is closed, as time-outs would do it at last."""
        self.delay, self.rate, self.cuts, self.lost_commits = 0.0, 0, 0, 0
        for pair in [pair for pair in self._pairs if pair.silent]:
            pair.reset()

    def reset_all(self) -> None:
        """Every connection is gone."""
        for pair in list(self._pairs):
            pair.reset()

    async def _passed_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            from_server, to_server = await asyncio.open_unix_connection(self._target)
        except OSError:
            writer.transport.abort()
            return
        pair = _Pair(writer, to_server)
        self._pairs.add(pair)
        ways = self._pump(pair, reader, to_server, up=True), self._pump(pair, from_server, writer, up=False)
        with suppress(OSError, asyncio.IncompleteReadError):
            await asyncio.wait([asyncio.ensure_future(way) for way in ways], return_when=asyncio.FIRST_COMPLETED)
        self._pairs.discard(pair)
        pair.reset()

    async def _pump(self, pair: _Pair, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, up: bool) -> None:
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                if pair.silent:
                    continue
                if self.delay:
                    await asyncio.sleep(self.chance.uniform(0, self.delay))
                if not up and self.lost_commits and b"COMMIT\0" in data:
                    self.lost_commits -= 1
                    return
                if self.cuts:
                    self.cuts -= 1
                    writer.write(data[: self.chance.randrange(len(data))])
                    await writer.drain()
                    return
                await self._write(writer, data)

    async def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        size = _PIECE if self.rate else len(data)
        for start in range(0, len(data), size):
            writer.write(data[start : start + size])
            await writer.drain()
            if self.rate:
                await asyncio.sleep(_PIECE / self.rate)
