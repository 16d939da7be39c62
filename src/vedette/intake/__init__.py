"""Files, streams and addresses in, reports out, each decoded, bounded, dated and named; `fetch.py` alone asks the network."""

from vedette.intake.days import read_day
from vedette.intake.files import read_paths, read_stream
from vedette.intake.finishing import Item, finished
from vedette.intake.reports import MAX_CHARACTERS, make_report

__all__ = ["MAX_CHARACTERS", "Item", "finished", "make_report", "read_day", "read_paths", "read_stream"]
