"""The errors that reach a person. Each message says what is wrong and what to do; no traceback is shown for them."""


class TrackerError(Exception):
    """Anything that we expect to go wrong and can explain in one line."""


class ConfigurationError(TrackerError, ValueError):
    """A setting, option, profile or adapter that cannot be used as it stands."""


class UnreadableInputError(TrackerError, ValueError):
    """A file given by the person that is not what it says it is."""


class LedgerError(TrackerError, OSError):
    """The ledger, its key or its journal cannot be opened or written."""
