"""The word files keep what they promise: every file parses, every name that one uses of another is there, no row is lost."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from vedette.lexicon import Row, load
from vedette.lexicon.kinds import kinds
from vedette.lexicon.tables import DATA
from vedette.model import Role, Stance, TieKind

TOML = sorted(DATA.rglob("*.toml"))
TSV = sorted(DATA.rglob("*.tsv"))
# What may stand before "=lemma" and a class's id in a trigger's conditions.
LABELS = {"@place", "@actor", "@person", "@name", "@any", "@none", "@number", "@inf"}
# Slots that are no preposition: those that the reader of slots names.
SLOTS = set(re.findall(r'"([a-z]+)"', (DATA.parents[1] / "reading" / "slots.py").read_text(encoding="utf-8")))
PREPOSITIONS = set(
    "about above across after against ahead along alongside among around at before behind below beside between "
    "beyond by during for from in inside into near of off on onto out outside over through throughout to toward "
    "towards under upon via with within".split()
)
SPEECH_SORTS = {"say", "cite", "learn", "count"}
# What `Name.sort` may be (model/texts.py), by what a description stands for.
PARTY_SORTS = {"state", "military", "group", "body", "outlet", "person"}
PLACE_SORTS = {"town", "area", "province", "country", "feature"}


def name(path: Path) -> str:
    return path.relative_to(DATA).as_posix()


def rows(file: str, table: str) -> tuple[Row, ...]:
    found = load().rows(file, table)
    assert found, f"{file}.toml has no [[{table}]]"
    return found


def tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def where(row: Row) -> str:
    return f"{Path(row.file).name}:{row.line}"


@pytest.mark.parametrize("path", TOML, ids=name)
def test_a_toml_file_parses_into_rows(path: Path) -> None:
    stem = path.relative_to(DATA).with_suffix("").as_posix()
    for table, found in tables(path).items():
        assert found, table
        assert len(load().rows(stem, table)) == len(found)


@pytest.mark.parametrize("path", TSV, ids=name)
def test_a_tsv_file_parses_into_rows(path: Path) -> None:
    found = load().rows(path.relative_to(DATA).with_suffix("").as_posix(), "")
    assert found
    assert all(set(row) == set(found[0]) for row in found)


@pytest.mark.parametrize("path", [*TOML, *TSV], ids=name)
def test_a_file_says_what_it_is_and_where_it_is_from(path: Path) -> None:
    head = re.match(r"(#.*\n)+", path.read_text(encoding="utf-8"))
    assert head
    assert re.search(r"\b(sources?|made by|points)\b", head[0], re.IGNORECASE)


@pytest.mark.parametrize("path", TOML, ids=name)
def test_no_id_stands_twice(path: Path) -> None:
    for table, found in tables(path).items():
        ids = Counter(row["id"] for row in found if "id" in row)
        assert [one for one, times in ids.items() if times > 1] == [], table
        assert len(ids) in (0, len(found)), f"{table}: some rows have an id and some have none"


def test_no_actor_stands_twice_in_the_folder() -> None:
    ids = Counter(row["id"] for row in load().rows("actors/", "actor"))
    assert [one for one, times in ids.items() if times > 1] == []


# ── triggers.toml and weapons.toml ──

TRIGGERS = rows("triggers", "trigger")
CLASSES = {row["id"] for row in rows("classes", "class")}
FIELDS = {"kind", "verbs", "nouns", "needs", "never", "actor", "target", "place", "weapon", "toll", "both"}


def conditions(row: Row) -> Iterator[tuple[str, str]]:
    """Each slot that a trigger puts a condition on, with each thing that may fill it."""
    for field in ("needs", "never"):
        for slot, wanted in row.get(field, {}).items():
            assert isinstance(wanted, list), where(row)
            yield from ((slot, one) for one in wanted)


def slots(row: Row) -> set[str]:
    told = {slot for field in ("actor", "target", "place") for slot in row.words(field)}
    return told | {slot for slot, _ in conditions(row)}


@pytest.mark.parametrize("row", TRIGGERS, ids=where)
def test_a_trigger_is_whole(row: Row) -> None:
    assert set(row) <= FIELDS
    assert row["kind"] == "none" or row["kind"] in kinds()
    assert bool(row.words("verbs")) != bool(row.words("nouns"))
    assert row.get("toll") in (None, "killed", "wounded")
    for word in (*row.words("verbs"), *row.words("nouns")):
        assert word == word.lower()
        assert " " not in word


@pytest.mark.parametrize("row", TRIGGERS, ids=where)
def test_a_trigger_names_classes_that_there_are(row: Row) -> None:
    asked = {want for _, want in conditions(row) if not want.startswith("=")}
    assert asked - CLASSES - LABELS == set()


# Slots that are no preposition and that nothing reads, so they are never filled.
NEVER_FILLED = {"there", "short"}


def unknown_slots(row: Row) -> set[str]:
    return {part for slot in slots(row) for part in slot.split(".")} - SLOTS - PREPOSITIONS


@pytest.mark.parametrize("row", TRIGGERS, ids=where)
def test_a_trigger_names_slots_that_there_are(row: Row) -> None:
    assert unknown_slots(row) - NEVER_FILLED == set()


def test_no_slot_is_never_filled() -> None:
    assert {slot for row in TRIGGERS for slot in unknown_slots(row)} == set()


def shadowed(key: str) -> set[str]:
    """Lemmas with a rule that can never win, since one above it has no conditions."""
    unconditional: set[str] = set()
    found: set[str] = set()
    for row in TRIGGERS:
        found |= unconditional & set(row.words(key))
        if not row.get("needs") and not row.get("never"):
            unconditional |= set(row.words(key))
    return found


def test_no_rule_stands_behind_one_that_always_wins() -> None:
    assert shadowed("verbs") == set()
    assert shadowed("nouns") == set()


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_words_that_tell_of_it(kind: str) -> None:
    assert kind in {row["kind"] for row in (*TRIGGERS, *rows("weapons", "weapon"))}


def test_every_class_is_asked_for() -> None:
    asked = {want for row in TRIGGERS for _, want in conditions(row)}
    code = "\n".join(path.read_text(encoding="utf-8") for path in (DATA.parents[1] / "reading").glob("*.py"))
    assert {one for one in CLASSES - asked if f'"{one}"' not in code} == set()


@pytest.mark.parametrize("row", rows("classes", "class"), ids=lambda row: row["id"])
def test_words_of_a_class_can_be_met(row: Row) -> None:
    assert [word for word in row.words("words") if word != word.lower() or " " in word] == []


def test_light_verbs() -> None:
    assert [row["lemma"] for row in rows("triggers", "light")] == ["agent", "patient"]
    assert all(row.words("verbs") for row in rows("triggers", "light"))


@pytest.mark.parametrize("row", rows("weapons", "weapon"), ids=lambda row: row["kind"])
def test_a_weapon_makes_a_kind_that_there_is(row: Row) -> None:
    assert row["kind"] in kinds()
    assert kinds()[row["kind"]].family in ("remote", "harm")
    assert row.words("words")


def test_a_weapon_makes_one_kind() -> None:
    words = Counter(word for row in rows("weapons", "weapon") for word in row.words("words"))
    assert [word for word, times in words.items() if times > 1] == []


# ── hedges, speech, holding, backing, coreference ──


@pytest.mark.parametrize("table", ["governor", "adverb", "modal", "mark", "adjective", "preposition"])
def test_a_hedge_gives_a_stance_that_there_is(table: str) -> None:
    passing = {"neutral"} if table == "governor" else set()
    assert {row["stance"] for row in rows("hedges", table)} <= {*get_args(Stance), *passing}


@pytest.mark.parametrize("table", ["governor", "adverb", "modal", "mark", "adjective", "preposition"])
def test_a_hedge_gives_one_stance(table: str) -> None:
    told: dict[str, str] = {}
    for row in rows("hedges", table):
        for word in row.words("words"):
            assert told.setdefault(word, row["stance"]) == row["stance"], word


def test_every_stance_but_asserted_has_words() -> None:
    told = {row["stance"] for table in ("governor", "modal", "adverb", "adjective") for row in rows("hedges", table)}
    assert told == {*get_args(Stance), "neutral"} - {"asserted"}


def test_speech() -> None:
    assert {row["sort"] for row in rows("speech", "verb")} == SPEECH_SORTS
    assert {row["role"] for row in rows("speech", "source")} == set(get_args(Role))
    assert {row["role"] for row in rows("speech", "called")} <= set(get_args(Role))
    assert rows("speech", "noise")[0].words("words")


def test_a_source_has_one_role() -> None:
    words = Counter(word for row in rows("speech", "source") for word in row.words("words"))
    assert [word for word, times in words.items() if times > 1] == []


def test_an_outlet_has_a_role_that_there_is() -> None:
    assert {row["role"] for row in rows("outlets", "outlet")} <= set(get_args(Role))


def test_holding() -> None:
    assert {row["id"] for row in rows("holding", "verb")} == {"hold", "occupy"}
    assert all(row.words("preposition") and row.words("words") for row in rows("holding", "state"))
    assert all(set(row.words("preposition")) <= PREPOSITIONS for row in rows("holding", "state"))
    assert rows("holding", "noun")
    assert rows("holding", "over")


def test_backing() -> None:
    told = {row["kind"] for table in ("verb", "beside", "noun", "frame", "phrase", "loyal") for row in rows("backing", table)}
    assert told == set(get_args(TieKind))
    assert {word for row in rows("backing", "beside") for word in row.words("words")} - PREPOSITIONS - {"aside"} == set()


def test_coreference() -> None:
    assert {sort for row in rows("coreference", "description") for sort in row.words("sort")} <= PARTY_SORTS
    assert {sort for row in rows("coreference", "place") for sort in row.words("sort")} == PLACE_SORTS
    assert {row["id"] for row in rows("coreference", "pronoun")} == {"body", "many", "person", "speaker"}


@pytest.mark.parametrize("row", rows("bylines", "byline"), ids=lambda row: row["id"])
def test_a_byline_is_a_pattern_that_matches_something(row: Row) -> None:
    assert re.compile(row["pattern"]).match("") is None


@pytest.mark.parametrize("row", rows("stand_ins", "stand_in"), ids=lambda row: row["words"])
def test_a_stand_in_needs_evidence(row: Row) -> None:
    assert row["words"] != row["plain"]
    assert row.words("evidence")


# ── kinds.toml ──


def test_families_hold_kinds_of_one_sort() -> None:
    """Kinds that may tell of one happening do the same to who holds the place, or nothing."""
    for family in {kind.family for kind in kinds().values()}:
        effects = {kind.control for kind in kinds().values() if kind.family == family} - {"none"}
        assert len(effects) <= 1, family
