"""Two hundred megabytes of attached files on a slow line to a real PostgreSQL, and a counter that goes on working."""

import asyncio
import random
import threading
import time
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import make_url

from desktop_app.sync.centre import connect
from tests.chaos.proxy import Proxy
from tests.sync.house import station
from tests.sync.test_lane import attach

MEGABYTE = 1_000_000
LINE = 256 * 1024
# Seconds; one part of 64 KiB alone takes a quarter of one on this line.
PROMPT = 5
NOTES = "SELECT count(*) FROM operation WHERE kind = 'dossier.noted'"


class SlowLine(Proxy):
    """One line for all connections with the buffer of a modem before it: what is sent waits behind all sent before."""

    async def open(self):
        self._buffer = asyncio.Queue()
        self._passing = asyncio.ensure_future(self._pass())
        return await super().open()

    async def _pass(self):
        while True:
            writer, data = await self._buffer.get()
            await asyncio.sleep(len(data) / LINE)
            if not writer.is_closing():
                writer.write(data)

    async def _write(self, writer, data):
        self._buffer.put_nowait((writer, data))


class Running:
    """A slow line on a thread of its own."""

    def __init__(self, socket):
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.line = SlowLine(socket, random.Random(1))
        self.port = self._do(self.line.open())

    def cut(self):
        async def reset():
            self.line.reset_all()

        self._do(reset())

    def close(self):
        async def end():
            self.line._server.close()
            self.line.reset_all()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        self._do(end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)


@pytest.fixture
def slow(postgres_copy):
    """The address of a centre with an office, over a slow line, and the line."""
    url = make_url(postgres_copy)
    line = Running(f"{url.query['host']}/.s.PGSQL.{url.port or 5432}")
    over = url.set(host="127.0.0.1", port=line.port).difference_update_query(["host"])
    yield over.render_as_string(hide_password=False), line, postgres_copy
    line.close()


def until(true, seconds):
    """How long it took until something held; fails after so many seconds."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds
        time.sleep(0.02)
    return time.monotonic() - began


class Counting:
    """The centre, and which parts a station has given it."""

    def __init__(self, url, given):
        self._centre = connect(url)
        self._given = given

    def give(self, space, digest, parts):
        self._centre.give(space, digest, parts)
        self._given += [(digest, number) for number, _ in parts]

    def __getattr__(self, name):
        return getattr(self._centre, name)


def test_what_happens_to_dossiers_arrives_at_once_while_200_megabytes_wait_and_a_cut_line_starts_no_file_anew(
    slow, tmp_path
):
    url, line, direct = slow
    given, noise = [], random.Random(2)
    with closing(connect(url)) as centre, psycopg.connect(direct.replace("+psycopg", ""), autocommit=True) as there:
        here = station(tmp_path, centre, "Quầy 1", open_door=lambda url: Counting(url, given))
        dossier = here.receive()
        for _ in range(10):
            attach(here, noise.randbytes(20 * MEGABYTE), dossier)
        here.sync()
        here.loop.start()
        until(lambda: len(given) >= 4, 60)
        delays = []
        for n in range(6):
            # Files are under way again.
            moving = len(given)
            until(lambda: len(given) >= moving + 4, 60)  # noqa: B023 -- asked before the next turn
            here.do(dossier, "dossier.noted", text=f"Đã gọi điện lần {n}")
            here.loop.nudge()
            delays.append(until(lambda: there.execute(NOTES).fetchone() == (len(delays) + 1,), 60))
        assert max(delays) < PROMPT, delays
        before = len(given)
        line.cut()
        until(lambda: len(given) >= before + 8, 120)
        waiting = here.loop.status()
        here.loop.stop()
        here.store.close()
    assert (waiting.waiting, waiting.files.files) == (0, 10)
    assert waiting.files.bytes > 190 * MEGABYTE
    # What had arrived was not sent again.
    assert len(set(given)) == len(given)
