"""The ways out: what was read of a report as contract records, JSON lines and tables for a terminal; no parser here."""

from vedette.formats.jsonl import as_line
from vedette.formats.records import candidate_records, mention_records, to_record

__all__ = ["as_line", "candidate_records", "mention_records", "to_record"]
