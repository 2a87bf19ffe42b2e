"""How Alembic reaches the ledger: by the connection that `tracker.ledger.migrating` hands over, in its transaction."""

from alembic import context

from tracker.ledger.models import Model

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Model.metadata,
    compare_type=True,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
