"""Stations reach a server over the network only with its certificate, their certificate and their password."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import text

from desktop_app.sync.centre import connect
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.protection import Kind
from tests.sync.house import OFFICE, feed, station

pytestmark = pytest.mark.slow

OWNER = "postgres" if os.geteuid() == 0 else None
# What docs/central-database.md tells to write.
HBA = """
local all all trust
hostssl motcua +motcua_station all scram-sha-256 clientcert=verify-full
hostssl motcua +motcua_reader  all scram-sha-256 clientcert=verify-full
hostssl motcua +motcua_writer  all scram-sha-256 clientcert=verify-full
"""


class Authority:
    """A made-up certificate authority."""

    def __init__(self, folder, name):
        self._folder = folder
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = folder / f"{name}.crt"
        self._write(self.certificate, self._signed(self._name, self._key, authority=True))

    def give(self, name):
        """Certificate and key for a name, which is also that of a host where it is an address."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        base = self._folder / f"{self.certificate.stem}-{name}"
        self._write(base.with_suffix(".crt"), self._signed(subject, key, address=name if name[0].isdigit() else None))
        form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        base.with_suffix(".key").write_bytes(key.private_bytes(*form))
        base.with_suffix(".key").chmod(0o600)
        return base.with_suffix(".crt"), base.with_suffix(".key")

    def _signed(self, subject, key, *, authority=False, address=None):
        now = datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(self._name).public_key(key.public_key())
        made = made.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        made = made.not_valid_after(now + timedelta(days=9))
        made = made.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        if address:
            names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
            made = made.add_extension(names, critical=False)
        return made.sign(self._key, hashes.SHA256())

    @staticmethod
    def _write(path, certificate):
        path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    return tmp_path_factory.mktemp("papers")


@pytest.fixture(scope="module")
def authority(papers):
    return Authority(papers, "tinh")


@pytest.fixture(scope="module")
def server(authority):
    """Debian's PostgreSQL, or the one asked for, which speak TLS, with the settings of the documentation."""
    debian = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), default=None)
    binaries = os.environ.get("MOTCUA_POSTGRES") or debian
    if binaries is None:
        pytest.skip("no PostgreSQL that speaks TLS")
    folder = Path(tempfile.mkdtemp(prefix="motcua-tls-"))
    certificate, key = authority.give("127.0.0.1")
    for source, name in ((certificate, "server.crt"), (key, "server.key"), (authority.certificate, "root.crt")):
        shutil.copy(source, folder / name)
    if OWNER:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, OWNER, OWNER)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    data = folder / "data"

    def run(name, *arguments):
        subprocess.run([Path(binaries, name), *arguments], check=True, user=OWNER, cwd="/", stdout=subprocess.DEVNULL)

    run("initdb", "--auth=trust", "--encoding=utf8", "--username=postgres", "-D", data)
    (data / "pg_hba.conf").write_text(HBA)
    settings = {"ssl": "on", "ssl_ca_file": folder / "root.crt", "ssl_min_protocol_version": "TLSv1.3"}
    settings |= {"ssl_cert_file": folder / "server.crt", "ssl_key_file": folder / "server.key", "fsync": "off"}
    settings |= {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder}
    with (data / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    run("pg_ctl", "-w", "-D", data, "-l", folder / "log", "start")
    yield folder, port
    run("pg_ctl", "-w", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def centre(server):
    folder, port = server
    with psycopg.connect(host=str(folder), port=port, user="postgres", autocommit=True) as connection:
        connection.execute("CREATE ROLE motcua_owner LOGIN CREATEROLE")
        connection.execute("CREATE DATABASE motcua OWNER motcua_owner")
    with psycopg.connect(host=str(folder), port=port, user="postgres", dbname="motcua") as connection:
        # Wanted by PostgreSQL 14, harmless with the others.
        connection.execute("ALTER SCHEMA public OWNER TO motcua_owner")
    with closing(connect(f"postgresql+psycopg://motcua_owner@/motcua?host={folder}&port={port}")) as opened:
        opened.init()
        opened.add_office(OFFICE, "Trung tâm Phục vụ hành chính công phường Tân Bình")
        yield opened


@pytest.fixture(scope="module")
def password(centre):
    return centre.allow("quay_1", Kind.STATION, OFFICE)


@pytest.fixture
def address(server, authority, password):
    """The address as the station's administrator writes it, with other parts where a test asks for them."""

    def make(**other):
        certificate, key = authority.give("quay_1")
        parts = {"password": password, "sslmode": "verify-full", "sslrootcert": authority.certificate}
        parts |= {"sslcert": certificate, "sslkey": key} | other
        secret = parts.pop("password")
        query = "&".join(f"{name}={value}" for name, value in parts.items() if value)
        return f"postgresql+psycopg://quay_1:{secret}@127.0.0.1:{server[1]}/motcua?{query}"

    return make


def test_a_station_with_its_papers_works_over_tls(address, centre, tmp_path):
    with closing(connect(address())) as under:
        one = station(tmp_path, under, "Quầy 1")
        one.receive_many(3)
        assert one.sync().waiting == 0
        with under.engine.connect() as connection:
            assert connection.scalar(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
    assert one.events() == feed(centre)
    one.loop.stop()
    one.store.close()


def reach(url):
    with closing(connect(url)) as under:
        under.stations()


def test_no_paper_may_be_missing(address):
    reach(address())
    for other in ({"password": "guessed"}, {"sslcert": "", "sslkey": ""}, {"sslmode": "disable"}):
        with pytest.raises(Unreachable, match="OperationalError"):
            reach(address(**other))


def test_a_certificate_of_another_station_or_authority_opens_nothing(address, authority, papers):
    for giver, name in ((authority, "quay_2"), (Authority(papers, "ke_gian"), "quay_1")):
        certificate, key = giver.give(name)
        with pytest.raises(Unreachable, match="OperationalError"):
            reach(address(sslcert=certificate, sslkey=key))


def test_a_station_speaks_to_no_server_that_another_authority_vouches_for(address, papers):
    with pytest.raises(Unreachable, match="OperationalError"):
        reach(address(sslrootcert=Authority(papers, "mao_danh").certificate))


def test_the_owner_administers_only_on_the_server_itself(server, address):
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        psycopg.connect(f"postgresql://motcua_owner@127.0.0.1:{server[1]}/motcua")
