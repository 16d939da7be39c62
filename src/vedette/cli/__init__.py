"""The command line: one module a group of commands, and the only room that prints. Nothing heavy is loaded for help."""

from vedette.cli.app import main, run

__all__ = ["main", "run"]
