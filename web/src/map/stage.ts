// A map on the page: the base map with its borders control and credits, and marks painted when they are asked for. Views lay
// their own sources and layers over it.

import maplibregl from "maplibre-gl/dist/maplibre-gl-csp.js";
import workerUrl from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Map as GlMap } from "maplibre-gl";
import { el } from "../dom";
import { baseStyle, disputedIn, isViewpoint, VIEWPOINTS, type Viewpoint } from "./base";
import { DARK, LIGHT, paint, type Ink } from "./marks";

maplibregl.setWorkerUrl(workerUrl);

export interface Corner {
  longitude: number;
  latitude: number;
  zoom: number;
}

export interface StageOptions {
  label: string;
  viewpoint: string | null;
  tiles: string | null;
  /** Where to look first; null is the whole world. */
  at: Corner | null;
  onViewpoint: (viewpoint: Viewpoint) => void;
  onMoved: (corner: Corner) => void;
}

export interface Stage {
  map: GlMap;
  ink: Ink;
  setViewpoint: (word: string | null) => void;
}

export function isDark(): boolean {
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Opens a map in `box`; rejects where the browser can draw none. */
export async function openStage(box: HTMLElement, options: StageOptions): Promise<Stage> {
  const ink = isDark() ? DARK : LIGHT;
  const viewpoint = isViewpoint(options.viewpoint) ? options.viewpoint : "all";
  const style = await baseStyle(ink, viewpoint, options.tiles);
  const canvas = el("div", { class: "map-canvas" });
  const choice = el(
    "select",
    { "aria-label": "Borders drawn", on: { change: () => isViewpoint(choice.value) && options.onViewpoint(choice.value) } },
    ...Object.entries(VIEWPOINTS).map(([value, words]) => el("option", { value }, words)),
  );
  choice.value = viewpoint;
  const foot = el(
    "p",
    { class: "map-foot" },
    el("label", {}, "Borders ", choice),
    el("span", { class: "map-credit" }, options.tiles ? "Map: your tiles; Natural Earth" : "Map: Natural Earth, public domain"),
  );
  box.replaceChildren(canvas, foot);
  const map = new maplibregl.Map({
    container: canvas,
    style,
    attributionControl: false,
    center: options.at ? [options.at.longitude, options.at.latitude] : [25, 22],
    zoom: options.at?.zoom ?? 1.4,
    minZoom: 0.8,
    maxZoom: options.tiles ? 17 : 11,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    renderWorldCopies: true,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.ScaleControl({ maxWidth: 90 }), "bottom-right");
  map.getCanvas().setAttribute("aria-label", `${options.label}. The list beside it has the same.`);
  map.on("styleimagemissing", ({ id }: { id: string }) => {
    const made = paint(id, ink);
    if (made && !map.hasImage(id)) map.addImage(id, made.image, { pixelRatio: made.ratio });
  });
  map.on("moveend", (event: { originalEvent?: unknown }) => {
    if (event.originalEvent) tellMoved(map, options.onMoved);
  });
  map.on("zoomend", () => tellMovedByButton(map, options.onMoved));
  await new Promise<void>((done) => map.once("style.load", () => done()));
  map.on("idle", () => (box.dataset["drawn"] = "yes"));
  map.on("dataloading", () => delete box.dataset["drawn"]);
  return {
    map,
    ink,
    setViewpoint(word) {
      const next = isViewpoint(word) ? word : "all";
      choice.value = next;
      map.setFilter("disputed", disputedIn(next));
    },
  };
}

function tellMoved(map: GlMap, act: (corner: Corner) => void): void {
  const { lng, lat } = map.getCenter();
  act({ longitude: lng, latitude: lat, zoom: map.getZoom() });
}

/** The buttons move the map without an event of their own: told by the focus that they keep. */
function tellMovedByButton(map: GlMap, act: (corner: Corner) => void): void {
  if (map.getContainer().contains(document.activeElement)) tellMoved(map, act);
}

export function cornerOf(words: string | null): Corner | null {
  const [latitude, longitude, zoom] = (words ?? "").split(",").map(Number);
  const good = [latitude, longitude, zoom].every((n) => typeof n === "number" && Number.isFinite(n));
  if (!good || Math.abs(latitude ?? 0) > 90 || Math.abs(longitude ?? 0) > 360 || (words ?? "").split(",").length !== 3) return null;
  return { latitude: latitude ?? 0, longitude: longitude ?? 0, zoom: Math.min(22, Math.max(0, zoom ?? 0)) };
}

export function cornerWords({ latitude, longitude, zoom }: Corner): string {
  return `${latitude.toFixed(3)},${longitude.toFixed(3)},${zoom.toFixed(2)}`;
}

export function calm(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
