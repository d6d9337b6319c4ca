"""Format 2: what other systems read and what they say."""

from alembic import op

from desktop_app.sync.tables import VIEWS, incoming_step

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of incoming steps, and the views anew."""
    incoming_step.create(op.get_bind())
    op.execute("DROP VIEW IF EXISTS dossier_status")
    for name, select in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {select}")
