"""Column types of the ledger, named, so that a model reads as a list of facts."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, Dialect, ForeignKey, Integer, String, Text
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

from tracker.ledger import moments

_BigKey = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept as microseconds since 1970 in UTC: the same, and sortable, in SQLite and PostgreSQL.

    Raises ValueError for a time without a time zone.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else moments.micros(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else moments.moment(value)


key = Annotated[int, mapped_column(_BigKey, primary_key=True, autoincrement=True)]
moment = Annotated[datetime, mapped_column(UtcTime)]
slug = Annotated[str, mapped_column(String(64))]
domain = Annotated[str, mapped_column(String(255))]
text = Annotated[str, mapped_column(Text)]
count = Annotated[int, mapped_column(BigInteger, default=0)]
number = Annotated[int, mapped_column(_BigKey)]
vendor_key = Annotated[int, mapped_column(_BigKey, ForeignKey("vendor.id"), index=True)]
host_key = Annotated[int, mapped_column(_BigKey, ForeignKey("host.id"))]
site_key = Annotated[int, mapped_column(_BigKey, ForeignKey("site.id"))]
datum_key = Annotated[int, mapped_column(_BigKey, ForeignKey("datum.id"))]
evidence_key = Annotated[int, mapped_column(_BigKey, ForeignKey("evidence.id"))]
request_key = Annotated[int, mapped_column(_BigKey, ForeignKey("request.id"))]
