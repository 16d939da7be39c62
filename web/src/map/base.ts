// The base map: land, names, and borders in the view that is chosen. All of it comes with the page; nothing is fetched from elsewhere.

import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { Feature, FeatureCollection } from "geojson";
import baseUrl from "../../build/base-map.json?url";
import { get } from "../api";
import type { Ink } from "./marks";

/** Whose borders are drawn: every line that is disputed, those that hold on the ground, or those that the United Nations count. */
export const VIEWPOINTS = {
  all: "all, disputed lines dashed",
  held: "as held on the ground",
  un: "as the United Nations count",
} as const;
export type Viewpoint = keyof typeof VIEWPOINTS;

export function isViewpoint(word: string | null): word is Viewpoint {
  return word !== null && Object.hasOwn(VIEWPOINTS, word);
}

interface BaseMap extends Topology<{ countries: GeometryCollection; lines: GeometryCollection }> {
  provinces: [name: string, longitude: number, latitude: number, area: number][];
}

let held: Promise<BaseMap> | null = null;

export async function baseStyle(ink: Ink, viewpoint: Viewpoint, tiles: string | null): Promise<StyleSpecification> {
  const map = await (held ??= get<BaseMap>(baseUrl));
  const countries = feature(map, map.objects.countries) as FeatureCollection;
  const named: Feature[] = countries.features.map((country) => ({
    type: "Feature",
    properties: { ...country.properties },
    geometry: { type: "Point", coordinates: (country.properties as { at: [number, number] }).at },
  }));
  const provinces: Feature[] = map.provinces.map(([name, x, y, area]) => ({
    type: "Feature",
    properties: { name, area },
    geometry: { type: "Point", coordinates: [x, y] },
  }));
  const sources: Record<string, SourceSpecification> = {
    land: { type: "geojson", data: countries, tolerance: 0.2 },
    lines: { type: "geojson", data: feature(map, map.objects.lines), tolerance: 0.2 },
    countries: { type: "geojson", data: { type: "FeatureCollection", features: named } },
    provinces: { type: "geojson", data: { type: "FeatureCollection", features: provinces } },
  };
  if (tiles) sources["tiles"] = { type: "raster", tiles: [tiles], tileSize: 256 };
  return { version: 8, sources, layers: layers(ink, viewpoint, tiles) };
}

function layers(ink: Ink, viewpoint: Viewpoint, tiles: string | null): LayerSpecification[] {
  const under: LayerSpecification[] = [
    { id: "sea", type: "background", paint: { "background-color": ink.sea } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": ink.land, "fill-antialias": true } },
  ];
  if (tiles) under.push({ id: "tiles", type: "raster", source: "tiles" });
  return [
    ...under,
    {
      id: "provinces",
      type: "line",
      source: "lines",
      minzoom: 3,
      filter: ["==", ["get", "sort"], "province"],
      paint: { "line-color": ink.province, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.4, 8, 1.2] },
    },
    {
      id: "borders",
      type: "line",
      source: "lines",
      filter: ["==", ["get", "sort"], "country"],
      paint: { "line-color": ink.border, "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 8, 1.6] },
    },
    {
      id: "disputed",
      type: "line",
      source: "lines",
      filter: disputedIn(viewpoint),
      paint: {
        "line-color": ink.border,
        "line-dasharray": [3, 2.5],
        "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.7, 8, 1.7],
      },
    },
    nameLayer("country-names", "country", "countries", ["step", ["zoom"], 150, 3, 30, 4, 8, 5, 0], 2, 7.5),
    nameLayer("province-names", "province", "provinces", ["step", ["zoom"], 8, 6, 1, 7, 0], 5.2, 24),
  ];
}

/** Lines that are disputed and a border in this view; the others are then drawn as no border at all. */
export function disputedIn(viewpoint: Viewpoint): ExpressionSpecification {
  const disputed: ExpressionSpecification = ["==", ["get", "sort"], "disputed"];
  return viewpoint === "all" ? disputed : ["all", disputed, ["==", ["get", viewpoint], true]];
}

function nameLayer(
  id: string,
  sort: string,
  source: string,
  least: ExpressionSpecification,
  minzoom: number,
  maxzoom: number,
): LayerSpecification {
  return {
    id,
    type: "symbol",
    source,
    minzoom,
    maxzoom,
    filter: [">=", ["get", "area"], least],
    layout: {
      "icon-image": ["concat", `name:${sort}:`, ["get", "name"]],
      "icon-padding": 4,
      "symbol-sort-key": ["-", 0, ["get", "area"]],
    },
    paint: { "icon-opacity": sort === "province" ? 0.75 : 1 },
  };
}

/** A circle of `km` around a point, as a ring of degrees. */
export function circle(longitude: number, latitude: number, km: number, steps = 64): [number, number][] {
  const angle = km / 6371.0088;
  const phi = (latitude * Math.PI) / 180;
  return Array.from({ length: steps + 1 }, (_, i): [number, number] => {
    const bearing = (i / steps) * 2 * Math.PI;
    const y = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing));
    const x = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(y));
    return [longitude + (x * 180) / Math.PI, (y * 180) / Math.PI];
  });
}
