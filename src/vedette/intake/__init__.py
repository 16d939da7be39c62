"""Files and streams in, reports out: every text is decoded, bounded, dated and named by its hash; nothing is fetched."""

from vedette.intake.days import read_day
from vedette.intake.files import read_paths
from vedette.intake.finishing import Item, finished
from vedette.intake.reports import MAX_CHARACTERS, make_report

__all__ = ["MAX_CHARACTERS", "Item", "finished", "make_report", "read_day", "read_paths"]
