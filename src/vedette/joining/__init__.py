"""Readings -> Events, of one report and of many: what tells of one happening is put together, and what it adds up to."""

from vedette.joining.across import copies_of, join_reports, rejoin
from vedette.joining.within import join_within

__all__ = ["copies_of", "join_reports", "join_within", "rejoin"]
