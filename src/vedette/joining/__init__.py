"""Readings -> Events: what tells of one happening is put together, and what they add up to."""

from vedette.joining.within import join_within

__all__ = ["join_within"]
