"""Feeds again and again: what a list names is asked when due, what is new is read, coded, kept and joined.

Whoever calls hands in what fetches and what codes; the parser is not known here.
"""

from vedette.watching.asking import Door, open_door
from vedette.watching.checking import check
from vedette.watching.lists import read_list, seconds_of
from vedette.watching.rounds import Plan, watch

__all__ = ["Door", "Plan", "check", "open_door", "read_list", "seconds_of", "watch"]
