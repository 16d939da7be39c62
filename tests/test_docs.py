"""The documents keep up with the program: every command, option, room, noun and kind is told, and every link leads somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from vedette.cli.app import app
from vedette.lexicon.kinds import kinds

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "vedette"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "gold").glob("*.md")])
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the command line with its path; a group is one too."""
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


COMMANDS = [pair for pair in commands(typer.main.get_command(app)) if pair[0]]


def section(path: tuple[str, ...]) -> str:
    """The part of docs/cli.md that is headed by the command."""
    parts = re.split(r"^## ", CLI, flags=re.MULTILINE)
    return next((part for part in parts if re.search(rf"\bvedette {path[0]}\b", part.splitlines()[0])), "")


@pytest.mark.parametrize("path", [path for path, _ in COMMANDS], ids=" ".join)
def test_every_command_is_told(path: tuple[str, ...]) -> None:
    assert section(path), f"docs/cli.md has no heading for vedette {path[0]}"
    assert re.search(rf"\b{path[-1]}\b", section(path))


@pytest.mark.parametrize(
    ("path", "command"),
    [((), typer.main.get_command(app)), *COMMANDS],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_every_option_is_told(path: tuple[str, ...], command: Any) -> None:
    text = section(path) if path else CLI
    for option in command.params:
        for flag in option.opts:
            if flag.startswith("--"):
                assert re.search(rf"`?{flag}\b", text), f"docs/cli.md does not tell {flag} of vedette {' '.join(path)}"


def test_no_option_is_told_that_is_not_there() -> None:
    known = {
        flag for _, command in [((), typer.main.get_command(app)), *COMMANDS] for option in command.params for flag in option.opts
    }
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", CLI))
    assert told <= known | {"--help"}


def test_every_example_in_help_stands_in_the_document() -> None:
    for path, command in COMMANDS:
        for example in re.findall(r"Example: (vedette .*)", command.help or ""):
            assert example in CLI, f"vedette {' '.join(path)} gives an example that docs/cli.md lacks"


def rooms() -> list[str]:
    files = [path.stem for path in SOURCE.glob("*.py") if path.stem != "__init__"]
    return sorted(files + [path.name for path in SOURCE.iterdir() if (path / "__init__.py").is_file()])


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_told(room: str) -> None:
    assert f"`{room}`" in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def nouns() -> list[str]:
    files = sorted((SOURCE / "model").glob("*.py"))
    body = [node for file in files for node in ast.parse(file.read_text(encoding="utf-8")).body]
    classes = [node.name for node in body if isinstance(node, ast.ClassDef)]
    literals = [
        node.targets[0].id
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and "Literal" in ast.unparse(node.value)
    ]
    return classes + literals


@pytest.mark.parametrize("noun", nouns())
def test_every_noun_is_told(noun: str) -> None:
    assert re.search(rf"^\|[^|]*\b{noun}\b", (ROOT / "docs" / "nouns.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_table_of_kinds_is_told() -> None:
    text = (ROOT / "docs" / "nouns.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", text, re.MULTILINE)
    assert dict(told) == {kind.id: kind.gloss for kind in kinds().values()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        other = (page.parent / name).resolve() if name else page
        assert other.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", other.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}, target


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "docs/decisions.md"])
def test_the_papers_are_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_files_that_documents_name_are_there() -> None:
    for page in PAGES:
        for target in re.findall(r"`((?:src|tests|docs|gold|samples)/[\w./-]+\.\w+)`", page.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{page.name} names {target}"
