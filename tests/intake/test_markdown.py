from __future__ import annotations

import pytest

from vedette.errors import BadRecord
from vedette.intake.markdown import read_markdown

MARKS = [
    ("Rebels *took* **the town** of [Kidal](https://example.org/k).", "Rebels took the town of Kidal."),
    ("## Aftermath\n\nCalm returned.", "Aftermath\n\nCalm returned."),
    ("One line\nwrapped here.", "One line wrapped here."),
    ("![The town](x.jpg)\n\nCalm returned.", "Calm returned."),
    ("| a | b |\n|---|---|\n| 1 | 2 |\n\nCalm returned.", "Calm returned."),
    ("Calm returned.[^1]\n\n[^1]: The mayor said so.\n    And more.\n", "Calm returned."),
    ("- one man\n- two women", "one man\n\ntwo women"),
    ("> We left, he said.", "We left, he said."),
    ("Calm <b>returned</b>.", "Calm returned."),
    ("<!-- a note -->\n\nCalm returned.", "Calm returned."),
    ("<div>\nCalm returned.\n</div>", "Calm returned."),
    ("The AT&amp;T tower fell\\*.", "The AT&T tower fell*."),
]
FRONTS = [
    ("title: Kidal taken", {"title": "Kidal taken"}),
    ("subject: Kidal taken", {"title": "Kidal taken"}),
    ("pubDate: 2023-09-23 21:09", {"published": "2023-09-23 21:09"}),
    ("date: 2023-02-30", {"published": "2023-02-30"}),
    ("pubDate: 2023-09-23\ndate:\n  - 4–17 October 2017", {"published": "2023-09-23"}),
    ("author: [Ann Lee, Jo Ray]", {"byline": "Ann Lee, Jo Ray"}),
    ("Site: Sahel Wire\nlink: https://example.org/1", {"publisher": "Sahel Wire", "url": "https://example.org/1"}),
    ("title: null\nsubject: Kidal", {"title": "Kidal"}),
    ("title: {a: 1}", {}),
]


@pytest.mark.parametrize(("source", "text"), MARKS)
def test_marks_are_taken_away(source: str, text: str) -> None:
    assert read_markdown(source).body == text


@pytest.mark.parametrize(("front", "fields"), FRONTS)
def test_front_matter_tells_about_the_report(front: str, fields: dict[str, str]) -> None:
    draft = read_markdown(f"---\n{front}\n---\nCalm returned.\n")
    names = ("title", "published", "byline", "publisher", "url")
    assert {name: getattr(draft, name) for name in names if getattr(draft, name)} == fields
    assert draft.body == "Calm returned."


def test_a_first_heading_is_the_title_and_stands_once() -> None:
    draft = read_markdown("# Kidal taken\n\nRebels took the town.")
    assert (draft.title, draft.body) == ("Kidal taken", "Rebels took the town.")


@pytest.mark.parametrize("source", ["", "\n", "[a]: b", "---\n---\n"])
def test_a_file_without_prose_gives_no_paragraphs(source: str) -> None:
    assert read_markdown(source).body == ""


@pytest.mark.parametrize("source", ["---\n\nCalm returned.", "---\nCalm returned.\n---\n", "Calm.\n\n---\ntitle: x\n---\n"])
def test_a_rule_is_not_front_matter(source: str) -> None:
    assert read_markdown(source).published is None
    assert "Calm" in read_markdown(source).body


@pytest.mark.parametrize("front", ["a: [1, 2", "a: b: c", "a: " + "[" * 5000])
def test_front_matter_that_is_no_yaml_names_its_line(front: str) -> None:
    with pytest.raises(BadRecord, match="front matter"):
        read_markdown(f"---\n{front}\n---\nCalm returned.")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Calm returned.\n\n## See also\n- Battle of Kidal\n\n## References\n[1]", "Calm returned."),
        (
            "Calm returned.\n\n## Notes\n### Maps\nA map.\n\n## Aftermath\nTroops left.",
            "Calm returned.\n\nAftermath\n\nTroops left.",
        ),
        ("Calm returned.\n\nSee also\n\nA later fight.", "Calm returned.\n\nSee also\n\nA later fight."),
    ],
)
def test_links_and_sources_at_the_end_are_left_out(source: str, text: str) -> None:
    assert read_markdown(source).body == text
