"""The index: what it knows, how far it bends a spelling, and how it is built, kept and rebuilt."""

import json
import threading
from pathlib import Path

import pytest

from vedette.errors import GazetteerError, LexiconError
from vedette.lexicon import Lexicon
from vedette.resolving import gazetteer_build
from vedette.resolving.gazetteer import Gazetteer, build, open_gazetteer

# The name, the country, a point and how near to it the best candidate of that country must be.
KNOWN = [
    ("Albu Kamal", "SYR", 34.45, 40.92, 10),
    ("Deir al-Zour", "SYR", 35.34, 40.14, 40),
    ("Bakhmut", "UKR", 48.59, 38.0, 30),
    ("El Fasher", "SDN", 13.63, 25.35, 10),
    ("Goma", "COD", -1.68, 29.22, 10),
    ("Mocimboa da Praia", "MOZ", -11.35, 40.35, 10),
    ("Khan Younis", "PSE", 31.34, 34.3, 10),
    ("Hawija", "IRQ", 35.32, 43.77, 10),
    ("Baghuz", "SYR", 34.45, 40.95, 10),
    ("al-Tanf", "SYR", 33.51, 38.62, 10),
    ("Robotyne", "UKR", 47.45, 35.84, 10),
    ("Laascaanood", "SOM", 8.48, 47.36, 10),
    ("Syria", "SYR", 35, 38, 1),
    ("DRC", "COD", 0, 25, 1),
    ("Anbar", "IRQ", 33.2, 41.5, 60),
    ("North Kivu", "COD", -1.0, 29.0, 120),
    ("Donbas", "UKR", 48.3, 38.3, 60),
]


@pytest.mark.parametrize(("name", "country", "latitude", "longitude", "within"), KNOWN)
def test_known_places(gazetteer: Gazetteer, name: str, country: str, latitude: float, longitude: float, within: float) -> None:
    found = [c for c in gazetteer.lookup(name) if country in c.countries]
    assert found, f"{name} is not known in {country}"
    assert min(111 * max(abs(c.latitude - latitude), abs(c.longitude - longitude)) for c in found) <= within


TIERS = [
    ("Mosul", "exact"),
    ("MOSUL", "exact"),
    ("the Sahel", "exact"),
    ("al-Bakhmut", "article"),
    ("Tal-Afar", "exact"),
    ("Khanyounis", "article"),
]


@pytest.mark.parametrize(("name", "tier"), TIERS)
def test_tier_of_a_look_up(gazetteer: Gazetteer, name: str, tier: str) -> None:
    assert gazetteer.lookup(name)[0].tier == tier


# Scripts that news in English does not use, short romanisations and names that are none.
UNKNOWN = ["", "Qelmashta", "Гома", "gwma", "GOM", "xx", "Zarqandil"]


@pytest.mark.parametrize("name", UNKNOWN)
def test_unknown_names(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()
    assert not gazetteer.knows(name.lower())


def test_loose_look_up_stays_in_the_countries_given(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup_loosely("Mayadeen", frozenset({"SYR"}))
    assert "Al Mayadin" in {c.name for c in found}
    assert {c.country for c in found} == {"SYR"}
    assert {c.tier for c in found} == {"skeleton"}
    assert gazetteer.lookup_loosely("Hodeidah", frozenset({"URY"})) == ()
    assert not any(c.name == "Basra" for c in gazetteer.lookup_loosely("Bashiqa", frozenset({"IRQ"})))


def test_a_seat_bears_its_divisions_names(gazetteer: Gazetteer) -> None:
    for name in ("Hodeidah", "Saada", "Raqqa", "Deir Ezzor"):
        kinds = {c.kind for c in gazetteer.lookup(name)}
        assert {"town", "province"} <= kinds, name


def test_capitals_are_marked_and_only_they(gazetteer: Gazetteer) -> None:
    assert any(c.capital for c in gazetteer.lookup("Damascus"))
    assert not any(c.capital for c in gazetteer.lookup("Aleppo"))
    assert [c.country for c in gazetteer.lookup("Washington") if c.capital] == ["USA"]


TOWNS = {
    "1": ("Testford", "GB", "ENG", 51.0, -1.0, 12_000, ["Testforde", "testford", "TFD", "Тест", "te si te"]),
    "2": ("Testford", "US", "TX", 31.0, -99.0, 900, []),
    "3": ("Al Mithal", "SY", "07", 35.0, 40.0, 0, ["Mithaal"]),
}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache to build in, and three towns in place of the quarter million."""
    data = tmp_path / "package" / "data"
    data.mkdir(parents=True)
    fields = ("name", "countrycode", "admin1code", "latitude", "longitude", "population", "alternatenames")
    towns = {key: {**dict(zip(fields, row, strict=True)), "geonameid": int(key)} for key, row in TOWNS.items()}
    (data / "cities500.json").write_text(json.dumps(towns), "utf-8")
    (data / "countries.json").write_text(json.dumps({"SY": {"capital": "Damascus"}}), "utf-8")
    monkeypatch.setattr(gazetteer_build, "_package", lambda: tmp_path / "package")
    monkeypatch.setenv("VEDETTE_CACHE", str(tmp_path / "cache"))
    return tmp_path


def test_build_once_then_open(small: Path) -> None:
    told: list[float] = []
    folder = build(told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert [path.name for path in (small / "cache").iterdir()] == [folder.name]
    again: list[float] = []
    assert build(again.append) == folder
    assert again == []


@pytest.mark.usefixtures("small")
def test_which_alternate_names_are_keyed() -> None:
    index = open_gazetteer()
    assert [(c.country, c.own) for c in index.lookup("Testford")] == [("GBR", True), ("USA", True)]
    assert [(c.country, c.own) for c in index.lookup("Testforde")] == [("GBR", False)]
    assert index.lookup("TFD") == index.lookup("te si te") == index.lookup("Тест") == ()
    assert index.lookup("Mithal")[0].tier == "article"
    assert index.lookup("Al Mithal")[0].admin1_name == "Deir ez-Zor"


HEAD = "name\taliases\tsort\tcountry\tadmin1\tlatitude\tlongitude\tradius_km\tpopulation\tgeonames_id\tsource\n"


def test_a_users_place_is_found_and_makes_another_index(small: Path) -> None:
    places = small / "words" / "places"
    places.mkdir(parents=True)
    (places / "supplement.tsv").write_text(
        HEAD + "Tel Mine\tTall Mine\tvillage\tSYR\tSY.07\t35.1\t40.1\t3\t\t\town survey\n", "utf-8"
    )
    ours, theirs = build(), build(lexicon=Lexicon(small / "words"))
    assert ours != theirs
    assert [c.name for c in Gazetteer(theirs).lookup("Tall Mine")] == ["Tel Mine"]
    assert Gazetteer(ours).lookup("Tall Mine") == ()


def test_a_wrong_point_names_file_and_line(small: Path) -> None:
    places = small / "words" / "places"
    places.mkdir(parents=True)
    (places / "supplement.tsv").write_text(HEAD + "Tel Mine\t\tvillage\tSYR\tSY.07\tnorth\t40.1\t3\t\t\town survey\n", "utf-8")
    with pytest.raises(LexiconError, match=r"supplement\.tsv:2: "):
        build(lexicon=Lexicon(small / "words"))
    assert list((small / "cache").iterdir()) == []


def test_two_builds_at_once_leave_one_index(small: Path) -> None:
    found: list[Path] = []
    threads = [threading.Thread(target=lambda: found.append(build())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert [path.name for path in (small / "cache").iterdir()] == [found[0].name]


@pytest.mark.usefixtures("small")
def test_a_broken_index_says_so() -> None:
    folder = build()
    (folder / "rows.npy").write_bytes(b"")
    with pytest.raises(GazetteerError, match="cannot be read"):
        Gazetteer(folder)


def test_a_cache_that_cannot_be_written_says_so(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "file").write_text("", "utf-8")
    monkeypatch.setenv("VEDETTE_CACHE", str(small / "file"))
    with pytest.raises(GazetteerError, match="cannot be written"):
        build()
