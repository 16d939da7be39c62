"""The error tree, and what a run does with each branch.

VedetteError
├── ReportError        this report failed: say so in one line, count it, go on with the next
│   ├── UnreadableFile     a path that cannot be read or holds no text
│   ├── BadRecord          a line or a field of an input file that is not what it should be
│   ├── TooLarge           more text than one report may have
│   └── FetchError         an address that is refused, or whose answer is broken, too large or too slow
└── StopError          the run cannot go on: say so in one line, exit 2
    ├── LexiconError       a word file is wrong; names file and line
    ├── GazetteerError      the place index cannot be built or read
    ├── StoreError         a database cannot be opened, read or written
    │   └── StoreBusy          another program is writing to it
    └── UsageError         the command was asked for something that is not
        ├── NothingNamed       a name that nothing has, or more than one thing
        └── Impossible         what is asked cannot be done to what is there
"""

import os
from collections.abc import Callable


class VedetteError(Exception):
    """Any error that Vedette raises on purpose; its text is one line fit to be shown to a user."""


class ReportError(VedetteError):
    """One report could not be read; the others go on."""


class UnreadableFile(ReportError):
    """A path that cannot be opened, is a binary, or holds no text."""


class BadRecord(ReportError):
    """A line or field of an input file that is not what it should be."""


class TooLarge(ReportError):
    """A report with more text than is read at once."""


class FetchError(ReportError):
    """An address that is not fetched, or whose answer cannot be used; the text names it."""


class StopError(VedetteError):
    """The run cannot go on."""


class LexiconError(StopError):
    """A word file is wrong; the text names file and line."""


class GazetteerError(StopError):
    """The place index cannot be built or read."""


class StoreError(StopError):
    """A database cannot be opened, read or written; the text names it."""


class StoreBusy(StoreError):
    """Another program writes to the database for longer than is waited."""


class UsageError(StopError):
    """The command was asked for something that is not."""


class NothingNamed(UsageError):
    """A name that nothing has, or more than one thing."""


class Impossible(UsageError):
    """What is asked cannot be done to what is there: two events that are one already."""


def attempted(name: str, act: Callable[[], object]) -> str | None:
    """Does what is to be done with the report of this name; what to say where that failed, None where it went well."""
    try:
        act()
    except ReportError as error:
        return f"{name}: {error}"
    except MemoryError:
        return f"{name}: not coded: it needs more memory than there is"
    except (VedetteError, OSError):
        raise
    except Exception as error:  # A fault of ours in one report must not cost the user the others.
        if "VEDETTE_DEBUG" in os.environ:
            raise
        return f"{name}: not coded, by a fault of vedette ({type(error).__name__}: {error}); VEDETTE_DEBUG=1 shows where"
    return None
