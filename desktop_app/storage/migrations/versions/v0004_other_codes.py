"""Format 4: a dossier is also found by codes that it is no longer called by."""

from alembic import op
from sqlalchemy import Column, String

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What was attached or given, and what a dossier of another system came with: all but what its row calls it. The
# history is gone through once; of a million receptions only those of dossiers that were called otherwise are read.
_FILL = """
WITH told AS MATERIALIZED (
    SELECT subject, body FROM event
    WHERE kind IN ('dossier.official_code_attached', 'dossier.code_assigned')
), said AS (
    SELECT subject, body ->> '$.code' AS code FROM told WHERE json_valid(body)
    UNION ALL
    SELECT begun.subject, begun.body ->> '$.official_code' FROM (SELECT DISTINCT subject FROM told) AS one
    CROSS JOIN event AS begun ON begun.subject = one.subject
    WHERE begun.kind IN ('dossier.received', 'dossier.submitted') AND json_valid(begun.body)
)
INSERT OR IGNORE INTO other_code (code, dossier)
SELECT said.code, said.subject FROM said JOIN dossier ON dossier.id = said.subject
WHERE typeof(said.code) = 'text'
AND said.code NOT IN ('', coalesce(dossier.code, ''), coalesce(dossier.official_code, ''))
"""


def upgrade() -> None:
    """Makes the table and fills it; one that was made from today's tables stays as it is."""
    op.create_table(
        "other_code",
        Column("code", String, primary_key=True),
        Column("dossier", String(32), primary_key=True),
        if_not_exists=True,
    )
    op.execute("CREATE INDEX IF NOT EXISTS other_code_of_dossier ON other_code (dossier)")
    op.execute(_FILL)
