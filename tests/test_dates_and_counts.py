"""When and how many, end to end: rows of (text, day of publication, event's word, first and last day), and of (text, tolls)."""

from __future__ import annotations

import datetime as dt

import pytest

from vedette.model import Event, Report
from vedette.pipeline import Coder

THURSDAY = "2022-05-05"
DAYS: list[tuple[str, str, str, tuple[str | None, str | None]]] = [
    ("On 3 May 2022, rebels attacked Goma.", THURSDAY, "attacked", ("2022-05-03", "2022-05-03")),
    # what goes on from a day
    ("On 3 May 2022, rebels gathered near Goma. They attacked a post.", THURSDAY, "attacked", ("2022-05-03", "2022-05-03")),
    ("On 3 May 2022, rebels attacked Goma before fleeing to Sake.", THURSDAY, "attacked", ("2022-05-03", "2022-05-03")),
    (
        "On 3 May 2022, nine farmers were killed by gunmen who opened fire in Gao.",
        THURSDAY,
        "opened",
        ("2022-05-03", "2022-05-03"),
    ),
    ("On 3 May 2022, rebels who had captured Goma attacked Sake.", THURSDAY, "captured", (None, THURSDAY)),
    (
        "On 3 May 2022, rebels attacked Goma.\n\nSoldiers withdrew from Sake.",
        THURSDAY,
        "withdrew",
        ("2022-05-03", "2022-05-03"),
    ),
    (
        "On 3 May 2022, rebels attacked Goma.\n\nThe town was calm.\n\nSoldiers withdrew from Sake.",
        THURSDAY,
        "withdrew",
        (None, THURSDAY),
    ),
    # counted from the day told last
    (
        "Rebels attacked Goma on Friday. Soldiers arrested a commander the day before.",
        THURSDAY,
        "arrested",
        ("2022-04-28", "2022-04-28"),
    ),
    (
        "Rebels attacked Goma on Friday. Two days later, soldiers retook the town.",
        THURSDAY,
        "retook",
        ("2022-05-01", "2022-05-01"),
    ),
    # counted from the publication
    ("Rebels attacked Goma on Friday.", THURSDAY, "attacked", ("2022-04-29", "2022-04-29")),
    ("Protesters marched in Lima late on Thursday.", THURSDAY, "marched", ("2022-05-05", "2022-05-05")),
    ("Police arrested 40 activists in Minsk yesterday.", THURSDAY, "arrested", ("2022-05-04", "2022-05-04")),
    ("Jets bombed Saada overnight.", THURSDAY, "bombed", ("2022-05-04", "2022-05-05")),
    ("A car bomb exploded in Kabul two weeks ago.", THURSDAY, "exploded", ("2022-04-18", "2022-04-24")),
    ("Gunmen kidnapped 30 pupils in Kaduna last month.", THURSDAY, "kidnapped", ("2022-04-01", "2022-04-30")),
    ("Houthi fighters shelled Taiz over the past few weeks.", THURSDAY, "shelled", ("2022-04-14", "2022-05-05")),
    ("The army will attack Goma next week.", THURSDAY, "attack", ("2022-05-09", "2022-05-15")),
    # the saying is not the happening
    ("The army said on Monday that rebels had attacked Goma.", THURSDAY, "attacked", (None, "2022-05-02")),
    # ranges and parts
    ("Houthi fighters shelled Taiz between 3 and 6 April 2022.", THURSDAY, "shelled", ("2022-04-03", "2022-04-06")),
    ("Fighting raged in Taiz from March to June 2021.", THURSDAY, "Fighting", ("2021-03-01", "2021-06-30")),
    ("Russian troops captured Lysychansk in early July 2022.", "2022-09-05", "captured", ("2022-07-01", "2022-07-10")),
    ("Soldiers have besieged Chernihiv since 25 February 2022.", "2022-03-10", "besieged", ("2022-02-25", "2022-03-10")),
    ("The army captured Palmyra in 2016.", THURSDAY, "captured", ("2016-01-01", "2016-12-31")),
    # a day before a noun is that noun's
    (
        "On 3 May 2022, activists marched in Tbilisi against the 7 October 2001 American invasion of Afghanistan.",
        THURSDAY,
        "marched",
        ("2022-05-03", "2022-05-03"),
    ),
    (
        "On 3 May 2022, activists marched in Tbilisi against the 7 October 2001 American invasion of Afghanistan.",
        THURSDAY,
        "invasion",
        ("2001-10-07", "2001-10-07"),
    ),
    # the date holds where the weekday disagrees
    ("Rebels attacked Goma on Friday, May 3, 2022.", THURSDAY, "attacked", ("2022-05-03", "2022-05-03")),
]

Tolls = dict[str, tuple[int | None, int | None]]
TOLLS: list[tuple[str, Tolls]] = [
    ("Air strikes killed 22 people in Saada.", {"killed": (22, 22)}),
    ("At least 14 people were killed in shelling in Kherson.", {"killed": (14, None)}),
    ("Up to 20 soldiers were killed in an ambush near Gao.", {"killed": (None, 20)}),
    ("Between 10 and 15 fighters were killed in clashes in Idlib.", {"killed": (10, 15)}),
    ("Nearly 300 soldiers were killed in the siege of Mariupol.", {"killed": (270, 299)}),
    ("Dozens of people were killed in fighting in Sirte.", {"killed": (24, 99)}),
    ("A bomb killed six people, including two children, in Kabul.", {"killed": (6, 6)}),
    ("Nobody was killed in the attack on Goma.", {"killed": (0, 0)}),
    # nouns left out
    ("A bombing killed nine and wounded twenty in Quetta.", {"killed": (9, 9), "wounded": (20, 20)}),
    ("Two soldiers were killed and three injured in a bombing in Gao.", {"killed": (2, 2), "wounded": (3, 3)}),
    ("Nine people were killed and 20 were wounded in a bombing in Quetta.", {"killed": (9, 9), "wounded": (20, 20)}),
    ("Gunmen attacked Gao, killing 24 of them.", {"killed": (24, 24)}),
    ("Shelling wounded 13 in Sumy.", {"wounded": (13, 13)}),
    ("The clash in Goma left three dead and five wounded.", {"killed": (3, 3), "wounded": (5, 5)}),
    # people named without a number
    ("A baker and his cousin were killed in Oaxaca.", {"killed": (2, 2)}),
    ("The shelling killed a monk and six displaced villagers.", {"killed": (7, 7)}),
    ("One smuggler and one ranger were killed in a raid on Juba.", {"killed": (2, 2)}),
    ("One militiaman was shot and killed in Tripoli.", {"killed": (1, 1)}),
    # deadly by what follows the verb
    ("Police shot dead six protesters in Conakry.", {"killed": (6, 6)}),
    ("Residents of Nairobi beat to death an alleged burglar.", {"killed": (1, 1)}),
    # counted on in later sentences
    ("A bomb exploded in Kabul. 1 killed. 2 injured.", {"killed": (1, 1), "wounded": (2, 2)}),
    (
        "Gunmen attacked a village near Gao. Nine people were killed. Thirty others were wounded.",
        {"killed": (9, 9), "wounded": (30, 30)},
    ),
    ("Gunmen attacked a village near Gao. Nine people were killed. Two others died in hospital.", {"killed": (11, 11)}),
    ("Gunmen shot two farmers near Gao. 2 fatalities.", {"killed": (2, 2)}),
    ("Gunmen attacked a market in Gao. A guard was killed. In total, 14 people died.", {"killed": (14, 14)}),
    ("A strike on Rafah killed 14 people on Monday. The strike in Rafah killed 14 people, medics said.", {"killed": (14, 14)}),
    # other tolls
    ("Police arrested 40 activists in Minsk.", {"captured": (40, 40)}),
    ("Gunmen kidnapped 30 pupils in Kaduna.", {"captured": (30, 30)}),
    ("Two million people were displaced from Kharkiv.", {"displaced": (2_000_000, 2_000_000)}),
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def events(coder: Coder, text: str, published: str) -> tuple[Event, ...]:
    return coder.code(Report("r", text, published=dt.date.fromisoformat(published), language="en")).events


@pytest.mark.parametrize(("text", "published", "word", "expected"), DAYS)
def test_days(coder: Coder, text: str, published: str, word: str, expected: tuple[str | None, str | None]) -> None:
    found = [
        event for event in events(coder, text, published) if any(word in reading.claim.trigger.text for reading in event.readings)
    ]
    assert len(found) == 1
    assert found[0].when is not None
    days = found[0].when.value
    assert tuple(day.isoformat() if day else None for day in (days.earliest, days.latest)) == expected


@pytest.mark.parametrize(("text", "expected"), TOLLS)
def test_tolls(coder: Coder, text: str, expected: Tolls) -> None:
    told = [event.toll for event in events(coder, text, THURSDAY)]
    found = [
        {
            field: (match.value.low, match.value.high)
            for field in ("killed", "wounded", "captured", "missing", "displaced")
            if (match := getattr(toll, field)) is not None
        }
        for toll in told
    ]
    assert [toll for toll in found if toll] == [expected]


def test_a_weekday_that_disagrees_with_its_date_is_said(coder: Coder) -> None:
    (event,) = events(coder, "Rebels attacked Goma on Friday, May 3, 2022.", THURSDAY)
    assert event.when is not None
    assert "Friday, disagrees with the date" in event.when.reason


def test_those_counted_besides_are_said_to_be(coder: Coder) -> None:
    (event,) = events(coder, "Gunmen attacked a village near Gao. Nine people were killed. Two others died in hospital.", THURSDAY)
    assert event.toll.killed is not None
    assert "Besides these" in event.toll.killed.reason
