"""Format 3: how content people were is counted for a period without reading every event."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the index; a store that was made from today's tables has it already."""
    op.execute("CREATE INDEX IF NOT EXISTS event_rated ON event (at) WHERE kind = 'dossier.rated'")
