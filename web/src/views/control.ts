// Who holds what on a day: on the map, as a list, as bars over time; and what changed between two days. What is corroborated, only
// reported and contested is drawn apart, by pattern and by word.

import type { Marker } from "maplibre-gl";
import { get, type Changes, type Interval, type Meta } from "../api";
import { changed, go, type Address } from "../address";
import { el, fill, later } from "../dom";
import { canDraw } from "../map/can";
import { badge } from "../parts";
import { dayNumber, dayText, dayWords, placeWords, plural, sinceWords } from "../words";
import { evidence } from "./evidence";
import { empty, failed, loader, loading, type View } from "./view";

/** Okabe and Ito's colours, darkened until white letters stand out on them, for the parties that hold most; the others are grey. Each mark has the party's letters too. */
const PALETTE = ["#0b5394", "#b84300", "#00694a", "#82407f", "#7d5700", "#2a73a3", "#6d4f31"];
const MOST_MARKS = 400;

export function controlView(meta: Meta): View {
  let address: Address = { view: "control", event: null, report: null, query: new URLSearchParams() };
  let intervals: Interval[] | null = null;
  let [first, last] = [0, 0];
  let colours = new Map<string, string>();
  let map: { draw: (held: readonly Interval[]) => void; setViewpoint: (word: string | null) => void; close: () => void } | null = null;

  const change = (values: Record<string, string | null>, replace = false) => go(changed(address, values), replace);
  const slider = el("input", { type: "range", id: "c-slider", "aria-label": "Day", step: 1 });
  const day = el("input", { type: "date", id: "c-day", "aria-label": "Day" });
  const place = el("input", { type: "search", id: "c-place", placeholder: "all places", "aria-label": "Place, province or country", autocomplete: "off" });
  const since = el("input", { type: "date", "aria-label": "Compare from" });
  const until = el("input", { type: "date", "aria-label": "Compare until" });
  const count = el("p", { class: "count-line", role: "status", "aria-live": "polite" });
  const list = el("div", { class: "held-list" });
  const bars = el("div", { class: "bars" });
  const changes = el("div", { class: "changes", "aria-live": "polite" });
  const mapBox = el("section", { class: "map-box", "aria-label": "Map of control" }, loading("The map is being drawn"));
  const shown = evidence<Interval & { statements: never[] }>("/api/control", () => change({ interval: null }), (one) => [
    el("p", { class: "headline" }, badge(one.status), " ", el("b", {}, holderName(one)), ` holds ${placeWords(one.place)}, ${sinceWords(one.since, one.until)}.`),
  ]);
  const runChanges = loader(changes);

  slider.addEventListener("input", () => change({ at: dayText(Number(slider.value)) }, true));
  day.addEventListener("change", () => day.value && change({ at: day.value }));
  place.addEventListener("change", () => change({ place: place.value.trim() || null }));
  place.addEventListener("search", () => place.value === "" && change({ place: null }));
  for (const [input, name] of [[since, "since"], [until, "until"]] as const) input.addEventListener("change", () => change({ [name]: input.value || null }));

  const root = el(
    "div",
    { class: "control-view" },
    el(
      "div",
      { class: "control-main" },
      el("div", { class: "control-bar" }, el("div", { class: "field grow" }, el("label", { for: "c-slider" }, "Day"), slider), day, el("div", { class: "field" }, el("label", { for: "c-place" }, "Place"), place), count),
      mapBox,
      el("section", { "aria-label": "Who holds what" }, el("h2", {}, "Who holds what on this day"), key(), list),
      el("section", { "aria-label": "Over time" }, el("h2", {}, "Over time"), bars),
      el("section", { "aria-label": "What changed" }, el("h2", {}, "What changed between two days"), el("div", { class: "pair dates" }, since, el("span", {}, "and"), until), changes),
    ),
    shown.root,
  );

  async function load(): Promise<void> {
    root.dataset["state"] = "loading";
    fill(list, loading("Control is being fetched"));
    const wanted = address.query.get("place");
    try {
      const found = await get<{ control: Interval[] }>("/api/control", wanted ? { place: wanted } : {});
      if (wanted !== address.query.get("place")) return;
      intervals = found.control;
    } catch (error) {
      fill(list, failed(error, () => void load()));
      root.dataset["state"] = "failed";
      return;
    }
    const days = intervals.flatMap((one) => [one.since, one.until]).filter((one): one is string => Boolean(one)).map(dayNumber);
    const edges = days.length ? days : [meta.first, meta.last].filter((one): one is string => Boolean(one)).map(dayNumber);
    first = Math.min(...edges, dayNumber(meta.last ?? "2017-01-01")) - 3;
    last = Math.max(...edges, dayNumber(meta.last ?? "2017-01-01"));
    colours = paintHolders(intervals);
    draw();
  }

  function at(): string {
    const asked = address.query.get("at");
    return asked && /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : dayText(last);
  }

  function draw(): void {
    if (!intervals) return;
    const now = at();
    slider.min = String(Math.min(first, dayNumber(now)));
    slider.max = String(Math.max(last, dayNumber(now)));
    slider.value = String(dayNumber(now));
    slider.setAttribute("aria-valuetext", dayWords(now));
    day.value = now;
    const held = intervals.filter((one) => holds(one, now));
    fill(count, `On ${dayWords(now)}: `, el("b", {}, plural(new Set(held.map((one) => placeKey(one))).size, "place")), ` held, of ${plural(new Set(intervals.map(placeKey)).size, "place")} told of`);
    fill(list, held.length ? heldTable(held) : empty(intervals.length ? "Nothing is told of who held what on this day." : "No report of this database tells who holds a place."));
    fill(bars, intervals.length ? drawBars(intervals, now) : empty("Nothing to show."));
    map?.draw(held);
    root.dataset["state"] = "ready";
    root.dataset["at"] = now;
  }

  function heldTable(held: readonly Interval[]): HTMLElement {
    const places = group(held);
    return el(
      "table",
      { class: "held" },
      el("thead", {}, el("tr", {}, ...["Place", "Holder", "Status", "Since"].map((one) => el("th", { scope: "col" }, one)))),
      el(
        "tbody",
        {},
        [...places.values()].flatMap((of) =>
          of.map((one, i) =>
            el(
              "tr",
              { class: one.id === address.query.get("interval") ? "chosen" : undefined },
              i === 0 ? el("th", { scope: "row", rowspan: of.length, dir: "auto" }, placeWords(one.place)) : null,
              el("td", {}, el("button", { type: "button", class: "holder", on: { click: () => change({ interval: one.id }) } }, swatch(one, colours), el("bdi", {}, holderName(one)))),
              el("td", {}, badge(one.status)),
              el("td", { class: "since" }, one.since ? dayWords(one.since) : "before it is told of"),
            ),
          ),
        ),
      ),
    );
  }

  function drawBars(all: readonly Interval[], now: string): HTMLElement {
    const span = Math.max(1, last - first);
    const x = (number: number) => ((Math.min(last, Math.max(first, number)) - first) / span) * 100;
    const rows = [...group(all).values()].slice(0, 60);
    return el(
      "div",
      { class: "bars-grid" },
      ...rows.map((of) =>
        el(
          "div",
          { class: "bars-row" },
          el("span", { class: "bars-place", dir: "auto" }, of[0]?.place.name ?? "a place"),
          el(
            "div",
            { class: "bars-track" },
            ...of.map((one) => {
              const from = one.since ? x(dayNumber(one.since)) : 0;
              const to = one.until ? x(dayNumber(one.until)) : 100;
              return el(
                "button",
                { type: "button", class: `bar-span p-${pattern(one.status)}`, title: `${holderName(one)}: ${one.status}, ${sinceWords(one.since, one.until)}`, style: { left: `${from}%`, width: `${Math.max(0.8, to - from)}%`, "--holder": colours.get(holderKey(one)) ?? "#6b7278" }, on: { click: () => change({ interval: one.id }) } },
                el("span", {}, holderName(one)),
              );
            }),
            el("span", { class: "bars-now", "aria-hidden": "true", style: { left: `${x(dayNumber(now))}%` } }),
          ),
        ),
      ),
      el("div", { class: "bars-row bars-days", "aria-hidden": "true" }, el("span", {}), el("div", { class: "bars-ends" }, el("span", {}, dayWords(dayText(first))), el("span", {}, dayWords(dayText(last))))),
      group(all).size > rows.length ? el("p", { class: "none" }, `The first ${rows.length} places are drawn; name one above to see it alone.`) : null,
    );
  }

  function showChanges(): void {
    const [from, to, where] = ["since", "until", "place"].map((name) => address.query.get(name));
    since.value = from ?? "";
    until.value = to ?? "";
    if (!from || !to) return fill(changes, el("p", { class: "none" }, "Choose two days."));
    const asked = new URLSearchParams({ since: from, until: to, ...(where ? { place: where } : {}) });
    if (changes.dataset["asked"] === asked.toString()) return;
    changes.dataset["asked"] = asked.toString();
    void runChanges("The changes are being fetched", async (signal) => {
      const found = await get<Changes>("/api/control/changes", asked, signal);
      if (!found.changes.length) return [empty("No place was held otherwise on the second day than on the first.")];
      return [
        el("p", {}, `${plural(found.changes.length, "place")} held otherwise on ${dayWords(found.until)} than on ${dayWords(found.since)}.`),
        el("ul", { class: "plain change-list" }, ...found.changes.map((one) => el("li", {}, el("b", { dir: "auto" }, placeWords(one.place)), side("before", one.before), el("span", { "aria-hidden": "true" }, "→"), side("after", one.after), steps(one.steps ?? [])))),
      ];
    });
  }

  function side(words: string, held: readonly Interval[]): HTMLElement {
    return el("span", { class: "change-side" }, el("span", { class: "sr" }, `${words}: `), ...(held.length ? held.map((one) => el("button", { type: "button", class: "holder", on: { click: () => change({ interval: one.id }) } }, swatch(one, colours), el("bdi", {}, `${holderName(one)} (${one.status})`))) : [el("span", { class: "none" }, "nobody is told of")]));
  }

  async function openMap(): Promise<void> {
    try {
      if (!canDraw()) throw new Error("no WebGL");
      const { openStage, cornerOf, cornerWords } = await import("../map/stage");
      const { default: gl } = await import("maplibre-gl/dist/maplibre-gl-csp.js");
      const stage = await openStage(mapBox, {
        label: "Map of who holds what",
        viewpoint: address.query.get("borders"),
        tiles: meta.tiles,
        at: cornerOf(address.query.get("map")),
        onViewpoint: (viewpoint) => change({ borders: viewpoint === "all" ? null : viewpoint }),
        onMoved: later(250, (corner) => change({ map: cornerWords(corner) }, true)),
      });
      let marks: Marker[] = [];
      let fitted = address.query.has("map");
      map = {
        setViewpoint: stage.setViewpoint,
        close: () => stage.map.remove(),
        draw(held) {
          for (const one of marks) one.remove();
          const placed = [...group(held).values()].filter(([one]) => one?.place.latitude !== null && one?.place.longitude !== null).slice(0, MOST_MARKS);
          marks = placed.map((of) => new gl.Marker({ element: placeMark(of), anchor: "center" }).setLngLat([of[0]?.place.longitude ?? 0, of[0]?.place.latitude ?? 0]).addTo(stage.map));
          // The map has called each “Map marker”.
          placed.forEach((of, i) => marks[i]?.getElement().setAttribute("aria-label", markWords(of)));
          spread(marks);
          const all = [...group(intervals ?? []).values()].map(([one]) => one?.place).filter((one) => one?.latitude != null);
          if (fitted || !all.length) return;
          fitted = true;
          const xs = all.map((one) => one?.longitude ?? 0);
          const ys = all.map((one) => one?.latitude ?? 0);
          stage.map.fitBounds([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], { padding: { top: 50, left: 70, right: 80, bottom: 90 }, maxZoom: 7, animate: false });
        },
      };
      stage.map.on("zoomend", () => spread(marks));
      draw();
      mapBox.dataset["state"] = "ready";
    } catch {
      fill(mapBox, empty("This browser cannot draw the map (it needs WebGL). The list below has the same."));
      mapBox.dataset["state"] = "none";
    }
  }

  function placeMark(of: readonly Interval[]): HTMLElement {
    return el(
      "button",
      { type: "button", class: "place-mark", title: holders(of), on: { click: (event) => { event.stopPropagation(); change({ interval: of[0]?.id ?? null }); } } },
      ...of.map((one) => swatch(one, colours)),
      el("span", { class: "place-mark-name" }, of[0]?.place.name ?? ""),
    );
  }

  let opened = false;
  let asked: string | null = null;
  return {
    root,
    title: "Control",
    close: () => map?.close(),
    show(next) {
      address = next;
      const where = next.query.get("place") ?? "";
      if (place !== document.activeElement) place.value = where;
      root.classList.toggle("reading", next.query.has("interval"));
      shown.show(next.query.get("interval"));
      map?.setViewpoint(next.query.get("borders"));
      if (asked !== where) {
        asked = where;
        void load();
      } else draw();
      showChanges();
      if (!opened) {
        opened = true;
        void openMap();
      }
    },
  };
}

/** On which day each step of a change came, where there is more than one. */
function steps(all: NonNullable<Changes["changes"][number]["steps"]>): HTMLElement | null {
  if (all.length < 2) return null;
  return el("small", { class: "steps" }, all.map((step) => `${dayWords(step.day)}: ${step.was ? holderName(step.was) : "not told"} → ${step.now ? holderName(step.now) : "nobody"}`).join("; "));
}

/** Moves marks that lie over one another up and down until none does; each keeps its foot near its place. */
function spread(marks: readonly Marker[]): void {
  const taken: DOMRect[] = [];
  for (const one of marks) one.setOffset([0, 0]);
  for (const one of marks) {
    const box = one.getElement().getBoundingClientRect();
    const step = box.height + 2;
    const shifts = [0, -step, step, -2 * step, 2 * step];
    const free = shifts.find((shift) => !taken.some((other) => box.left < other.right && box.right > other.left && box.top + shift < other.bottom && box.bottom + shift > other.top)) ?? 0;
    one.setOffset([0, free]);
    taken.push(new DOMRect(box.left, box.top + free, box.width, box.height));
  }
}

function holds(one: Interval, day: string): boolean {
  return (one.since === null || one.since <= day) && (one.until === null || one.until > day);
}

function holderName(one: Interval): string {
  return one.holder.name ?? "an unnamed party";
}

function holderKey(one: Interval): string {
  return one.holder.id ?? holderName(one);
}

function placeKey(one: Interval): string {
  return `${one.place.name}|${one.place.admin1}|${one.place.country}`;
}

function group(list: readonly Interval[]): Map<string, Interval[]> {
  const found = new Map<string, Interval[]>();
  for (const one of list) found.set(placeKey(one), [...(found.get(placeKey(one)) ?? []), one]);
  return found;
}

function paintHolders(list: readonly Interval[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(holderKey(one), (counts.get(holderKey(one)) ?? 0) + 1);
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return new Map(ordered.map(([name], i) => [name, PALETTE[i] ?? "#6b7278"]));
}

function pattern(status: string): string {
  return status === "corroborated" ? "full" : status === "contested" ? "cross" : "hatch";
}

function initials(name: string): string {
  const words = name.replace(/\b(of|the|and|in)\b/gi, "").split(/\s+/).filter(Boolean);
  return (words.length > 1 ? `${words[0]?.[0] ?? ""}${words.at(-1)?.[0] ?? ""}` : name.slice(0, 2)).toUpperCase();
}

/** The holder's colour and letters; full where it is corroborated, hatched where only reported, crossed where contested. */
function holders(of: readonly Interval[]): string {
  return of.map((one) => `${holderName(one)} (${one.status})`).join("; ");
}

function markWords(of: readonly Interval[]): string {
  return `${of[0]?.place.name}: ${holders(of)}`;
}

/** The initials are drawn by the style, so that they are no part of the words of what they stand in. */
function swatch(one: Interval, colours: Map<string, string>): HTMLElement {
  return el("span", { class: `swatch p-${pattern(one.status)}`, "aria-hidden": "true", style: { "--holder": colours.get(holderKey(one)) ?? "#6b7278" } }, el("span", { "data-words": initials(holderName(one)) }));
}

function key(): HTMLElement {
  const one = (sort: string, words: string) => el("span", { class: "key" }, el("span", { class: `swatch small p-${sort}`, "aria-hidden": "true", style: { "--holder": "#5d6a75" } }), words);
  return el("p", { class: "keys" }, one("full", "corroborated: two independent sources or more"), one("hatch", "reported: one source claims it"), one("cross", "contested: some deny it"));
}

