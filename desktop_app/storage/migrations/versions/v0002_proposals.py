"""Format 2: corrections that wait for a head are found across all dossiers."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the index; a store that was made from today's tables has it already."""
    op.execute(
        "CREATE INDEX IF NOT EXISTS event_proposed ON event (subject) WHERE kind = 'dossier.correction_proposed'"
    )
