"""A heading inside a report tells of no event; a title, a line of a list and a short sentence do."""

import pytest

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
