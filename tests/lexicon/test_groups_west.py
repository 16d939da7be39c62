"""The roster of Africa, Europe, the Americas and of organisations, and the outlets: well-formed, and free of clashes."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from vedette.lexicon import tables
from vedette.lexicon.tables import Row

WEST = ("actors/groups_africa", "actors/groups_europe", "actors/groups_americas", "actors/organisations")
SECTORS = frozenset(
    re.findall(r"\w+", "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC")
)
BEYOND_COUNTRIES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
NEEDED = ("id", "name", "aliases", "home", "country", "sector", "source")
OPTIONAL = ("ambiguous", "kind_words", "adherents", "backers", "fights", "part_of", "since", "until", "acled")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DAY = re.compile(r"|\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

LEXICON = tables.load()
ROWS = tuple(row for name in WEST for row in LEXICON.rows(name, "actor"))
EVERYONE = LEXICON.rows("actors/", "actor")
OUTLETS = LEXICON.rows("outlets", "outlet")
LANDS = LEXICON.rows("actors/countries", "country")


def names(row: Row) -> tuple[str, ...]:
    return (str(row["name"]), *row.words("aliases"))


def alpha3() -> set[str]:
    return {row.get("iso3") or row["within"] for row in LANDS}


def clashes(rows: tuple[Row, ...]) -> dict[str, set[str]]:
    """Names, case-folded, that belong to two ids without being ambiguous for each."""
    owners, ambiguous = defaultdict(set), defaultdict(set)
    for row in rows:
        for name in names(row):
            owners[name.casefold()].add(row["id"])
        for name in row.words("ambiguous"):
            ambiguous[name.casefold()].add(row["id"])
    return {name: ids for name, ids in owners.items() if len(ids) > 1 and not ids <= ambiguous[name]}


def meanings(words: str, rows: tuple[Row, ...]) -> set[str]:
    return {row["id"] for row in rows if words.casefold() in {name.casefold() for name in names(row)}}


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 270
    assert len(OUTLETS) >= 150


@pytest.mark.parametrize("name", WEST)
def test_each_file_holds_rows(name: str) -> None:
    assert LEXICON.rows(name, "actor")


def test_ids_are_kebab_case_and_unique_over_all_files() -> None:
    ids = [row["id"] for row in EVERYONE]
    assert sorted(set(ids)) == sorted(ids)
    assert [row["id"] for row in ROWS if not KEBAB.fullmatch(row["id"])] == []


def test_rows_have_the_fields_they_need_and_no_other() -> None:
    for row in ROWS:
        missing = [field for field in NEEDED if not row.get(field) and field != "home"]
        assert not missing, row.wrong(f"{missing}")
        assert set(row) <= {*NEEDED, *OPTIONAL}, row.wrong(f"{set(row) - {*NEEDED, *OPTIONAL}}")


def test_no_name_belongs_to_two_unless_it_is_ambiguous_for_each() -> None:
    west = {row["id"] for row in ROWS}
    assert {name: ids for name, ids in clashes(EVERYONE).items() if ids & west} == {}
    assert clashes(OUTLETS) == {}


@pytest.mark.parametrize("rows", [ROWS, OUTLETS], ids=["actors", "outlets"])
def test_names_are_trimmed_and_said_once(rows: tuple[Row, ...]) -> None:
    for row in rows:
        said = names(row)
        assert len(set(said)) == len(said), row.wrong("a name is given twice")
        assert all(name == name.strip() and name for name in said), row.wrong("a name has stray blanks")
        assert set(row.words("ambiguous")) <= set(said), row.wrong("an ambiguous name is not among the names")


def test_codes_are_valid() -> None:
    lands = alpha3()
    for row in ROWS:
        assert row["sector"] in SECTORS, row.wrong(row["sector"])
        assert row["country"] in lands | BEYOND_COUNTRIES, row.wrong(row["country"])
        assert set(row.words("home")) <= lands, row.wrong(f"{row['home']}")
        assert row["home"] or row["country"] in BEYOND_COUNTRIES, row.wrong("no home")


def test_references_lead_somewhere() -> None:
    actors = {row["id"] for row in EVERYONE}
    organs = {f"{row['id']}-{organ}" for row in LANDS for organ in ("gov", "mil", "cop", "spy")}
    known = actors | organs | alpha3()
    for row in ROWS:
        backers = [backer["code"] for backer in row.get("backers", ())]
        for code in (*row.words("part_of"), *row.words("fights"), *backers):
            assert code in known, row.wrong(f"{code!r} is neither a country nor an actor")
            assert code != row["id"], row.wrong("refers to itself")
    for row in OUTLETS:
        assert set(row.words("party")) <= actors, row.wrong(row["party"])


def test_dates_are_well_formed_and_in_order() -> None:
    for row in ROWS:
        spans = [(row.get("since", ""), row.get("until", ""))]
        spans += [(backer["since"], backer["until"]) for backer in row.get("backers", ())]
        for since, until in spans:
            assert DAY.fullmatch(since), row.wrong(since)
            assert DAY.fullmatch(until), row.wrong(until)
            assert not until or since[: len(until)] <= until[: len(since)], row.wrong(f"{since} is after {until}")


def test_outlets_are_well_formed() -> None:
    ids = [row["id"] for row in OUTLETS]
    assert sorted(set(ids)) == sorted(ids)
    for row in OUTLETS:
        assert KEBAB.fullmatch(row["id"]), row.wrong(row["id"])
        assert row["role"] in {"agency", "media", "monitor"}, row.wrong(row["role"])
        assert row["country"] in alpha3() | {""}, row.wrong(row["country"])
        assert row.get("state", True) is True, row.wrong("state is true or left out")


MEANT = [
    ("Al-Shabaab", "al-shabaab"), ("al-Shabab", "al-shabaab"), ("Mozambique's al-Shabab", "islamic-state-mozambique"),
    ("Boko Haram", "boko-haram"), ("ISWAP", "iswap"), ("Eastern Security Network", "esn"), ("Lakurawa", "lakurawa"),
    ("JNIM", "jnim"), ("Group for Support of Islam and Muslims", "jnim"), ("AQIM", "aqim"), ("ISGS", "islamic-state-sahel"),
    ("Katiba Macina", "katiba-macina"), ("Azawad Liberation Front", "fla-azawad"), ("Dan Na Ambassagou", "dan-na-ambassagou"),
    ("Volunteers for the Defence of the Homeland", "vdp-burkina"), ("Wagner mercenaries", "wagner-group"),
    ("Rapid Support Forces", "rsf-sudan"), ("SPLM-N al-Hilu", "splm-n-hilu"), ("JEM", "jem"), ("SLM-MM", "slm-minnawi"),
    ("SPLA-IO", "splm-io"), ("TPLF", "tplf"), ("OLF-Shene", "ola-ethiopia"), ("Amhara Fano", "fano"), ("ONLF", "onlf"),
    ("SSC-Khatumo", "ssc-khatumo"), ("Macawisley", "macawisley"), ("AUSSOM", "aussom"), ("M23", "m23"), ("AFC/M23", "m23"),
    ("FDLR", "fdlr"), ("Islamic State Central Africa Province", "adf-iscap"), ("Mayi-Mayi Yakutumba", "mai-mai-yakutumba"),
    ("Wazalendo", "wazalendo"), ("Red-Tabara", "red-tabara"), ("anti-balaka militia", "anti-balaka"),
    ("Coalition of Patriots for Change", "cpc-car"), ("Ambazonian separatists", "ambazonia-separatists"),
    ("MONUSCO", "monusco"), ("UNIFIL", "unifil"), ("SAMIDRC", "samidrc"), ("ECOWAS", "ecowas"), ("UN", "united-nations"),
    ("NATO", "nato"), ("UNHCR", "unhcr"), ("ICRC", "icrc"), ("Médecins Sans Frontières", "msf"),
    ("Syria Civil Defence", "white-helmets"),
    ("SOHR", "sohr"), ("Donetsk People's Republic", "donetsk-peoples-republic"), ("Azov Regiment", "azov"),
    ("RDK", "russian-volunteer-corps"),
    ("Freedom of Russia Legion", "freedom-of-russia-legion"), ("ELN", "eln"), ("Second Marquetalia", "segunda-marquetalia"),
    ("Clan del Golfo", "clan-del-golfo"), ("CJNG", "cjng"), ("MS13", "ms-13"), ("18th Street gang", "barrio-18"),
    ("Viv Ansanm", "viv-ansanm"), ("G-Pep", "g-pep"), ("Comando Vermelho", "comando-vermelho"),
    ("Tren de Aragua", "tren-de-aragua"),
    ("Sendero Luminoso", "shining-path"), ("Zapatistas", "ezln"), ("Choneros", "los-choneros"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), MEANT)
def test_a_name_means_one_actor(words: str, expected: str) -> None:
    assert meanings(words, ROWS) == {expected}


SHARED = [
    ("ADF", {"adf-iscap", "ambazonia-defence-forces"}),
    ("UPC", {"upc-car", "upc-ituri"}),
    ("RSF", {"rsf-sudan", "rsf-reporters"}),
    ("National Liberation Army", {"eln", "national-liberation-army-macedonia"}),
    ("SPLM-N", {"splm-n-hilu", "splm-n-agar"}),
]


@pytest.mark.parametrize(("words", "expected"), SHARED)
def test_a_shared_name_is_ambiguous_for_each(words: str, expected: set[str]) -> None:
    holders = [row for row in ROWS if words in names(row)]
    assert {row["id"] for row in holders} == expected
    assert all(words in row.words("ambiguous") for row in holders)


@pytest.mark.parametrize(
    "words", ["AU", "WHO", "Azov", "Fano", "Wagner", "the Observatory", "IRA", "ETA", "FLA", "RED", "Red Cross"]
)
def test_a_common_word_is_ambiguous(words: str) -> None:
    assert any(words in row.words("ambiguous") for row in ROWS)


CARRIERS = [
    ("Reuters", "agency", None), ("AFP", "agency", None), ("Xinhua", "agency", True), ("SANA", "agency", True),
    ("TASS", "agency", True),
    ("Kyodo", "agency", None), ("Ukrinform", "agency", True), ("IRNA", "agency", True), ("Amaq", "agency", None),
    ("BBC", "media", None),
    ("Al-Jazeera", "media", True), ("Rudaw", "media", None), ("Radio Okapi", "media", None), ("Sudan Tribune", "media", None),
    ("Myanmar Now", "media", None), ("Press TV", "media", True), ("SOHR", "monitor", None), ("ISW", "monitor", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "role", "state"), CARRIERS)
def test_an_outlet_is_known_by_its_names(words: str, role: str, state: bool | None) -> None:
    found = [row for row in OUTLETS if words in names(row)]
    assert [(row["role"], row.get("state")) for row in found] == [(role, state)]


def test_a_monitor_in_both_tables_has_one_id() -> None:
    actors = {name: row["id"] for row in ROWS for name in names(row) if name not in row.words("ambiguous")}
    for row in OUTLETS:
        if row["role"] == "monitor":
            assert actors.get(row["name"], row["id"]) == row["id"], row.wrong("another id in actors/")
