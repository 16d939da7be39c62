"""The command `vedette`: its groups of commands, and what the shell is told at the end.

Exit codes: 0 all went well, 1 some reports failed, 2 wrong use or a stop, 130 on Ctrl-C. An error is one line on
standard error; VEDETTE_DEBUG=1 shows where it came from instead.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Annotated, NoReturn

import typer

import vedette
from vedette.cli import (
    archiving,
    asking,
    brief,
    coding,
    copying,
    gazetteer,
    holding,
    intake,
    resolve,
    reviewing,
    scoring,
    serving,
    storing,
    walking,
    watching,
)
from vedette.cli.output import say
from vedette.errors import ReportError, VedetteError

app = typer.Typer(
    name="vedette",
    help="Reads reports of armed conflict, in English, and gives sourced, placed, dated events.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.command()(coding.code)
app.command()(coding.places)
app.command()(coding.actors)
app.add_typer(resolve.app, name="resolve")
app.command()(storing.add)
app.command()(archiving.archive)
app.add_typer(intake.app, name="intake")
app.command()(watching.watch)
app.add_typer(watching.app, name="feeds")
app.command()(asking.events)
app.command()(asking.docs)
app.command()(asking.explain)
app.command()(holding.control)
app.command()(holding.ties)
app.command()(brief.brief)
app.add_typer(reviewing.app, name="review")
reviewing.app.command()(walking.walk)
app.command()(serving.serve)
app.command()(serving.password)
app.command()(storing.remove)
app.command()(storing.recode)
app.command()(copying.copy)
app.command()(scoring.score)
app.add_typer(gazetteer.app, name="gazetteer")


def _version(asked: bool) -> None:
    if asked:
        print(f"vedette {vedette.__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    pass


def main() -> NoReturn:
    """The console script: runs the command line and leaves with its exit code."""
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs the command line `arguments`; the exit code. Nothing but SystemExit's code leaves it."""
    try:
        app(args=list(arguments), prog_name="vedette")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return _hushed()
    except Exception as error:  # The last door: a user is never shown a traceback.
        if "VEDETTE_DEBUG" in os.environ:
            raise
        say(_words(error))
        return 1 if isinstance(error, ReportError) else 2
    return 0


def _words(error: Exception) -> str:
    if isinstance(error, VedetteError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return f"a fault of vedette ({type(error).__name__}: {error}); VEDETTE_DEBUG=1 shows where"


def _hushed() -> int:
    """Whoever read our output has gone: what is left of it goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(143)
