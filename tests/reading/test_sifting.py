"""What can matter to the kinds that are wanted, and what is parsed with it."""

import pytest
from plain_parser import plain_parser

from vedette.lexicon.forms import forms
from vedette.lexicon.kinds import chosen
from vedette.model import Garble, Report
from vedette.reading import scene
from vedette.reading.sifting import STRUCTURAL, matters, needed, sieve_for

MATTER = [
    "Gunmen attacked a village near Sarm.",
    "Three farmers were shot.",
    "The mayor denied that troops had fled Velika.",
    "Soldiers took control of the bridge.",
    "It took Velika by nightfall.",
    "AIR-STRIKES ON VELIKA",
    "Counter-attacks followed.",
    "The ceasefire came into force.",
    "The town is held by rebels.",
]
PASSED_OVER = [
    "The minister met his counterpart for tea.",
    "The orchestra will play on Sunday.",
    "Shares rose by two per cent.",
    "Years of drought followed.",
    "Talks took place over tea.",
    "",
]
STORY = (
    "Rebels of the Northern Front attacked Goma on Friday. They killed 12 soldiers.\n\n"
    "The weather was fine. Schools stay open.\n\n"
    "The mayor of Bukavu opened a museum.\n\n"
    "“It is a fine building,” he told visitors.\n\n"
    "The group said that it would go on. It shelled Sake on Saturday, the army said."
)


@pytest.fixture(scope="module")
def sieve(coder):
    return sieve_for(chosen("conflict", coder.lexicon), coder.lexicon)


@pytest.mark.parametrize("text", MATTER)
def test_what_can_tell_of_a_conflict_matters(text, sieve):
    assert matters(text, sieve)


@pytest.mark.parametrize("text", PASSED_OVER)
def test_the_rest_is_passed_over(text, sieve):
    assert not matters(text, sieve)


def test_only_what_is_wanted_matters(coder):
    arrests = sieve_for({"arrest"}, coder.lexicon)
    assert matters("Police arrested a man.", arrests)
    assert not matters("Gunmen attacked a village near Sarm.", arrests)


def test_with_all_kinds_nothing_is_sifted(coder):
    assert sieve_for(chosen("all", coder.lexicon), coder.lexicon) is None


@pytest.fixture(scope="module")
def parsers_forms():
    """By part of speech and lemma, the forms that the parser's own tables give it."""
    tables = plain_parser(exclude=["tok2vec", "tagger", "parser", "ner"]).get_pipe("lemmatizer").lookups
    irregular, rules = tables.get_table("lemma_exc"), tables.get_table("lemma_rules")
    found = {part: {} for part in ("verb", "noun")}
    for part, own in found.items():
        for form, lemmas in irregular[part].items():
            for lemma in lemmas:
                own.setdefault(lemma, set()).add(form)
    return lambda part, lemma: (
        found[part].get(lemma, set()) | {lemma[: len(lemma) - len(new)] + old for old, new in rules[part] if lemma.endswith(new)}
    )


def _filled(row, lexicon):
    """Words that fill each slot which a rule needs."""
    words = []
    for slot, wanted in row.get("needs", {}).items():
        first = slot.partition(".")[0]
        words += [first] if first not in STRUCTURAL else []
        plain = [want for want in wanted if not want.startswith("@")]
        names = [want for want in wanted if want.startswith("@")]
        if names or not plain:
            words.append("in Velika")
        else:
            words.append(plain[0][1:] if plain[0].startswith("=") else min(scene.words(lexicon).classes[plain[0]]))
    return " ".join(words)


def test_no_form_of_a_trigger_of_a_conflict_kind_is_passed_over(coder, sieve, parsers_forms):
    lost = []
    for row in coder.lexicon.rows("triggers", "trigger"):
        if row["kind"] not in sieve.kinds:
            continue
        for part in ("verb", "noun"):
            for lemma in row.words(f"{part}s"):
                last = lemma.rpartition("-")[2]
                written = {lemma[: len(lemma) - len(last)] + form for form in parsers_forms(part, last) | {last}}
                lost += [form for form in written if not matters(f"{form} {_filled(row, coder.lexicon)}", sieve)]
    assert lost == []


def test_the_table_of_forms_knows_all_that_the_parser_knows(sieve, parsers_forms):
    lemmas = [("verb", lemma) for lemma in sieve.verbs] + [("noun", lemma) for lemma in sieve.nouns]
    lost = [form for part, lemma in lemmas for form in parsers_forms(part, lemma) - forms(lemma, part)]
    assert lost == []


def test_what_is_not_parsed_keeps_its_sentences_and_offsets(coder, sieve):
    text = "Rebels attacked Goma on Friday.\r\n\nThe weather was fine 🔥. “Schools stay open.” It is May.\n\nSoldiers shelled Sake."
    sentences = coder.parser.parse(Report("r", text, language="en"), Garble(0.0), coder.lexicon, sieve)
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
    passed_over = [sentence.text for sentence in sentences if not sentence.parsed]
    assert passed_over == ["The weather was fine 🔥.", "“Schools stay open.”", "It is May."]
    for sentence in sentences:
        assert sentence.text == text[sentence.start : sentence.end]
        assert [text[token.start : token.end] for token in sentence.tokens] == [token.text for token in sentence.tokens]


def test_what_a_parsed_sentence_looks_back_on_is_parsed_too(coder, sieve):
    report = Report("r", "The museum in Bukavu opened its doors to the militia.\n\nIt attacked Goma.", language="en")
    sentences = coder.parser.parse(report, Garble(0.0), coder.lexicon, sieve)
    assert all(sentence.parsed for sentence in sentences)
    assert needed(sentences, sieve) == frozenset()


@pytest.mark.parametrize("kinds", ["conflict", "attack,killing,shelling"])
def test_the_events_are_those_found_without_sifting(coder, kinds):
    report = Report("r", STORY, language="en")
    sifted = coder.code(report, kinds=kinds)
    whole = [event for event in coder.code(report).events if event.kind in chosen(kinds, coder.lexicon)]
    assert sifted.events
    assert [(event.id, event.kind, event.actors, event.place, event.when, event.toll) for event in sifted.events] == [
        (event.id, event.kind, event.actors, event.place, event.when, event.toll) for event in whole
    ]
