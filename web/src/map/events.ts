// Events on the map: spots in clusters, and areas for what is placed no nearer than a district, a province or a country.

import type { GeoJSONSource, MapGeoJSONFeature, MapMouseEvent } from "maplibre-gl";
import type { Feature } from "geojson";
import { AREAS, type Feed, type Spot, type Tally } from "../feed";
import { STATUSES } from "../words";
import { circle } from "./base";
import { calm, openStage, type Stage, type StageOptions } from "./stage";

/** Placed with a margin: a spot, with the circle it may lie in. */
const ROUND = new Set(["near", "district"]);

export interface EventMap {
  show: (feed: Feed, rows: readonly number[], chosen: number | null) => void;
  /** Looks at all that is drawn; unless `anew`, only where none of it is in sight. */
  fit: (anew: boolean) => void;
  setViewpoint: Stage["setViewpoint"];
  close: () => void;
}

const EMPTY = { type: "FeatureCollection" as const, features: [] };

export async function openEventMap(
  box: HTMLElement,
  options: StageOptions,
  onSpot: (spot: Spot) => void,
): Promise<EventMap> {
  const stage = await openStage(box, options);
  const { map, ink } = stage;
  const sums = Object.fromEntries(STATUSES.map((_, i) => [`s${i}`, ["+", ["get", `s${i}`]]]));
  map.addSource("areas", { type: "geojson", data: EMPTY });
  map.addSource("tags", { type: "geojson", data: EMPTY });
  map.addSource("chosen", { type: "geojson", data: EMPTY });
  map.addSource("spots", {
    type: "geojson",
    data: EMPTY,
    cluster: true,
    clusterRadius: 42,
    clusterMaxZoom: 9,
    clusterProperties: { n: ["+", ["get", "n"]], ...sums },
  });
  map.addLayer({
    id: "areas",
    type: "fill",
    source: "areas",
    paint: { "fill-color": ink.text, "fill-opacity": ["match", ["get", "precision"], "country", 0.035, "province", 0.06, 0.08] },
  });
  map.addLayer({
    id: "area-edges",
    type: "line",
    source: "areas",
    paint: { "line-color": ink.text, "line-opacity": 0.55, "line-width": 1, "line-dasharray": [4, 3] },
  });
  map.addLayer({ id: "chosen", type: "fill", source: "chosen", paint: { "fill-color": "#d1500a", "fill-opacity": 0.12 } });
  map.addLayer({ id: "chosen-edge", type: "line", source: "chosen", paint: { "line-color": "#d1500a", "line-width": 2 } });
  map.addLayer({
    id: "spots",
    type: "symbol",
    source: "spots",
    layout: { "icon-image": image("pie"), "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": ["get", "n"] },
  });
  map.addLayer({
    id: "spot-names",
    type: "symbol",
    source: "spots",
    minzoom: 6,
    filter: ["!", ["has", "point_count"]],
    layout: { "icon-image": ["concat", "name:spot:", ["get", "name"]], "icon-offset": [0, 22], "icon-padding": 1 },
  });
  map.addLayer({
    id: "tags",
    type: "symbol",
    source: "tags",
    layout: { "icon-image": image("tag"), "icon-allow-overlap": true, "icon-ignore-placement": true },
  });

  let feed: Feed | null = null;
  let bounds: [number, number, number, number] | null = null;
  map.on("click", (event: MapMouseEvent) => {
    const hit = map.queryRenderedFeatures(around(event), { layers: ["tags", "spots"] })[0];
    if (hit) void follow(hit);
  });
  map.on("mousemove", (event: MapMouseEvent) => {
    map.getCanvas().style.cursor = map.queryRenderedFeatures(around(event), { layers: ["tags", "spots"] }).length ? "pointer" : "";
  });

  async function follow(hit: MapGeoJSONFeature): Promise<void> {
    const { cluster_id: cluster, spot } = hit.properties as { cluster_id?: number; spot?: number };
    const found = spot === undefined ? undefined : feed?.spots[spot];
    if (found) onSpot(found);
    else if (cluster !== undefined && hit.geometry.type === "Point") {
      const zoom = await source("spots").getClusterExpansionZoom(cluster);
      const [x = 0, y = 0] = hit.geometry.coordinates;
      map.easeTo({ center: [x, y], zoom: zoom + 0.3, animate: !calm() }, { originalEvent: "cluster" });
    }
  }

  function source(id: string): GeoJSONSource {
    return map.getSource(id) as GeoJSONSource;
  }

  function draw(shown: Feed, rows: readonly number[], chosen: number | null): void {
    feed = shown;
    const [spots, tags, areas]: [Feature[], Feature[], Feature[]] = [[], [], []];
    bounds = null;
    for (const [index, tally] of shown.tally(rows)) {
      const spot = shown.spots[index];
      if (!spot) continue;
      const point = pointOf(spot, tally);
      (AREAS.has(spot.precision) ? tags : spots).push(point);
      if ((AREAS.has(spot.precision) || ROUND.has(spot.precision)) && spot.radius > 0) areas.push(areaOf(spot));
      bounds = widened(bounds, spot);
    }
    source("spots").setData({ type: "FeatureCollection", features: spots });
    source("tags").setData({ type: "FeatureCollection", features: tags });
    source("areas").setData({ type: "FeatureCollection", features: areas });
    const spot = chosen === null ? undefined : shown.spots[shown.spotOf[chosen] ?? -1];
    source("chosen").setData(spot ? { type: "FeatureCollection", features: [areaOf(spot)] } : EMPTY);
    box.dataset["spots"] = String(spots.length);
    box.dataset["areas"] = String(tags.length);
  }

  return {
    show: draw,
    fit(anew) {
      if (!bounds) return;
      const [west, south, east, north] = bounds;
      const seen = map.getBounds();
      const inSight = seen.getWest() <= east && seen.getEast() >= west && seen.getSouth() <= north && seen.getNorth() >= south;
      if (inSight && !anew) return;
      map.fitBounds([west, south, east, north], { padding: { top: 40, left: 48, right: 60, bottom: 70 }, maxZoom: 7.5, animate: false });
    },
    setViewpoint: (word) => stage.setViewpoint(word),
    close: () => map.remove(),
  };
}

function around(event: MapMouseEvent): [[number, number], [number, number]] {
  const { x, y } = event.point;
  return [
    [x - 3, y - 3],
    [x + 3, y + 3],
  ];
}

function image(sort: string): ["concat", ...unknown[]] & never {
  const shares = STATUSES.flatMap((_, i) => [i ? "," : ":", ["to-string", ["get", `s${i}`]]]);
  return ["concat", `${sort}:`, ["to-string", ["get", "n"]], ...shares] as never;
}

function pointOf(spot: Spot, tally: Tally): Feature {
  const shares = Object.fromEntries(tally.by.map((n, i) => [`s${i}`, n]));
  return {
    type: "Feature",
    properties: { spot: spot.index, name: spot.name, n: tally.count, ...shares },
    geometry: { type: "Point", coordinates: [spot.longitude, spot.latitude] },
  };
}

function areaOf(spot: Spot): Feature {
  return {
    type: "Feature",
    properties: { precision: spot.precision },
    geometry: { type: "Polygon", coordinates: [circle(spot.longitude, spot.latitude, Math.max(spot.radius, 1))] },
  };
}

function widened(bounds: [number, number, number, number] | null, spot: Spot): [number, number, number, number] {
  const reach = Math.min(20, spot.radius / 111);
  const [west, south, east, north] = bounds ?? [180, 90, -180, -90];
  return [
    Math.min(west, spot.longitude - reach),
    Math.max(-85, Math.min(south, spot.latitude - reach)),
    Math.max(east, spot.longitude + reach),
    Math.min(85, Math.max(north, spot.latitude + reach)),
  ];
}
