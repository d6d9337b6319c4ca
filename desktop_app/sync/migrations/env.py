"""How alembic runs inside the program: on the connection it is given, in the transaction that is already open."""

from alembic import context

from desktop_app.sync.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
