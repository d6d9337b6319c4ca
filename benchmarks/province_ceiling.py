"""What the same server does with the same rows and statements when nothing of ours stands between."""

import re
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from desktop_app.sync import tables
from desktop_app.sync.wire import BATCH_OPERATIONS

SECONDS = 8
CLIENTS = 8
# A push of one operation: the lock, the log, the history, the operation, the row of the dossier, the head.
_SCRIPT = """
\\set space random(100, 269)
BEGIN;
SELECT head_seq, head_hash, epoch FROM space WHERE number = :space FOR UPDATE;
SELECT (SELECT state FROM station WHERE space = :space AND station = 1 AND incarnation = 1),
    (SELECT COALESCE(MAX(n), 0) FROM operation WHERE space = :space AND station = 1 AND incarnation = 1);
SELECT id, subject, kind, at, actor, station, incarnation, schema, body FROM operation
    WHERE space = :space AND subject = md5('x') ORDER BY seq;
INSERT INTO operation SELECT number, head_seq + 1, 999, 1, head_seq + 1, md5(random()::text), md5(random()::text),
    'dossier.forwarded', '2026-10-08T08:00:00+07:00', 'tiep.nhan', 1, repeat('x', 700), head_hash, head_hash
    FROM space WHERE number = :space;
INSERT INTO dossier VALUES (:space, md5(random()::text), NULL, 'R', NULL, 'in_process', 4, 'Nguyen Thi Mau', '0791',
    '1.001', 'Khai sinh', 'HT', 'direct', '', '', '2026-10-08', '2026-10-12', NULL, NULL, 0, 1)
    ON CONFLICT (space, id) DO UPDATE SET seq = excluded.seq;
UPDATE space SET head_seq = head_seq + 1, head_hash = head_hash WHERE number = :space;
COMMIT;
"""


def ceilings(server: Any) -> dict[str, float]:
    """Pushes of one operation a second by pgbench, and operations a second by psycopg in batches, on a copy."""
    url = server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE ceiling TEMPLATE postgres")
    copy = make_url(url).set(database="ceiling").render_as_string(hide_password=False)
    return {"pgbench_pushes_per_second": _pgbench(server, copy), "psycopg_rows_per_second": _batches(copy)}


def _pgbench(server: Any, url: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "push.sql")
        script.write_text(_SCRIPT)
        command = [server.bin_path / "pgbench", "-n", "-M", "prepared", "-c", CLIENTS, "-T", SECONDS, "-f", script, url]
        done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    return float(found[1]) if found else 0.0


def _batches(url: str) -> float:
    """Rows of `operation` and `dossier` by executemany into empty tables, a commit for each batch."""
    with psycopg.connect(url) as plain:
        written = {
            table: plain.execute(f"SELECT * FROM {table.name} WHERE space >= 100 LIMIT 6000").fetchall()
            for table in (tables.operation, tables.dossier)
        }
        plain.execute("TRUNCATE operation, dossier")
        plain.commit()
        operations, dossiers = written.values()
        share = len(dossiers) / len(operations)
        began = time.perf_counter()
        for start in range(0, len(operations), BATCH_OPERATIONS):
            part = operations[start : start + BATCH_OPERATIONS]
            beside = dossiers[int(start * share) : int((start + len(part)) * share)]
            for table, rows in ((tables.operation, part), (tables.dossier, beside)):
                plain.cursor().executemany(tables.insert_sql(table).replace("?", "%s"), rows)
            plain.commit()
        return len(operations) / (time.perf_counter() - began)
