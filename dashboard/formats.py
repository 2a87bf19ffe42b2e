"""Numbers, dates and sizes as people read them, in the time zone of the machine, which is the reader's own."""

from datetime import date, datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def now() -> datetime:
    """Return the present moment in the machine's time zone."""
    return datetime.now().astimezone()


def number(value: int) -> str:
    """Return `12,345`."""
    return f"{value:,}"


def counted(value: int, one: str, many: str = "") -> str:
    """Return `1 site`, `12,345 sites`."""
    return f"{number(value)} {one if value == 1 else many or f'{one}s'}"


def day(value: date) -> str:
    """Return `3 March 2026`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, present: datetime | None = None) -> str:
    """Return `today, 14:05`, `yesterday, 09:30`, `3 March, 14:05`, or with the year where it is another."""
    local, here = value.astimezone(), (present or now()).astimezone()
    time, age = f"{local:%H:%M}", (here.date() - local.date()).days
    if age in (0, 1):
        return f"{'yesterday' if age else 'today'}, {time}"
    year = "" if local.year == here.year else f" {local.year}"
    return f"{local.day} {_MONTHS[local.month - 1]}{year}, {time}"


def size(octets: int) -> str:
    """Return `2.4 MB`."""
    value, unit = float(octets), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{octets} bytes" if unit == 0 else f"{value:.1f} {_UNITS[unit]}"
