"""Alembic's entry: runs inside the transaction that `sync.server.schema` opens, so a migration is whole or absent."""

from alembic import context

from sync.server.tables import central

context.configure(connection=context.config.attributes["connection"], target_metadata=central)
context.run_migrations()
