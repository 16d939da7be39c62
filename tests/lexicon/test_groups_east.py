"""The roster of the Middle East, North Africa and Asia: rows well formed, names clear of each other, known names found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest

from vedette.lexicon import Row, load

EAST = tuple(f"actors/groups_{part}" for part in ("middle_east", "north_africa", "south_asia", "east_asia"))
SECTORS = frozenset(
    re.findall(r"\w+", "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC")
)
BEYOND_COUNTRIES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
NEEDED = frozenset({"id", "name", "aliases", "home", "country", "sector", "kind_words", "since", "until", "source"})
OPTIONAL = frozenset({"ambiguous", "adherents", "backers", "fights", "part_of", "acled", "later"})
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
# Short names that are English words or names of other things when their case is lost.
WORDS_IN_DISGUISE = frozenset(
    re.findall(r"\w+", "is it as at let led jem tip kia aa saf jad mat nug pdf pan sac arm era amal badr congress tigers coalition")
)

ROWS = tuple(row for name in EAST for row in load().rows(name, "actor"))
EVERYONE = load().rows("actors/", "actor")
LANDS = frozenset(row["iso3"] for row in load().rows("actors/countries", "country") if "iso3" in row)
# The bodies that a country and a suffix make ("syr-mil"), to which a group may belong.
BODIES = frozenset(
    f"{row['id']}-{suffix}" for row in load().rows("actors/countries", "country") for suffix in ("gov", "mil", "cop", "spy", "leg")
)


def names(row: Row) -> tuple[str, ...]:
    return (str(row["name"]), *row.words("aliases"))


def owners(rows: Iterable[Row]) -> dict[str, dict[str, bool]]:
    """Each name, case-folded: the ids that it belongs to, and whether it is ambiguous for that one."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in rows:
        ambiguous = {name.casefold() for name in row.words("ambiguous")}
        for name in names(row):
            found[name.casefold()][row["id"]] = name.casefold() in ambiguous
    return found


def ties(row: Row) -> list[Mapping[str, str]]:
    """The dated rows of `backers` and of a `part_of` that held for a time."""
    part_of = row.get("part_of", [])
    return [*row.get("backers", []), *([] if isinstance(part_of, str) else part_of)]


def codes(row: Row) -> list[str]:
    part_of = row.get("part_of", [])
    return [*(tie["code"] for tie in ties(row)), *row.words("fights"), *([part_of] if isinstance(part_of, str) else [])]


@pytest.mark.parametrize("name", EAST)
def test_each_file_holds_rows(name: str) -> None:
    assert len(load().rows(name, "actor")) >= 50


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 270


def test_ids_are_kebab_case_and_unique_over_all_files() -> None:
    ids = [row["id"] for row in EVERYONE]
    assert [id_ for id_ in {*ids} if ids.count(id_) > 1] == []
    assert [row["id"] for row in ROWS if not KEBAB.fullmatch(row["id"])] == []


def test_rows_have_the_fields_they_need_and_no_other() -> None:
    assert [(row["id"], sorted(NEEDED - set(row))) for row in ROWS if NEEDED - set(row)] == []
    assert [(row["id"], sorted(set(row) - NEEDED - OPTIONAL)) for row in ROWS if set(row) - NEEDED - OPTIONAL] == []


def test_codes_are_those_of_iso_and_plover() -> None:
    assert [(row["id"], row["sector"]) for row in ROWS if row["sector"] not in SECTORS] == []
    assert [(row["id"], code) for row in ROWS for code in row.words("home") if code not in LANDS] == []
    assert [(row["id"], row["country"]) for row in ROWS if row["country"] not in LANDS | BEYOND_COUNTRIES] == []
    wrong = [row["id"] for row in ROWS if row["country"] in LANDS and row["country"] != row["home"][0]]
    assert wrong == [], "a group of one country has that country first among its homes"


def test_dates_are_well_formed_and_in_order() -> None:
    for row in ROWS:
        for span in (row, *ties(row)):
            since, until = span["since"], span["until"]
            assert DATE.fullmatch(since) and DATE.fullmatch(until), row.wrong(f"{since!r} to {until!r}")
            size = min(len(since), len(until))
            assert since[:size] <= until[:size], row.wrong(f"{since!r} is after {until!r}")


@pytest.mark.parametrize(
    ("date", "good"),
    [
        ("", True), ("2014", True), ("2014-06", True), ("2014-06-15", True), ("14", False), ("2014-13", False),
        ("2014-6", False), ("2014-06-32", False),
    ],
)  # fmt: skip
def test_the_form_of_dates(date: str, good: bool) -> None:
    assert bool(DATE.fullmatch(date)) is good


def test_ties_lead_to_known_parties() -> None:
    known = {row["id"] for row in EVERYONE} | LANDS | BODIES | BEYOND_COUNTRIES
    assert [(row["id"], code) for row in ROWS for code in codes(row) if code not in known] == []
    assert [row["id"] for row in ROWS if row["id"] in codes(row)] == []


def test_no_name_belongs_to_two_unless_it_is_ambiguous_for_each() -> None:
    shared = {name: ids for name, ids in owners(ROWS).items() if len(ids) > 1}
    assert {name: ids for name, ids in shared.items() if not all(ids.values())} == {}


def test_a_name_shared_with_another_file_is_ambiguous_here() -> None:
    ours = {row["id"] for row in ROWS}
    shared = {name: ids for name, ids in owners(EVERYONE).items() if len(ids) > 1}
    assert {name: ids for name, ids in shared.items() if not all(sure for id_, sure in ids.items() if id_ in ours)} == {}


def test_words_in_disguise_are_ambiguous() -> None:
    for row in ROWS:
        for name in names(row):
            if name.casefold() in WORDS_IN_DISGUISE:
                assert name in row.words("ambiguous"), row.wrong(f"{name!r} must be ambiguous")


def test_ambiguous_names_repeat_names_and_no_list_repeats_itself() -> None:
    for row in ROWS:
        assert set(row.words("ambiguous")) <= set(names(row)), row.wrong("an ambiguous name is none of the aliases")
        for field in ("aliases", "ambiguous", "home", "kind_words"):
            assert len(set(row.words(field))) == len(row.words(field)), row.wrong(f"{field!r} repeats a word")


def test_names_are_plain_text() -> None:
    bad = re.compile(r"^\s|\s$|  |[’‘“”\n\t]|^$")
    assert [(row["id"], name) for row in ROWS for name in names(row) if bad.search(name)] == []


@pytest.mark.parametrize(
    ("alias", "id_"),
    [
        ("Daesh", "islamic-state"),
        ("Islamic State group", "islamic-state"),
        ("so-called Islamic State", "islamic-state"),
        ("ISIL", "islamic-state"),
        ("al-Qaida", "al-qaeda"),
        ("AQAP", "aqap"),
        ("AQIS", "aqis"),
        ("ISIS-K", "islamic-state-khorasan"),
        ("Wilayat Sinai", "islamic-state-sinai"),
        ("ISIS in Libya", "islamic-state-libya"),
        ("Nusra Front", "jabhat-al-nusra"),
        ("Fateh al-Sham", "jabhat-al-nusra"),
        ("Hay'at Tahrir al-Sham", "hayat-tahrir-al-sham"),
        ("Ahrar ash-Sham", "ahrar-al-sham"),
        ("Jaish al-Islam", "jaysh-al-islam"),
        ("Hamza Division", "hamza-division"),
        ("Turkish-backed Syrian National Army", "syrian-national-army"),
        ("YPG", "ypg"),
        ("Peoples Protection Units", "ypg"),
        ("Kurdish-led Syrian Democratic Forces", "syrian-democratic-forces"),
        ("Manbij Military Council", "manbij-military-council"),
        ("Fatemiyoun Division", "fatemiyoun-brigade"),
        ("National Defense Forces", "national-defence-forces-syria"),
        ("Hashd al-Shaabi", "popular-mobilisation"),
        ("Popular Mobilization Units", "popular-mobilisation"),
        ("Kata'ib Hezbollah", "kataib-hezbollah"),
        ("League of the Righteous", "asaib-ahl-al-haq"),
        ("Pesh Merga", "peshmerga"),
        ("Kurdistan Workers' Party", "pkk"),
        ("Kurdistan Workers Party", "pkk"),
        ("PJAK", "pjak"),
        ("Hizbollah", "hezbollah"),
        ("Party of God", "hezbollah"),
        ("Ezzedine al-Qassam Brigades", "qassam-brigades"),
        ("Islamic Jihad in Palestine", "palestinian-islamic-jihad"),
        ("al-Aqsa Martyrs' Brigades", "al-aqsa-martyrs-brigades"),
        ("Jewish settlers", "israeli-settlers"),
        ("Ansar Allah", "houthis"),
        ("Iran's Revolutionary Guards", "irgc"),
        ("Qods Force", "quds-force"),
        ("Saudi-led coalition", "saudi-led-coalition"),
        ("US-led coalition", "us-led-coalition"),
        ("Operation Inherent Resolve", "us-led-coalition"),
        ("Haftar's forces", "lna"),
        ("Frente Polisario", "polisario"),
        ("Taleban", "taliban"),
        ("Pakistani Taliban", "ttp"),
        ("Balochistan Liberation Army", "bla"),
        ("Lashkar-e-Tayyiba", "lashkar-e-taiba"),
        ("Jaish-e-Muhammad", "jaish-e-mohammed"),
        ("Naxalites", "cpi-maoist"),
        ("NSCN (I-M)", "nscn-im"),
        ("Tamil Tigers", "ltte"),
        ("Ta'ang National Liberation Army", "tnla"),
        ("Kachin Independence Organization", "kachin-independence-army"),
        ("KNLA", "karen-national-union"),
        ("Harakah al-Yaqin", "arsa"),
        ("New People's Army", "npa"),
        ("Bangsamoro Islamic Freedom Fighters", "biff"),
        ("Free Papua Movement", "tpnpb"),
        ("Jamaah Islamiyah", "jemaah-islamiyah"),
        ("East Turkestan Islamic Movement", "etim"),
        ("Nagorno-Karabakh Republic Defence Army", "artsakh-mil"),
        ("Islamic Movement of Uzbekistan", "imu"),
    ],
)
def test_known_names_mean_one_party(alias: str, id_: str) -> None:
    found = {owner for name, ids in owners(ROWS).items() if name == alias.casefold() for owner in ids}
    assert found == {id_}


@pytest.mark.parametrize(
    ("alias", "ids"),
    [
        ("IS", {"islamic-state"}),
        ("SNA", {"syrian-national-army", "shanni-nationalities-army"}),
        ("NLF", {"national-front-for-liberation", "viet-cong"}),
        ("DKBA", {"dkba", "dkba-5"}),
        ("Army of Islam", {"jaysh-al-islam", "jaysh-al-islam-gaza", "lashkar-e-islam"}),
        ("al-Quds Brigade", {"liwa-al-quds", "saraya-al-quds"}),
        ("Jundallah", {"jundallah-iran", "jundallah-pakistan"}),
    ],
)
def test_shared_names_are_ambiguous_for_each(alias: str, ids: set[str]) -> None:
    assert {row["id"] for row in ROWS if alias in row.words("ambiguous")} == ids


def test_backing_and_belonging_are_dated() -> None:
    rows = {row["id"]: row for row in ROWS}
    assert rows["kataib-hezbollah"]["backers"] == [{"code": "IRN", "since": "2003", "until": ""}]
    assert rows["jabhat-al-nusra"]["part_of"] == [{"code": "al-qaeda", "since": "2012-01-23", "until": "2016-07-28"}]
