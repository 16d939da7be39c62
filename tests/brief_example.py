"""A brief of a few statements, built by hand, for tests of the ways out of it."""

from __future__ import annotations

import datetime as dt

from told_example import head

from vedette.model import Brief, BriefSection, Citation, Mention, Statement

HOSTILE = "<script>alert(1)</script> [x](http://evil.example) # *b* `c` \x1b[31m\u202e & \"q\" 'r'"


def brief(words: str = "The army took Tessit, according to the staff.") -> Brief:
    """Two sections, two references; `words` stand wherever a report's words may."""
    reports = (
        head("r1", publisher=words, title=words, url="https://sahel.example/a?b=1&c=2"),
        head("r2", 2, url="javascript:alert(1)", copy_of=words, how="quote"),
    )
    happened = (
        Statement(words, (1, 2), "4 March 2022", ("e1",), "asserted", "corroborated", 2),
        Statement("There was an attack.", (2,), "4 March 2022", ("e2",), "asserted", "reported", 1),
        Statement("There was a raid.", (2,), words, ("e3",), "asserted", "contested", 1),
    )
    claims = (Statement("Planned or expected: advance.", (1,), None, ("e4",), "planned", "planned", 1),)
    return Brief(
        asked=words,
        events=4,
        reports=2,
        copies=1,
        independent_sources=1,
        first=dt.date(2022, 3, 4),
        last=dt.date(2022, 3, 5),
        left_out=1,
        sections=(BriefSection("happened", "What happened", happened), BriefSection("claims", "Only claimed", claims)),
        citations=(Citation(1, reports[0], Mention(words, 3, 3 + len(words))), Citation(2, reports[1], Mention("Said so.", 0, 8))),
    )


def empty() -> Brief:
    return Brief("Nowhere", 0, 0, 0, 0, None, None, 0, (), ())
