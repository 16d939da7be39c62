"""No point is invented: 200 made-up names in sentences like those of reports, at least 95% of which stay without a point.

The names are put together of syllables of the lands' own names, from a fixed seed; one that the index knows is no made-up name.
"""

import random
from collections.abc import Iterator

from resolving.test_places import sentences

from vedette.lexicon import load
from vedette.resolving.gazetteer import open_gazetteer
from vedette.resolving.places import find_places, resolve_places

SYLLABLES = {
    "Syria": (
        "tal jar dir hab zan kaf mar ash rub sil",
        "oun iya ad eh an ir ul at",
        "Rebels shelled {}, a village in northern Syria.",
    ),
    "Ukraine": (
        "vel kom bor zar hry ved lyn stu pol drob",
        "ivka yne iv ove anka ets yansk ychi",
        "Russian forces captured {} in Ukraine on Monday.",
    ),
    "Mali": (
        "bou dia kor sen nia tin dou gan for wa",
        "go la ra mba ko ni ré di",
        "Gunmen attacked the village of {} in Mali's Mopti region.",
    ),
    "Congo": (
        "mu ka ru bi lu nya ki mwe bu ka",
        "tembo rungu songa lira bashi nga konde vira",
        "M23 rebels took {} in North Kivu, Congo.",
    ),
    "Myanmar": (
        "kyau taw min hla pan sagu lin thi nam man",
        " gyi bin daung khan zin wa pho",
        "Troops burned houses in {} village, Myanmar.",
    ),
    "Afghanistan": (
        "kha dar shor gul zan bal sar pas nor mai",
        "abad kot gar zai dara shan wal mir",
        "The Taliban attacked a checkpoint in {}, Afghanistan.",
    ),
    "Nigeria": (
        "gam ban dik kur maz bur zab dam jal fun",
        "ari wa boro gu shi ngo ra sa",
        "Boko Haram raided {} in Borno state, Nigeria.",
    ),
    "Mexico": (
        "tep zac chi coy ama tla hua ixt moc tul",
        "atlan epec ingo ulco iapan tenco ahua",
        "Gunmen killed four people in {}, Mexico.",
    ),
}
WANTED, MOST_PLACED = 200, 10


def made_up() -> Iterator[tuple[str, str]]:
    """Names with their sentences, land after land."""
    index = open_gazetteer()
    chance = random.Random(20240501)
    given: set[str] = set()
    while len(given) < WANTED:
        land = list(SYLLABLES)[len(given) % len(SYLLABLES)]
        heads, tails, frame = SYLLABLES[land]
        name = "".join(chance.choice(part) for part in (heads.split(" "), heads.split(" "), tails.split(" "))).strip().title()
        if name not in given and not index.lookup(name):
            given.add(name)
            yield name, frame.format(name)


def test_made_up_names_stay_without_a_point() -> None:
    index = open_gazetteer()
    placed = []
    for name, text in made_up():
        parsed = sentences(text, {name: "GPE"})
        for mention in resolve_places(find_places(parsed, index, load()), parsed, index):
            if mention.mention.text in name and mention.match is not None:
                placed.append((name, mention.match.value.name))
    assert len(placed) <= MOST_PLACED, placed


def test_the_names_are_the_same_on_every_run() -> None:
    assert list(made_up())[:3] == list(made_up())[:3]
    assert len(dict(made_up())) == WANTED
