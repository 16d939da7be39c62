"""A user's own places: what is taken from a dump and a CSV, what is said of bad rows, and that the index finds them."""

from pathlib import Path

import pytest
from resolving.test_gazetteer import small  # noqa: F401 - a fixture

from vedette.cli import run
from vedette.errors import UnreadableFile
from vedette.lexicon import load
from vedette.resolving.gazetteer import open_gazetteer
from vedette.resolving.gazetteer_own import add


def dump_row(name: str, code: str = "P.PPL", **cells: str) -> str:
    row = [
        "901",
        name,
        name,
        "",
        "35.1",
        "40.2",
        *code.split("."),
        "SY",
        "",
        "07",
        "",
        "",
        "",
        "0",
        "",
        "210",
        "Asia/Damascus",
        "2020-01-01",
    ]
    for column, value in cells.items():
        row[int(column[1:])] = value
    return "\t".join(row)


@pytest.fixture
def own(small: Path) -> Path:  # noqa: F811 - the fixture
    """A folder to write files in; the index and the own places lie beside it."""
    return small


def written(folder: Path, name: str, *lines: str) -> Path:
    file = folder / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_a_dump_is_taken_and_found(own: Path) -> None:
    file = written(own, "SY.txt", dump_row("Tall Mine", c3="Tel Mayn,تل"), dump_row("Bi'r Mine", "H.WLL", c0="902"))
    assert add(file, load()) == type(add(file, load()))(1, 1, ())
    found = open_gazetteer().lookup("Tel Mayn")
    assert [(c.name, c.country, c.admin1, c.latitude, c.geonames_id) for c in found] == [("Tall Mine", "SYR", "SY.07", 35.1, 901)]
    assert open_gazetteer().lookup("Bi'r Mine") == ()


def test_a_csv_is_taken_and_found(own: Path) -> None:
    file = written(
        own, "mine.csv", "name,latitude,longitude,aliases,country,admin1,radius_km", "Camp Nine,1.5,-3.25,Camp 9|Post Nine,mli,,7"
    )
    assert add(file, load()).places == 1
    found = open_gazetteer().lookup("Post Nine")
    assert [(c.name, c.country, c.latitude, c.longitude, c.radius_km, c.curated) for c in found] == [
        ("Camp Nine", "MLI", 1.5, -3.25, 7.0, True)
    ]


def test_a_place_that_is_known_gains_names_only(own: Path) -> None:
    add(written(own, "SY.txt", dump_row("Al Mithal", c0="3", c3="Mithalburg", c4="0", c5="0")), load())
    found = open_gazetteer().lookup("Mithalburg")
    assert [(c.geonames_id, c.latitude) for c in found] == [(3, 35.0)]


def test_the_same_file_again_replaces_what_it_gave(own: Path) -> None:
    add(written(own, "mine.csv", "name,latitude,longitude", "One Place,1,1"), load())
    add(written(own, "mine.csv", "name,latitude,longitude", "Other Place,1,1"), load())
    assert open_gazetteer().lookup("One Place") == ()
    assert open_gazetteer().lookup("Other Place")


BAD = [
    (",1,1,", "a place needs a name"),
    ("X,north,1,", "latitude 'north' is no number"),
    ("X,91,1,", "latitude '91' is out of range"),
    ("X,1,-180.5,", "longitude '-180.5' is out of range"),
    ("X,1,nan,", "longitude 'nan' is out of range"),
    ("X,1,1,Atlantis", "country 'Atlantis' is no ISO 3166 code or name of a country"),
    ("X,1,1,MLI,more", "more cells than the header has columns"),
    ("X,1", "longitude '' is no number"),
]


@pytest.mark.parametrize(("row", "why"), BAD)
def test_a_bad_row_is_one_line(own: Path, row: str, why: str) -> None:
    file = written(own, "mine.csv", "name,latitude,longitude,country", "Good,90,180,MLI", row)
    done = add(file, load())
    assert (done.places, done.bad) == (1, (f"{file}:3: {why}",))


NOTHING = [
    (("name,latitude,longitude",), "it holds no rows"),
    (("name,latitude",), "lacks the column 'longitude'"),
    (("name,latitude,longitude,colour", "X,1,1,red"), "has a column 'colour' that is not known"),
    (("name,latitude,longitude", "X,1,far"), "longitude 'far' is no number"),
]


@pytest.mark.parametrize(("lines", "why"), NOTHING)
def test_a_file_without_a_place_stops(own: Path, lines: tuple[str, ...], why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        add(written(own, "mine.csv", *lines), load())
    assert not (own / "cache" / "own-places").exists()


def test_a_dump_says_where_a_row_is_cut(own: Path) -> None:
    file = written(own, "SY.txt", dump_row("Tall Mine"), "902\tcut")
    assert add(file, load()).bad == (f"{file}:2: 2 columns; a row of GeoNames has 19",)


def test_the_command_says_each_bad_row_and_exits_with_one(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(own, "mine.csv", "name,latitude,longitude", "Camp Nine,1,1", "X,far,1")
    assert run(["gazetteer", "add", str(file)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"vedette: {file}:3: latitude 'far' is no number"
    assert told[1].startswith(f"vedette: 1 place of {file} is added; the place index is in ")
    assert run(["gazetteer", "add", str(written(own, "good.csv", "name,latitude,longitude", "Post Ten,2,2"))]) == 0
    assert open_gazetteer().lookup("Camp Nine")
    assert open_gazetteer().lookup("Post Ten")
