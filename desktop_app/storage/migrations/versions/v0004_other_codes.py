"""Format 4: a dossier is also found by codes that it is no longer called by."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What was attached or given, and what a dossier of another system came with: all but what its row calls it.
_FILL = """
INSERT OR IGNORE INTO other_code (code, dossier)
SELECT said.code, said.dossier FROM (
    SELECT body ->> '$.code' AS code, subject AS dossier FROM event
    WHERE json_valid(body) AND kind IN ('dossier.official_code_attached', 'dossier.code_assigned')
    UNION ALL
    SELECT body ->> '$.official_code', subject FROM event
    WHERE json_valid(body) AND kind IN ('dossier.received', 'dossier.submitted')
) AS said
JOIN dossier ON dossier.id = said.dossier
WHERE typeof(said.code) = 'text'
AND said.code NOT IN ('', coalesce(dossier.code, ''), coalesce(dossier.official_code, ''))
"""


def upgrade() -> None:
    """Makes the table and fills it; one that was made from today's tables stays as it is."""
    op.execute(
        "CREATE TABLE IF NOT EXISTS other_code (code VARCHAR NOT NULL, dossier VARCHAR(32) NOT NULL,"
        " PRIMARY KEY (code, dossier))"
    )
    op.execute("CREATE INDEX IF NOT EXISTS other_code_of_dossier ON other_code (dossier)")
    op.execute(_FILL)
