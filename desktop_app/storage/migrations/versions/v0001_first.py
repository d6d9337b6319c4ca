"""Format 1: history, projection, search, reference data, drafts, numbers, feeds."""

from alembic import op

from desktop_app.storage.schema import CREATE_SEARCH, SET_UP_SEARCH, metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes every table of the first format."""
    metadata.create_all(op.get_bind())
    for statement in (CREATE_SEARCH, *SET_UP_SEARCH):
        op.execute(statement)
