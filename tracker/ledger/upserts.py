"""`INSERT ... ON CONFLICT`, which SQLite and PostgreSQL share, in the words of the database at hand."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

type Insert = sqlite.Insert | postgresql.Insert


def upserting(session: Session, table: Table) -> Insert:
    """Return an insert into the table that can say what to do on a conflict."""
    is_sqlite = session.connection().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)
