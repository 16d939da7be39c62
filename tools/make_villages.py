"""Derives places/villages.tsv from the place names of UCDP's event data; run by hand when the source changes, never at install.

In: JSON lines with `where`, `adm_1`, `lat`, `lon`, one an event (UCDP GED, CC BY 4.0), and the country they lie in (ISO 3166
alpha-3 and alpha-2). Out: the table, written to the path given. The one decision: a place is taken where its points agree within
three kilometres and no place that is known already under any of its names lies within twelve. Empty the old table
first: its places are known too.

    python tools/make_villages.py EVENTS.jsonl SYR SY src/vedette/lexicon/data/places/villages.tsv
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from vedette.lexicon import load
from vedette.resolving.folding import fold
from vedette.resolving.gazetteer import Gazetteer, open_gazetteer
from vedette.resolving.gazetteer_own import COLUMNS
from vedette.resolving.places import resolve_place
from vedette.scoring.scores import great_circle

SORTS = {"town": "town", "city": "town", "village": "village", "suburb": "district"}
NAMED = re.compile(rf"^(?P<name>.+?) (?P<sort>{'|'.join(SORTS)})$")
AGREE_KM, KNOWN_KM = 3.0, 12.0
HEAD = """# Towns and villages named in UCDP's event data that GeoNames' towns lack or spell otherwise.
# Names, divisions and points: UCDP Georeferenced Event Dataset (CC BY 4.0; Sundberg & Melander 2013, Davies et al. 2024), Syria,
# events of 2016-2017. Of the places that GeoNames has too nine in ten lie within a kilometre of it. admin1: GeoNames' code.
# Made by tools/make_villages.py. To mend a row, add the place to supplement.tsv, which goes before this.
"""


def main(events: Path, iso3: str, iso2: str, table: Path) -> None:
    """Writes the table."""
    lexicon = load()
    gazetteer = open_gazetteer(lexicon=lexicon)
    lines = [HEAD + "\t".join(COLUMNS)]
    for name, aliases, sort, division, point in sorted(_places(events)):
        if not any(_known(part, point, gazetteer, iso3) for part in (name, *aliases)):
            cells = (name, "|".join(aliases), sort, iso3, _code(division, iso2, lexicon), f"{point[0]:.4f}", f"{point[1]:.4f}", "3")
            lines.append("\t".join((*cells, "", "", "UCDP")))
    table.write_text("\n".join(lines) + "\n", "utf-8")


def _places(events: Path) -> Iterator[tuple[str, tuple[str, ...], str, str, tuple[float, float]]]:
    """Each named place once: its name, other names, sort, division and point."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in events.read_text("utf-8").splitlines():
        row = json.loads(line)
        rows[" ".join(row["where"].split())].append(row)
    for where, told in rows.items():
        match = NAMED.match(where)
        points = [(row["lat"], row["lon"]) for row in told]
        middle = (median(lat for lat, _ in points), median(lon for _, lon in points))
        if match and max(great_circle(middle, point) for point in points) <= AGREE_KM:
            name, *others = (part.strip() for part in re.split(r"\s*/\s*", match["name"]) if part.strip())
            yield name, tuple(others), SORTS[match["sort"]], told[0]["adm_1"] or "", middle


def _known(name: str, point: tuple[float, float], gazetteer: Gazetteer, iso3: str) -> bool:
    found = [match.value for match in resolve_place(name, gazetteer, country=iso3)]
    return any(
        place.latitude is not None
        and place.longitude is not None
        and great_circle((place.latitude, place.longitude), point) < KNOWN_KM
        for place in found
    )


def _code(division: str, iso2: str, lexicon: Any) -> str:
    """GeoNames' code of a division by any of its names; empty where it is not known."""
    wanted = fold(division.removesuffix(" Governorate"))
    for row in lexicon.rows("places/admin1", "admin1"):
        if row["iso2"] == iso2 and wanted in map(fold, (row["name"], *row["aliases"].split("|"))):
            return str(row["code"])
    return ""


if __name__ == "__main__":
    arguments: Sequence[str] = sys.argv[1:]
    main(Path(arguments[0]), arguments[1], arguments[2], Path(arguments[3]))
