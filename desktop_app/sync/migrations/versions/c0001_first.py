"""Format 1: spaces, stations, operations, dossiers, numbers, dead letters."""

from alembic import op

from desktop_app.sync.tables import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("space", "station", "operation", "dossier", "number_counter", "number_lease", "dead_letter")


def upgrade() -> None:
    """Makes every table of the first format."""
    metadata.create_all(op.get_bind(), [metadata.tables[name] for name in TABLES])
