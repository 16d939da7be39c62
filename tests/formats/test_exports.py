"""Each export read back by a reader that is not ours: the columns, the numbers, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from told_example import ARMY, CIVILIANS, FORMULA, JNIM, SOUTH_WEST, party, planned, told

from vedette.formats.cells import cell, several
from vedette.formats.exports import EXPORTS
from vedette.formats.joined import event_record
from vedette.formats.records import code_records
from vedette.formats.ucdp import priogrid
from vedette.model import Count, ToldEvent, TollRange, TollSay

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,"
    "dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,"
    "priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low,gwnoa,gwnob"
)


def written(shape: str, *events: ToldEvent) -> str:
    stream = io.StringIO()
    EXPORTS[shape](events, stream)
    return stream.getvalue()


def rows(shape: str, *events: ToldEvent) -> list[dict[str, str]]:
    text = written(shape, *events)
    found = list(csv.DictReader(io.StringIO(text), strict=True))
    assert all(None not in row and None not in row.values() for row in found), "a row is as long as the header"
    return found


def killed(low: int | None, high: int | None) -> tuple[TollRange, ...]:
    return (TollRange("killed", low, high, ()),)


CELLS = [
    (None, ""),
    (0, "0"),
    (-63.18117, "-63.18117"),
    ("-63.18", "'-63.18"),
    (FORMULA, "'" + FORMULA),
    ("+1", "'+1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'=1"),
    ("\ud800 a\r\nb\x00", "a b"),
    ("＝1+1", "'＝1+1"),
    ("a = b", "a = b"),
    ("“said”", "“said”"),
]


@pytest.mark.parametrize(("value", "text"), CELLS)
def test_no_cell_is_a_formula_and_numbers_stay_numbers(value: Any, text: str) -> None:
    assert cell(value) == text


def test_several_words_in_a_cell() -> None:
    assert several(["a; b", None, "c", "c"]) == "a, b; c"
    assert several(["http://a", "http://b"], " ") == "http://a http://b"
    assert several([]) is None


@pytest.mark.parametrize("shape", ["csv", "acled", "ucdp", "hxl"])
def test_a_hostile_name_is_defused_and_a_southern_western_point_is_unharmed(shape: str) -> None:
    bad = party(replace(ARMY, name=FORMULA, acled=None))
    (row,) = rows(shape, told(place=replace(SOUTH_WEST, name='-Santa,\n"Cruz"'), actors=(bad,)))[-1:]
    assert not [value for value in row.values() if value.startswith(("=", "+", "@"))]
    assert [value for value in row.values() if value.startswith("'=HYPER")]
    longitude = row.get("longitude") or row["#geo+lon"]
    assert float(longitude) == pytest.approx(-63.18117, abs=1e-4)
    assert not [value for value in row.values() if value.startswith("-") and value != longitude and not _number(value)]


def _number(words: str) -> bool:
    try:
        float(words)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("shape", sorted(EXPORTS))
def test_every_event_goes_out_once_also_one_that_is_nowhere_and_never(shape: str) -> None:
    text = written(shape, told(), planned())
    number = {
        "jsonl": lambda: len([json.loads(line) for line in text.splitlines()]),
        "plover": lambda: len([json.loads(line) for line in text.splitlines()]),
        "geojson": lambda: len(json.loads(text)["features"]),
        "ftm": lambda: sum(json.loads(line)["schema"] == "Event" for line in text.splitlines()),
        "hxl": lambda: len(rows(shape, told(), planned())) - 1,
    }.get(shape, lambda: len(rows(shape, told(), planned())))
    assert number() == 2
    assert written(shape, told(), planned()) == text


@pytest.mark.parametrize("shape", sorted(EXPORTS))
def test_nothing_is_a_whole_file_too(shape: str) -> None:
    text = written(shape)
    assert json.loads(text)["features"] == [] if shape == "geojson" else len(text.splitlines()) <= 2


def test_csv() -> None:
    (row,) = rows("csv", told(toll=killed(14, None)))
    assert (row["kind"], row["earliest"], row["latest"]) == ("capture", "2022-03-04", "2022-03-04")
    assert (row["latitude"], row["longitude"], row["precision"]) == ("15.2004", "0.72346", "exact")
    assert (row["killed_low"], row["killed_high"], row["wounded_low"]) == ("14", "", "")
    assert row["recipients"] == JNIM.name
    (row,) = rows("csv", planned())
    assert (row["place"], row["latitude"], row["stance"]) == ("Labbezanga", "", "planned")


def test_acled() -> None:
    event = told(toll=killed(14, 22))
    assert written("acled", event).splitlines()[0] == ACLED
    (row,) = rows("acled", event)
    expected = {
        "event_date": "2022-03-04",
        "year": "2022",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Government regains territory",
        "actor1": ARMY.name,
        "inter1": "State forces",
        "actor2": JNIM.name,
        "inter2": "Rebel group",
        "interaction": "12",
        "iso": "466",
        "region": "Western Africa",
        "country": "Mali",
        "location": "Tessit",
        "latitude": "15.2004",
        "longitude": "0.7235",
        "geo_precision": "1",
        "source": "Outlet 1; Outlet 2",
        "fatalities": "14",
        "timestamp": "1700000000",
    }
    assert {name: row[name] for name in expected} == expected
    assert row["event_id_cnty"].startswith("MLI")


DAYS = [
    (("2022-03-04", "2022-03-04"), "2022-03-04", "1"),
    (("2022-03-01", "2022-03-07"), "2022-03-04", "2"),
    (("2022-03-01", "2022-03-31"), "2022-03-16", "3"),
    (("2022-01-01", "2022-12-31"), "", ""),
]


@pytest.mark.parametrize(("days", "day", "precision"), DAYS)
def test_acled_takes_the_middle_of_vague_days_and_none_of_too_vague_ones(days: tuple[str, str], day: str, precision: str) -> None:
    (row,) = rows("acled", told(days=days))
    assert (row["event_date"], row["time_precision"]) == (day, precision)


def test_acled_says_who_is_civilian_external_and_what_is_only_planned() -> None:
    (row,) = rows("acled", told(kind="air-strike", recipients=(party(CIVILIANS),)))
    assert (row["civilian_targeting"], row["inter2"], row["interaction"]) == ("Civilian targeting", "Civilians", "17")
    (row,) = rows("acled", told(place=SOUTH_WEST))
    assert (row["inter1"], row["interaction"]) == ("External/Other forces", "28")
    (row,) = rows("acled", told(actors=(party(replace(ARMY, sector=None)),)))
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("", "Rebel group", "")
    (row,) = rows("acled", told(actors=(party(replace(ARMY, sector="PRM")),)))
    assert (row["inter1"], row["interaction"]) == ("Political militia", "23")
    (row,) = rows("acled", planned())
    assert "stance=planned" in row["tags"]
    assert (row["event_date"], row["latitude"], row["fatalities"]) == ("", "", "0")


def test_ucdp() -> None:
    event = told(toll=killed(14, 22))
    assert written("ucdp", event).splitlines()[0] == UCDP
    (row,) = rows("ucdp", event)
    expected = {
        "year": "2022",
        "type_of_violence": "1",
        "side_a": ARMY.name,
        "side_b": JNIM.name,
        "dyad_name": f"{ARMY.name} - {JNIM.name}",
        "source_office": "Outlet 1;Outlet 2",
        "source_date": "2022-03-05;2022-03-05",
        "source_headline": "A, title;A, title",
        "where_prec": "1",
        "geom_wkt": "POINT (0.723457 15.2004)",
        "priogrid_gid": str(210 * 720 + 361 + 1),
        "country": "Mali",
        "region": "Africa",
        "date_prec": "1",
        "date_start": "2022-03-04",
        "date_end": "2022-03-04",
        "best": "14",
        "high": "22",
        "low": "14",
        "deaths_unknown": "14",
    }
    assert {name: row[name] for name in expected} == expected
    assert "the general staff" in row["source_original"]
    (row,) = rows("ucdp", told(recipients=(party(CIVILIANS),), toll=killed(2, 2)))
    assert (row["type_of_violence"], row["deaths_civilians"], row["deaths_unknown"]) == ("3", "2", "0")
    (row,) = rows("ucdp", told(recipients=()))
    assert row["type_of_violence"] == ""


CELLS_OF_THE_GRID = [((-90, -180), 1), ((90, 180), 259_200), ((0.1, 0.1), 180 * 720 + 361)]


@pytest.mark.parametrize(("point", "number"), CELLS_OF_THE_GRID)
def test_the_grid_of_half_degrees(point: tuple[float, float], number: int) -> None:
    assert priogrid(*point) == number


def test_hxl_has_its_tags_under_the_header() -> None:
    tags, row = rows("hxl", told(toll=killed(14, None)))
    assert all(tag.startswith("#") for tag in tags.values())
    assert len(set(tags.values())) == len(tags)
    assert (tags["country"], row["country"], row["iso3"]) == ("#country+name", "Mali", "MLI")
    assert (tags["fatalities"], row["fatalities"], row["killed_high"]) == ("#affected+killed", "14", "")


def test_geojson() -> None:
    features = json.loads(written("geojson", told(place=SOUTH_WEST), planned()))["features"]
    assert [feature["type"] for feature in features] == ["Feature"] * 2
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [-63.18117, -17.78629]}
    assert features[1]["geometry"] is None
    assert features[0]["id"] == features[0]["properties"]["id"]
    assert features[0]["properties"]["earliest"] == "2022-03-04"


def test_an_intended_event_has_the_same_codes_in_every_form() -> None:
    """What a party says that it will do is words in PLOVER and CAMEO, in the sheets as in the project's own lines."""
    one = planned()
    readings = tuple(replace(reading, claim=replace(reading.claim, intended=True)) for reading in one.event.readings)
    one = replace(one, event=replace(one.event, readings=readings))
    own = event_record(one)
    sheet, lines = rows("csv", one)[0], json.loads(written("plover", one))
    assert own["plover"] != code_records(told().event)["plover"]
    assert own["plover"] == {"type": sheet["plover_type"], "mode": sheet["plover_mode"] or None}
    assert own["plover"] == {"type": lines["event"][0], "mode": next(iter(lines["mode"]), None)}
    assert own["cameo"] == sheet["cameo"]


def test_plover() -> None:
    record, plan = (json.loads(line) for line in written("plover", told(toll=killed(14, None)), planned()).splitlines())
    assert (record["date"], record["enddate"], record["event"], record["quad_code"]) == ("2022-03-04", None, ["ASSAULT"], 4)
    assert [(entity["code"], entity["sector"]) for entity in record["actor"]] == [("MLI", "MIL")]
    assert record["size"] == {"dead": 14, "injured": None, "arrested": None}
    assert (record["event_loc"]["geonameid"], record["event_loc"]["country_code"]) == (2449066, "MLI")
    assert record["text"] is None
    assert (plan["date"], plan["event_loc"]["lat"]) == (None, None)


def test_ftm_has_each_entity_once_and_no_end_hangs_loose() -> None:
    entities = [json.loads(line) for line in written("ftm", told(), planned()).splitlines()]
    ids = [entity["id"] for entity in entities]
    assert len(set(ids)) == len(ids)
    names = ("involved", "addressEntity", "document", "entity")
    ends = {end for entity in entities for name in names for end in entity["properties"].get(name, [])}
    assert ends <= set(ids)
    values = [value for entity in entities for held in entity["properties"].values() for value in held]
    assert all(isinstance(value, str) and value for value in values)
    taken = next(entity for entity in entities if entity["schema"] == "Event")
    assert taken["properties"]["country"] == ["ml"]
    assert taken["properties"]["date"] == ["2022-03-04"]


def test_jsonl_is_the_event_of_code_with_what_many_reports_add() -> None:
    record = json.loads(written("jsonl", told(toll=(TollRange("killed", 14, 22, ()),))))
    assert {
        "id",
        "kind",
        "salience",
        "stance",
        "trigger",
        "acled",
        "plover",
        "cameo",
        "actors",
        "recipients",
        "place",
        "when",
        "toll",
        "claims",
    } <= set(record)
    assert {"status", "independent_sources", "reports", "disputed"} <= set(record)
    assert list(record["reports"][0]) == ["id", "ref", "publisher", "published", "url", "copy_of", "how", "coded_by"]
    assert (record["toll"]["killed"]["low"], record["toll"]["killed"]["high"], record["toll"]["wounded"]) == (14, 22, None)
    assert record["trigger"]["report"] in [report["id"] for report in record["reports"]]
    assert record["when"]["earliest"] == "2022-03-04"


def test_counts_of_who_says_what() -> None:
    by = (TollSay("r1", ("a hospital",), Count(14, None), None),)
    record = json.loads(written("jsonl", told(toll=(TollRange("killed", 14, None, by),))))
    assert record["toll"]["killed"]["by"][0] == {
        "report": "r1",
        "speakers": ["a hospital"],
        "low": 14,
        "high": None,
        "text": None,
        "start": None,
        "end": None,
    }
