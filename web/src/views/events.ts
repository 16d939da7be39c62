// The first view: filters, map, time line and table of the same events, and beside them the reader of the one that is open.

import { get, Refused, type Facets, type Meta } from "../api";
import { changed, filtersOf, go, href, type Address } from "../address";
import { el, fill, later } from "../dom";
import { canDraw } from "../map/can";
import { AREAS, loadFeed, rowsFor, type Feed, type Spot } from "../feed";
import type { EventMap } from "../map/events";
import { number, plural } from "../words";
import { filters } from "./filters";
import { reader } from "./reader";
import { eventTable } from "./table";
import { timeline } from "./timeline";
import { empty, failed, loading, type View } from "./view";

/** The lists of what the map or the time line cannot show. */
const LISTS: Record<string, { words: string; fits: (feed: Feed, row: number) => boolean }> = {
  unplaced: { words: "Without a place", fits: (feed, row) => !feed.isPlaced(row) },
  undated: { words: "Without a day", fits: (feed, row) => !feed.isDated(row) },
};

export function eventsView(meta: Meta, may: boolean, onJudged: () => void): View {
  let address: Address = { view: "events", event: null, report: null, query: new URLSearchParams() };
  let [feed, rows]: [Feed | null, number[]] = [null, []];
  // Those that fit all filters but the days: what the time line shows.
  let anyDay: number[] = [];
  let map: EventMap | null = null;
  // The filters that `rows` fit; null where they are not known.
  let asked: string | null = null;
  let fitted: string | null = null;
  let waiting: AbortController | null = null;

  const change = (values: Record<string, string | null>) => go(changed(address, values));
  const rail = filters(meta, change);
  const count = el("p", { class: "count-line", role: "status", "aria-live": "polite" });
  const tabs = el("div", { class: "lists", role: "group", "aria-label": "Which of them are listed" });
  const table = eventTable((id) => href({ ...address, event: id, report: null }), (sort) => change({ sort: sort === "days" ? null : sort }));
  const line = timeline((since, until) => change({ since, until }));
  const mapBox = el("section", { class: "map-box", "aria-label": "Map" }, loading("The map is being drawn"));
  const note = el("div", { class: "list-note" });
  const listBox = el("section", { class: "list-box", "aria-label": "List of events" }, el("div", { class: "list-head" }, tabs, exports()), note, table.root);
  const read = reader({
    meta,
    may,
    onClose: () => go(changed(address, { mark: null, claim: null }, { event: null, report: null })),
    onMoved: (id) => go({ ...address, event: id, report: null }, true),
    onJudged: () => {
      onJudged();
      [feed, asked] = [null, null];
      void refilter();
    },
  });
  const openFilters = el("button", { type: "button", class: "open-filters", "aria-expanded": "false", on: { click: () => toggleRail() } }, "Filters");
  const main = el("div", { class: "events-main" }, el("div", { class: "bar" }, openFilters, count, rail.chips), mapBox, line.root, listBox);
  const root = el("div", { class: "events-view" }, rail.root, main, read.root);

  // Where the filters lie over the events, this leads back to them.
  const showEvents = el("button", { type: "button", class: "primary show-events", on: { click: () => toggleRail(false) } }, "Show the events");
  rail.root.append(showEvents);

  function toggleRail(open = root.classList.toggle("rail-open")): void {
    root.classList.toggle("rail-open", open);
    openFilters.setAttribute("aria-expanded", String(open));
    if (open) rail.root.querySelector<HTMLElement>("input")?.focus();
  }

  function exports(): HTMLElement {
    const choice = el("select", { "aria-label": "Format", class: "export-format" }, ...(meta.formats.length ? meta.formats : ["jsonl"]).filter((one) => one !== "table").map((one) => el("option", { value: one }, one)));
    if (meta.formats.includes("jsonl")) choice.value = "jsonl";
    const link = el("a", { class: "button", download: true, href: "/api/events?format=jsonl" }, "Download");
    const point = () => {
      const query = filtersOf(address.query);
      query.set("format", choice.value);
      link.href = `/api/events?${query.toString()}`;
    };
    choice.addEventListener("change", point);
    link.addEventListener("focus", point);
    link.addEventListener("pointerenter", point);
    link.addEventListener("click", point);
    return el("div", { class: "export" }, choice, link);
  }

  async function refilter(): Promise<void> {
    waiting?.abort();
    const mine = (waiting = new AbortController());
    const wanted = filtersOf(address.query);
    root.setAttribute("aria-busy", "true");
    try {
      feed ??= await loadFeed();
      let found = await rowsFor(feed, wanted, mine.signal);
      if (found === null) {
        feed = await loadFeed();
        found = (await rowsFor(feed, wanted, mine.signal)) ?? [];
      }
      if (mine.signal.aborted) return;
      rows = found;
      anyDay = (await rowsOfAnyDay(feed, wanted, mine.signal)) ?? rows;
      if (mine.signal.aborted) return;
      asked = wanted.toString();
      draw();
      void facets(wanted, mine.signal);
    } catch (error) {
      if (mine.signal.aborted) return;
      rows = [];
      asked = null;
      fill(note, failed(error, () => void refilter()));
      table.root.hidden = true;
      count.textContent = error instanceof Refused && error.parameter ? `The filter “${error.parameter}” is not understood.` : "The events could not be fetched.";
      root.dataset["state"] = "failed";
    } finally {
      if (!mine.signal.aborted) root.removeAttribute("aria-busy");
    }
  }

  async function rowsOfAnyDay(of: Feed, wanted: URLSearchParams, signal: AbortSignal): Promise<number[] | null> {
    if (!wanted.has("since") && !wanted.has("until")) return rows;
    const others = new URLSearchParams(wanted);
    others.delete("since");
    others.delete("until");
    return rowsFor(of, others, signal);
  }

  async function facets(wanted: URLSearchParams, signal: AbortSignal): Promise<void> {
    const found = await get<Facets>("/api/facets", wanted, signal).catch(() => null);
    if (!found || signal.aborted) return;
    rail.counts(found);
    root.dataset["facets"] = wanted.toString();
  }

  /** The rows of the list: those that fit, less what a chosen spot or list leaves out. */
  function listed(shown: Feed): number[] {
    const spot = spotOf(shown, address.query.get("spot"));
    const list = LISTS[address.query.get("list") ?? ""];
    return rows.filter((row) => (spot === null || shown.spotOf[row] === spot.index) && (!list || list.fits(shown, row)));
  }

  function draw(): void {
    if (!feed || asked === null) return;
    const shown = feed;
    const chosen = address.event ? shown.rowWith(address.event) : null;
    const list = listed(shown);
    fill(count, el("b", {}, number(rows.length)), ` of ${plural(shown.size, "event")}`);
    showEvents.textContent = `Show ${plural(rows.length, "event")}`;
    drawTabs(shown);
    drawNote(shown, list);
    table.root.hidden = list.length === 0;
    line.show(shown, anyDay, address.query.get("since"), address.query.get("until"));
    table.show(shown, list, address.query.get("sort"), chosen);
    if (map) {
      map.show(shown, rows, chosen);
      const place = address.query.get("place") ?? "";
      if (!address.query.has("map")) map.fit(fitted !== place);
      fitted = place;
    }
    root.dataset["state"] = "ready";
    root.dataset["asked"] = asked;
    root.dataset["rows"] = String(list.length);
  }

  function drawTabs(shown: Feed): void {
    const now = address.query.get("list");
    const tab = (value: string | null, words: string, n: number) =>
      el("button", { type: "button", "aria-pressed": String((now ?? null) === value), on: { click: () => change({ list: value, spot: null }) } }, words, el("span", { class: "count" }, number(n)));
    fill(tabs, tab(null, "All", rows.length), ...Object.entries(LISTS).map(([value, { words, fits }]) => tab(value, words, rows.filter((row) => fits(shown, row)).length)));
  }

  function drawNote(shown: Feed, list: readonly number[]): void {
    const spot = spotOf(shown, address.query.get("spot"));
    const parts: Node[] = [];
    if (spot) {
      const words = AREAS.has(spot.precision) ? `somewhere in ${spot.name}` : `at or near ${spot.name}`;
      parts.push(el("p", { class: "spot-note" }, `${plural(list.length, "event")} ${words}. `, el("button", { type: "button", class: "quiet", on: { click: () => change({ spot: null }) } }, "Show all places")));
    }
    if (!list.length) parts.push(shown.size ? empty("No event fits all of these filters.") : empty("This database has no events yet.", el("p", {}, "Add reports with ", el("code", {}, "vedette add FILE"), ".")));
    fill(note, parts);
  }

  async function openMap(): Promise<void> {
    try {
      if (!canDraw()) throw new Error("no WebGL");
      const [{ openEventMap }, { cornerOf, cornerWords }] = await Promise.all([import("../map/events"), import("../map/stage")]);
      map = await openEventMap(
        mapBox,
        {
          label: "Map of the events",
          viewpoint: address.query.get("borders"),
          tiles: meta.tiles,
          at: cornerOf(address.query.get("map")),
          onViewpoint: (viewpoint) => change({ borders: viewpoint === "all" ? null : viewpoint }),
          onMoved: later(250, (corner) => go(changed(address, { map: cornerWords(corner) }), true)),
        },
        chooseSpot,
      );
      draw();
      mapBox.dataset["state"] = "ready";
    } catch {
      fill(mapBox, empty("This browser cannot draw the map (it needs WebGL). The list has every event."));
      mapBox.dataset["state"] = "none";
    }
  }

  function chooseSpot(spot: Spot): void {
    const here = rows.filter((row) => feed?.spotOf[row] === spot.index);
    const only = here.length === 1 && feed ? feed.id(here[0] ?? 0) : null;
    if (only) go(changed(address, {}, { event: only, report: null }));
    else go(changed(address, { spot: spot.key, list: null }));
  }

  void openMap();
  let seen: string | null = null;
  return {
    root,
    title: "Events",
    close: () => map?.close(),
    show(next) {
      address = next;
      root.classList.toggle("reading", Boolean(next.event ?? next.report));
      rail.show(next.query);
      read.show(next);
      map?.setViewpoint(next.query.get("borders"));
      const wanted = filtersOf(next.query).toString();
      if (seen !== wanted) {
        seen = wanted;
        void refilter();
      } else draw();
    },
  };
}

function spotOf(feed: Feed, words: string | null): Spot | null {
  return words ? (feed.spots.find((spot) => spot.key === words) ?? null) : null;
}
