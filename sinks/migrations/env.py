"""Run by Alembic, on the connection (and in the transaction) that sinks.schema.migrate opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table_schema="sitrep")
with context.begin_transaction():
    context.run_migrations()
