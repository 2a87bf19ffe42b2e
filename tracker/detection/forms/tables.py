"""The headers of a table's columns, for fields that stand under them."""

MAX_COLUMNS = 40
_MAX_WORDS = 200


class Table:
    """Where we are in the innermost table."""

    __slots__ = ("_column", "_headers", "_in_header", "_row")

    def __init__(self) -> None:
        self._headers: list[str] = []
        self._row: list[str] | None = []
        self._column = -1
        self._in_header = False

    def start(self, name: str) -> None:
        """Go into a table, a row or a cell."""
        if name in ("table", "tr"):
            self._end_row()
            if name == "table":
                self._headers = []
            return
        self._column += 1
        self._in_header = name == "th"
        if self._in_header and self._row is not None and len(self._row) < MAX_COLUMNS:
            self._row.append("")
        elif not self._in_header:
            self._row = None  # a header beside cells speaks for its row, not for columns

    def end(self, name: str) -> None:
        """Leave a table, a row or a cell."""
        self._in_header = False
        if name in ("table", "tr"):
            self._end_row()
        if name == "table":
            self._headers = []

    def text(self, text: str) -> None:
        """Add the text of a header."""
        if self._in_header and self._row:
            self._row[-1] = f"{self._row[-1]} {text}"[:_MAX_WORDS].strip()

    @property
    def header(self) -> str:
        """Return what the header says of the column that we are in; empty where there is none."""
        return self._headers[self._column] if 0 <= self._column < len(self._headers) else ""

    def _end_row(self) -> None:
        if self._row is not None and len(self._row) > 1:
            self._headers = self._row
        self._row, self._column, self._in_header = [], -1, False
