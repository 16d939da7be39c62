"""The ways in which events of many reports go out, by the name that `--format` gives each. One that is added here is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO, TextIO

from vedette.formats.acled import write_acled
from vedette.formats.ftm import write_ftm
from vedette.formats.geojson import write_geojson
from vedette.formats.hxl import write_hxl
from vedette.formats.joined import event_record
from vedette.formats.jsonl import as_line
from vedette.formats.parquet import write_parquet
from vedette.formats.plover import write_plover
from vedette.formats.sheet import write_csv
from vedette.formats.ucdp import write_ucdp
from vedette.model import ToldEvent


def write_jsonl(told: Iterable[ToldEvent], stream: TextIO) -> None:
    """Writes the contract's record of each event on a line."""
    for one in told:
        stream.write(as_line(event_record(one)) + "\n")


EXPORTS: dict[str, Callable[[Iterable[ToldEvent], TextIO], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "acled": write_acled,
    "ucdp": write_ucdp,
    "plover": write_plover,
    "geojson": write_geojson,
    "hxl": write_hxl,
    "ftm": write_ftm,
}
# Those that are bytes, for a file or a pipe and no terminal.
BINARY: dict[str, Callable[[Iterable[ToldEvent], BinaryIO], None]] = {"parquet": write_parquet}
