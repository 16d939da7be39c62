// Events on the map: marks of spots that lie near each other, and areas for what is placed no nearer than a district, a province or
// a country. They are drawn on a sheet over the map; the names of spots alone are the map's, which keeps names off each other.

import type { GeoJSONSource, MapMouseEvent } from "maplibre-gl";
import type { Feature } from "geojson";
import { AREAS, type Feed, type Spot } from "../feed";
import { circle } from "./base";
import { dotsOf, gathered, splitsAt, worldOf, type Dot, type Mark } from "./gather";
import { stamps } from "./marks";
import { sheetOver, type View } from "./sheet";
import { calm, openStage, type Stage, type StageOptions } from "./stage";

/** Placed with a margin: a spot, with the circle it may lie in. */
const ROUND = new Set(["near", "district"]);
const NAMED_FROM = 6;
/** How far from a mark a click may go, in pixels. */
const NEAR = 3;
const CHOSEN = "#d1500a";
const SHADES: Record<string, number> = { country: 0.035, province: 0.06 };

type Bounds = [west: number, south: number, east: number, north: number];

export interface EventMap {
  show: (feed: Feed, rows: readonly number[], chosen: number | null) => void;
  /** Looks at all that is drawn; unless `anew`, only where none of it is in sight. */
  fit: (anew: boolean) => void;
  setViewpoint: Stage["setViewpoint"];
  close: () => void;
}

/** An area as it is drawn: its ring on the world of side 1, as x, y, x, y …, and how far it reaches from its middle. */
interface Area {
  x: number;
  y: number;
  reach: number;
  ring: Float64Array;
  shade: number;
}

export async function openEventMap(box: HTMLElement, options: StageOptions, onSpot: (spot: Spot) => void): Promise<EventMap> {
  const stage = await openStage(box, options);
  const { map, ink } = stage;
  map.addSource("names", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer({
    id: "spot-names",
    type: "symbol",
    source: "names",
    minzoom: NAMED_FROM,
    layout: { "icon-image": ["concat", "name:spot:", ["get", "name"]], "icon-offset": [0, 22], "icon-padding": 1 },
  });

  let [dots, tags]: [Dot[], Mark[]] = [[], []];
  let areas: Area[] = [];
  let chosenArea: Area | null = null;
  let bounds: Bounds | null = null;
  let gatheredAt: { zoom: number; marks: Mark[] } | null = null;
  let named = "";
  let shown = false;
  const stampOf = stamps(ink);
  const sheet = sheetOver(map, paint);

  function marks(zoom: number): Mark[] {
    const whole = Math.floor(zoom);
    if (gatheredAt?.zoom !== whole) gatheredAt = { zoom: whole, marks: gathered(dots, whole).reverse() };
    return gatheredAt.marks;
  }

  function paint(view: View): void {
    for (const area of areas) drawArea(view, area, ink.text, false);
    if (chosenArea) drawArea(view, chosenArea, CHOSEN, true);
    let inSight = 0;
    for (const [sort, all] of [["pie", marks(view.zoom)], ["tag", tags]] as const) {
      for (const mark of all) {
        const places = view.places(mark.x, mark.y, 40);
        if (!places.length) continue;
        inSight += 1;
        const { image, width, height } = stampOf(sort, mark);
        for (const [x, y] of places) view.pen.drawImage(image, Math.round(x - width / 2), Math.round(y - height / 2), width, height);
      }
    }
    box.dataset["marks"] = String(inSight);
  }

  /** Names stand by spots that are alone; the map is told only when these are others. */
  function tellNames(): void {
    const view = sheet.view();
    const alone = view.zoom < NAMED_FROM ? [] : marks(view.zoom).filter(({ dots: { length }, x, y }) => length === 1 && view.places(x, y, 60).length);
    const features = alone.flatMap(({ dots: [dot] }): Feature[] => (dot ? [nameOf(dot.spot)] : []));
    const key = alone.map(({ dots: [dot] }) => dot?.spot.index).join(" ");
    if (key === named) return;
    named = key;
    (map.getSource("names") as GeoJSONSource).setData({ type: "FeatureCollection", features });
  }

  function at({ point }: MapMouseEvent): Mark | null {
    const view = sheet.view();
    for (const [sort, all] of [["tag", tags], ["pie", marks(view.zoom)]] as const) {
      for (const mark of [...all].reverse()) {
        const { width, height } = stampOf(sort, mark);
        const hit = ([x, y]: [number, number]) => Math.abs(point.x - x) <= width / 2 + NEAR && Math.abs(point.y - y) <= height / 2 + NEAR;
        if (view.places(mark.x, mark.y, 40).some(hit)) return mark;
      }
    }
    return null;
  }

  map.on("moveend", tellNames);
  // A map that stands still without events is not drawn yet.
  map.on("idle", () => {
    if (!shown) delete box.dataset["drawn"];
  });
  map.on("mousemove", (event: MapMouseEvent) => {
    map.getCanvas().style.cursor = at(event) ? "pointer" : "";
  });
  map.on("click", (event: MapMouseEvent) => {
    const mark = at(event);
    const [dot] = mark?.dots ?? [];
    if (!mark || !dot) return;
    if (mark.dots.length === 1) onSpot(dot.spot);
    else map.easeTo({ center: lngLatOf(mark), zoom: splitsAt(mark, map.getZoom()) + 0.3, animate: !calm() }, { originalEvent: "cluster" });
  });

  return {
    show(feed, rows, chosen) {
      const all = dotsOf(feed.spots, feed.tally(rows));
      dots = all.filter(({ spot }) => !AREAS.has(spot.precision));
      tags = all.filter(({ spot }) => AREAS.has(spot.precision)).map((dot) => ({ ...dot, dots: [dot] }));
      areas = all.filter(({ spot }) => (AREAS.has(spot.precision) || ROUND.has(spot.precision)) && spot.radius > 0).map(({ spot }) => areaOf(spot));
      bounds = all.reduce<Bounds | null>((wide, { spot }) => widened(wide, spot), null);
      const spot = chosen === null ? undefined : feed.spots[feed.spotOf[chosen] ?? -1];
      chosenArea = spot ? areaOf(spot) : null;
      gatheredAt = null;
      box.dataset["spots"] = String(dots.length);
      box.dataset["areas"] = String(tags.length);
      sheet.draw();
      tellNames();
      if (!shown) map.triggerRepaint();
      shown = true;
    },
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

function drawArea({ pen, across, places }: View, area: Area, colour: string, chosen: boolean): void {
  for (const [x, y] of places(area.x, area.y, area.reach * across)) {
    pen.beginPath();
    for (let i = 0; i < area.ring.length; i += 2) pen.lineTo(x + ((area.ring[i] ?? 0) - area.x) * across, y + ((area.ring[i + 1] ?? 0) - area.y) * across);
    pen.closePath();
    pen.globalAlpha = chosen ? 0.12 : area.shade;
    pen.fillStyle = pen.strokeStyle = colour;
    pen.fill();
    pen.globalAlpha = chosen ? 1 : 0.55;
    pen.lineWidth = chosen ? 2 : 1;
    pen.setLineDash(chosen ? [] : [4, 3]);
    pen.stroke();
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

const held = new WeakMap<Spot, Area>();

function areaOf(spot: Spot): Area {
  const known = held.get(spot);
  if (known) return known;
  const [x, y] = worldOf(spot.longitude, spot.latitude);
  const ring = Float64Array.from(circle(spot.longitude, spot.latitude, Math.max(spot.radius, 1)).flatMap(([longitude, latitude]) => worldOf(longitude, latitude)));
  const reach = ring.reduce((most, value, i) => Math.max(most, Math.abs(value - (i % 2 ? y : x))), 0);
  const area = { x, y, reach, ring, shade: SHADES[spot.precision] ?? 0.08 };
  held.set(spot, area);
  return area;
}

function nameOf(spot: Spot): Feature {
  return { type: "Feature", properties: { name: spot.name }, geometry: { type: "Point", coordinates: [spot.longitude, spot.latitude] } };
}

function lngLatOf({ x, y }: Mark): [number, number] {
  return [x * 360 - 180, (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90];
}

function widened(bounds: Bounds | null, spot: Spot): Bounds {
  const reach = Math.min(20, spot.radius / 111);
  const [west, south, east, north] = bounds ?? [180, 90, -180, -90];
  return [
    Math.min(west, spot.longitude - reach),
    Math.max(-85, Math.min(south, spot.latitude - reach)),
    Math.max(east, spot.longitude + reach),
    Math.min(85, Math.max(north, spot.latitude + reach)),
  ];
}
