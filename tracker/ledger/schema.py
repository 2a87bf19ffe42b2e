"""What all tables of the ledger have in common."""

from typing import ClassVar

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import DeclarativeBase


class Model(DeclarativeBase):
    """The base of all tables. Constraints have names, so that migrations can change them in every database."""

    __table__: ClassVar[Table]
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


CLUSTERED = {"sqlite_with_rowid": False}
"""The rows lie in the order of their key: one tree less to write."""
