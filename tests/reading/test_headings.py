"""A heading inside a report tells of no event; a title, a line of a list and a short sentence do."""

import pytest

from vedette.reading.headings import find_days

PROSE = "Government troops crossed the river at dawn and moved towards the old airfield in Nyala."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Calm ruled Nyala.\n\nBattle for the airfield\n\n{PROSE}", False),
        (f"Calm ruled Nyala.\n\nThe offensive\n\nAssault on Nyala\n\n{PROSE}", False),
        (f"Calm ruled Nyala.\n\nRebels shelled the airfield\n\n{PROSE}", True),
        (f"Calm ruled Nyala.\n\nA battle for the airfield began.\n\n{PROSE}", True),
        (f"Battle for the airfield\n\n{PROSE}", True),
        ("Incidents of the week in Darfur:\n\nShelling in Nyala\n\nArmed clashes in Zalingei", True),
    ],
)
def test_headings_tell_of_nothing(read, text, expected):
    words = {claim.trigger.text.lower() for claim in read(text).claims}
    assert bool(words & {"battle", "offensive", "assault", "shelled", "shelling", "clashes"}) is expected


CHRONICLE = f"Calm ruled Nyala.\n\n12 October 2019\n\n{PROSE}\n\n{PROSE}\n\n13 October 2019\n\n{PROSE}\n\nReactions\n\n{PROSE}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CHRONICLE, [None, "12 October 2019", "12 October 2019", "13 October 2019", None]),
        (CHRONICLE.replace("13 October 2019", "Later"), [None, None, None, None, None]),
    ],
    ids=["days as headings, until another heading", "one day alone may be a dateline"],
)
def test_a_day_as_a_heading_stands_over_what_is_below_it(read, text, expected):
    scenes = read(text).discourse.scenes
    days = find_days(scenes)
    told = [scene.sentence.start for scene in scenes if scene.sentence.text.endswith(".")]
    assert [days[start].text if start in days else None for start in told] == expected
