"""Claims -> Readings: each claim's words resolved, with the report as context.

The report's country is the one that its places and people point to most; a claim's own place narrows it. Days hang on
the publication and on the day last told of. The holder of a place under attack is its recipient where no other is told.
"""

from vedette.interpreting.context import Context, set_context
from vedette.interpreting.parties import interpret_parties, name_speaker
from vedette.interpreting.readings import interpret, interpret_holdings, interpret_ties

__all__ = ["Context", "interpret", "interpret_holdings", "interpret_parties", "interpret_ties", "name_speaker", "set_context"]
