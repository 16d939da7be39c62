"""The rules as they are read from triggers.toml: every kind is of the table, the special stands first, a user's row counts."""

import re

import pytest

from vedette.errors import LexiconError
from vedette.lexicon.kinds import kinds
from vedette.lexicon.tables import Lexicon, load
from vedette.reading.triggers import rules_of

SLOT = re.compile(r"[a-z-]+(\.[a-z-]+)*")


def every_rule():
    rules = rules_of(load())
    return [rule for table in (rules.verbs, rules.nouns) for row in table.values() for rule in row]


def test_every_kind_is_one_of_the_table():
    assert {rule.kind for rule in every_rule()} - {"none"} <= set(kinds())


def test_every_weapon_makes_a_kind_of_the_table():
    assert {weapon.kind for found in rules_of(load()).weapons.values() for weapon in found} <= set(kinds())


def test_every_class_that_a_condition_names_is_one():
    classes = {row["id"] for row in load().rows("classes", "class")} | {
        "@any",
        "@none",
        "@name",
        "@actor",
        "@person",
        "@place",
        "@number",
        "@inf",
    }
    asked = {want for rule in every_rule() for _, wanted in (*rule.needs, *rule.never) for want in wanted}
    assert {want for want in asked if not want.startswith("=")} <= classes


def test_slots_are_written_as_slots():
    names = [name for rule in every_rule() for name in (*rule.actor, *rule.target, *rule.place)]
    assert [name for name in names if not SLOT.fullmatch(name)] == []


def test_tolls_are_killed_or_wounded():
    assert {rule.toll for rule in every_rule()} == {None, "killed", "wounded"}


# (lemma, table, defaults of its first rule without slots of its own: actor, target)
DEFAULTS = [
    ("ambush", "verbs", ("subj",), ("obj",)),
    ("ambush", "nouns", ("by", "poss", "light", "mod"), ("on", "of", "against")),
]


@pytest.mark.parametrize(("lemma", "table", "actor", "target"), DEFAULTS)
def test_slots_that_a_row_leaves_out(lemma, table, actor, target):
    rule = getattr(rules_of(load()), table)[lemma][0]
    assert (rule.actor, rule.target, rule.noun) == (actor, target, table == "nouns")


def test_a_users_row_is_added(tmp_path):
    (tmp_path / "triggers.toml").write_text('[[trigger]]\nkind = "raid"\nverbs = ["swoop"]\n', encoding="utf-8")
    assert [rule.kind for rule in rules_of(Lexicon(tmp_path)).verbs["swoop"]] == ["raid"]
    assert "swoop" not in rules_of(load()).verbs


def test_a_row_without_a_kind_is_named_with_its_line(tmp_path):
    (tmp_path / "triggers.toml").write_text('# mine\n[[trigger]]\nverbs = ["swoop"]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"triggers\.toml:2: the row lacks 'kind'"):
        rules_of(Lexicon(tmp_path))


def test_the_same_lexicon_gives_the_same_rules():
    assert rules_of(load()) is rules_of(load())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A US-led coalition bombed Sirte.", "air-strike"),
        ("Rebels bombed a bank in Sirte.", "bombing"),
        ("Rebels captured 60% of Sirte.", "capture"),
        ("Rebels came close to liberating it.", None),
        ("Rebels agreed to liberate the hostages.", "release"),
    ],
)
def test_who_bombs_and_what_is_taken_tell_the_kind(read, text, kind):
    found = [claim.kind for claim in read(text).claims]
    assert found[:1] == ([kind] if kind else []) or kind in found
