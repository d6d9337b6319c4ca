"""Format 3: the content of attached files."""

from alembic import op

from desktop_app.sync.tables import attachment_part

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of parts."""
    attachment_part.create(op.get_bind())
