"""Format 1: spaces, stations, operations, dossiers, numbers, dead letters."""

from alembic import op

from desktop_app.sync.tables import CREATE_STATUS_VIEW, metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes every table of the first format."""
    metadata.create_all(op.get_bind())
    op.execute(CREATE_STATUS_VIEW)
