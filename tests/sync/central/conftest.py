"""A centre as an office runs it: owned by a role without special rights, every station under a role of its own."""

import shutil
from contextlib import closing, contextmanager
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from desktop_app.sync.centre import connect
from desktop_app.sync.protection import Kind
from tests.sync.house import OFFICE, station

OTHER = "H29.19.06"


def text_of(url):
    return url.render_as_string(hide_password=False)


def as_administrator(server, database, *statements):
    """What the administrator of the server does in a database of his."""
    url = text_of(make_url(server).set(database=database, drivername="postgresql"))
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def owned_database(server):
    """The address of an empty database that belongs to a role which may make roles, and nothing more."""
    name = f"centre_{uuid4().hex}"
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN CREATEROLE")
        connection.execute(f"CREATE DATABASE {name} OWNER {name}")
        # The groups belong to the server; with PostgreSQL 16 only those who made them may give them away.
        for group in Kind:
            connection.execute(
                f"DO $$ BEGIN CREATE ROLE {group} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            )
            connection.execute(f"GRANT {group} TO {name} WITH ADMIN OPTION")
        if connection.info.server_version < 150000:
            as_administrator(server, name, f"ALTER SCHEMA public OWNER TO {name}")
        yield text_of(make_url(server).set(username=name, database=name))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def two_offices(server):
    with owned_database(server) as url, closing(connect(url)) as opened:
        opened.init()
        opened.add_office(OFFICE, "Trung tâm Phục vụ hành chính công phường Tân Bình")
        opened.add_office(OTHER, "Phường khác")
        yield opened


class House:
    """A centre, roles of every kind, and stations that know the centre only under a role of their own."""

    def __init__(self, centre, folder, store):
        self.centre = centre
        self._folder = folder
        self._store = store
        self._roles = {}
        self._stations = []
        self._opened = []

    def allowed(self, kind, space=OFFICE):
        """The address of the centre under a role of this kind."""
        if (kind, space) not in self._roles:
            role = self._roles[kind, space] = f"r{uuid4().hex}"
            self.centre.allow(role, kind, space)
        return text_of(make_url(self.centre.url).set(username=self._roles[kind, space]))

    def plain(self, kind, space=OFFICE):
        """A plain connection under a role of this kind."""
        self._opened.append(psycopg.connect(self.allowed(kind, space).replace("+psycopg", ""), autocommit=True))
        return self._opened[-1]

    def station(self, name, office=OFFICE):
        """A new station of an office."""
        shutil.copytree(self._store, self._folder / name)
        with closing(connect(self.allowed(Kind.STATION, office))) as under:
            self._stations.append(station(self._folder, under, name, office))
        return self._stations[-1]

    def close(self):
        for one in self._stations:
            one.loop.stop()
            one.store.close()
        for connection in self._opened:
            connection.close()
        for role in self._roles.values():
            self.centre.forbid(role)


@pytest.fixture
def house(postgres_url, tmp_path, new_store):
    with two_offices(postgres_url) as centre, closing(House(centre, tmp_path, new_store)) as made:
        yield made


@pytest.fixture(scope="module")
def working_house(postgres_url, tmp_path_factory, new_store):
    """Two offices at work, one station each, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("house")
    with two_offices(postgres_url) as centre, closing(House(centre, folder, new_store)) as made:
        for one in (made.station("Quầy 1"), made.station("Quầy khác", OTHER)):
            one.receive_many(3)
            assert one.sync().waiting == 0
        yield made


@pytest.fixture
def postgres_copy(new_postgres_centre):
    """The address of a centre on PostgreSQL with one office, of this test alone."""
    name = f"centre_{uuid4().hex}"
    with psycopg.connect(new_postgres_centre.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE new_centre")
        yield new_postgres_centre.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
