"""Claims as whole records: their triggers, tense, ids and exact spans, what is left out, and texts that are hard to point into."""

import pytest

from vedette.reading.claims import identity, read_claims, read_parties, tense_of

# (text, trigger of the first claim)
TRIGGERS = [
    ("Rebels attacked Goma.", "attacked"),
    ("Rebels mounted an offensive on Goma.", "mounted an offensive"),
    ("Soldiers shot down a drone over Goma.", "shot down"),
    ("An offensive was mounted on Goma.", "offensive"),
    ("Rebels blew up a bridge in Goma.", "blew up"),
]

# (text, event's word, tense)
TENSES = [
    ("Rebels attacked Goma.", "attacked", "past"),
    ("Rebels attack Goma.", "attack", "present"),
    ("Rebels are attacking Goma.", "attacking", "present"),
    ("Rebels will attack Goma.", "attack", "future"),
    ("Rebels would attack Goma.", "attack", "future"),
    ("Rebels had attacked Goma.", "attacked", "pluperfect"),
    ("Rebels have attacked Goma.", "attacked", "past"),
    ("The attack killed nine.", "attack", "past"),
    ("Rebels fled, leaving Goma.", "leaving", "past"),
]


@pytest.mark.parametrize(("text", "expected"), TRIGGERS)
def test_triggers(read, text, expected):
    assert read(text).claims[0].trigger.text == expected


@pytest.mark.parametrize(("text", "word", "expected"), TENSES)
def test_tenses(read, text, word, expected):
    seen = read(text)
    assert tense_of(seen.scene, seen.last(word)[1]) == expected


def test_the_present_of_a_title_is_past(read):
    title = "Rebels attack Goma"
    claims = read(f"{title}\n\nRebels attack Goma.", title=title).claims
    assert [(claim.part, claim.tense) for claim in claims] == [("title", "past"), ("body", "present")]


# Every span must be exact, whatever stands around it.
HARD = [
    "Rebels attacked the town of Sake near Goma on Friday, killing 14 soldiers, the mayor told Reuters.",
    "🚨 Rebels 🔥 attacked Bukavu 🇨🇩 on Friday, killing 14 soldiers 😢, the mayor said. They fled the city.",
    "👨‍👩‍👧 Families fled Aleppo.\r\n\r\nThe Syrian army, backed by Russia 🇷🇺, shelled the city.",
    "“Soldiers killed nine men,” a résumé-writing résident of Ménaka said…  They left the rebel-held town.",
    "The useful resource businesses stated that the death toll changed into announced at some point of the equal day.\n\n"
    "Houthi opponents subsidized through Iran took complete manage of Marib. The town is held with the aid of the Houthis.",
    "The navy changed into quoted as pronouncing that warring parties opened hearth 🔥 on the convoy close to Taiz.",
    "القوات 🔥 said: Turkish jets bombed PKK positions in Qandil on Monday.",
    "e\u0301tat: soldiers killed nine people in Bangui, which is controlled by rebels.",
]


@pytest.mark.parametrize("text", HARD)
def test_every_mention_stands_where_it_says(read, mentions, text):
    seen = read(text)
    found = mentions((seen.claims, seen.holdings, seen.ties, seen.names, read_parties(seen.discourse)))
    assert found
    assert [(one.start, text[one.start : one.end]) for one in found] == [(one.start, one.text) for one in found]


def test_the_hard_texts_are_garbled_where_they_mean_to_be(read):
    assert [bool(read(text).garble.phrases) for text in HARD] == [False, False, False, False, True, True, False, False]


@pytest.mark.parametrize("text", HARD)
def test_a_claim_lies_in_its_sentence(read, text):
    for claim in read(text).claims:
        assert claim.sentence.start <= claim.trigger.start < claim.trigger.end <= claim.sentence.end
        assert read(text).sentences[claim.sentence_index].text == claim.sentence.text


def test_spun_words_keep_the_report_and_know_the_plain_wording(read):
    spun = "The useful resource businesses stated that the death toll changed into announced at some point of the equal day.\n\n"
    text = f"{spun}Houthi opponents attacked Marib."
    claim = read(text).claims[-1]
    assert (claim.actors[0].text, claim.actors[0].words) == ("Houthi opponents", "Houthi fighters")


# Words and diplomacy need somebody who speaks or acts: (text, kinds)
NEEDED = [
    ("Iran condemned the vote.", ["accuse"]),
    ("The vote was condemned.", []),
    ("Talks were held in Geneva.", []),
    ("Iran and Oman held talks in Geneva.", ["meet"]),
    ("Goma was shelled.", ["shelling"]),
]


@pytest.mark.parametrize(("text", "expected"), NEEDED)
def test_words_need_a_speaker(read, text, expected):
    assert [claim.kind for claim in read(text).claims] == expected


def test_only_the_kinds_that_are_wanted(read, coder):
    discourse = read("Rebels attacked Goma and kidnapped nine men.").discourse
    assert [claim.kind for claim in read_claims(discourse, "r", {"abduction"}, coder.lexicon)] == ["abduction"]
    assert read_claims(discourse, "r", frozenset(), coder.lexicon) == ()


def test_ids_are_hashes_of_report_kind_and_trigger(read, coder):
    discourse = read("Rebels attacked Goma and kidnapped nine men.").discourse
    one, other = read_claims(discourse, "r", {"attack", "abduction"}, coder.lexicon)
    assert one.id == identity("r", "attack", one.trigger.start, one.trigger.end)
    assert one.id != other.id
    assert read_claims(discourse, "s", {"attack"}, coder.lexicon)[0].id != one.id
    assert read_claims(discourse, "r", {"attack"}, coder.lexicon)[0].id == one.id


def test_an_identity_keeps_its_parts_apart():
    assert identity("ab", "c") != identity("a", "bc")


# An apposition stands for the name that it describes: (text, event's word, words, named)
APPOSED = [
    ("Kataib Hezbollah, an Iraqi militia, attacked Erbil.", "attacked", "Kataib Hezbollah", "Kataib Hezbollah"),
    ("An Iraqi militia, Kataib Hezbollah, attacked Erbil.", "attacked", "An Iraqi militia", "Kataib Hezbollah"),
    ("Hezbollah said it attacked Metula.", "attacked", "it", "Hezbollah"),
]


@pytest.mark.parametrize(("text", "word", "words", "named"), APPOSED)
def test_actors_are_named(read, text, word, words, named):
    claim = next(claim for claim in read(text).claims if claim.trigger.text == word)
    assert [(actor.text, actor.named.text) for actor in claim.actors] == [(words, named)]


def test_parties_are_all_named_once_and_no_pronoun(read):
    found = read_parties(read("The Taliban shot nine farmers. They fled.").discourse)
    assert [one.text for one in found] == ["The Taliban", "nine farmers"]


def test_a_text_without_events_gives_none(read):
    seen = read("The weather was fine. Shops opened at nine.")
    assert (seen.claims, seen.holdings, seen.ties) == ((), (), ())


def test_every_claim_says_why(read):
    for claim in read("Rebels will attack Goma, the mayor said.").claims:
        assert claim.notes[0].startswith("'attack' tells of ")
        assert claim.notes[-1] == "planned: 'will' stands before it"


def test_who_claims_responsibility_tells_of_it_once_more(read):
    first, again = read("A bomb killed nine people in Mogadishu. Al-Shabaab claimed responsibility.").claims
    assert (first.kind, again.kind, again.trigger.text, again.again) == ("bombing", "bombing", "claimed", True)
    assert [actor.text for actor in again.actors] == ["Al-Shabaab"]
    assert [speaker.mention.text for speaker in again.speakers] == ["Al-Shabaab"]


# what is claimed or refused otherwise tells of nothing more
UNCLAIMED = [
    "A bomb killed nine people in Mogadishu. No group has claimed responsibility.",
    "A bomb killed nine people in Mogadishu. Al-Shabaab denied responsibility.",
    "The talks ended in Mogadishu. Al-Shabaab claimed responsibility.",
]


@pytest.mark.parametrize("text", UNCLAIMED)
def test_nothing_is_claimed(read, text):
    assert not any(claim.again for claim in read(text).claims)
