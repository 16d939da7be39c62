// How parties stood to each other on a day: a drawing whose every line opens its sentences, and the same as a list.

import { get, type Meta, type Party, type Tie } from "../api";
import { changed, go, type Address } from "../address";
import { el, fill, svg } from "../dom";
import { badge } from "../parts";
import { dayNumber, dayText, dayWords, plural, sinceWords, tieWords } from "../words";
import { evidence } from "./evidence";
import { arrange } from "./network";
import { empty, failed, loading, type View } from "./view";

const COLOURS: Record<string, string> = { backs: "#0072b2", allied: "#00805d", fights: "#c24e00", part_of: "#5d6a75", commands: "#8f4a8c", split_from: "#8a6000" };
const DASHES: Record<string, string> = { backs: "", allied: "8 3", fights: "2 3", part_of: "1 4", commands: "10 3 2 3", split_from: "5 5" };
/** More lines than this are a knot: the list has them all. */
const MOST_LINES = 120;

export function tiesView(meta: Meta): View {
  let address: Address = { view: "ties", event: null, report: null, query: new URLSearchParams() };
  let ties: Tie[] = [];
  const change = (values: Record<string, string | null>, replace = false) => go(changed(address, values), replace);
  const slider = el("input", { type: "range", id: "t-slider", "aria-label": "Day", step: 1 });
  const day = el("input", { type: "date", "aria-label": "Day" });
  const always = el("button", { type: "button", class: "quiet", on: { click: () => change({ at: null }) } }, "All days");
  const actor = el("input", { type: "search", id: "t-actor", placeholder: "all parties", "aria-label": "Party", autocomplete: "off" });
  const count = el("p", { class: "count-line", role: "status", "aria-live": "polite" });
  const drawing = el("div", { class: "network" });
  const list = el("div", { class: "tie-list" });
  const shown = evidence<Tie & { statements: never[] }>("/api/ties", () => change({ tie: null }), (one) => [
    el("p", { class: "headline" }, badge(one.status), " ", el("b", {}, name(one.from)), ` ${tieWords(one.kind)} `, el("b", {}, name(one.to)), `, ${sinceWords(one.since, one.until)}.`),
  ]);
  const [first, last] = [dayNumber(meta.first ?? "2000-01-01"), dayNumber(meta.last ?? "2000-01-02")];
  slider.min = String(first);
  slider.max = String(Math.max(first + 1, last));
  slider.addEventListener("change", () => change({ at: dayText(Number(slider.value)) }));
  slider.addEventListener("input", () => (day.value = dayText(Number(slider.value))));
  day.addEventListener("change", () => change({ at: day.value || null }));
  actor.addEventListener("change", () => change({ actor: actor.value.trim() || null }));
  actor.addEventListener("search", () => actor.value === "" && change({ actor: null }));

  const root = el(
    "div",
    { class: "ties-view" },
    el(
      "div",
      { class: "control-main" },
      el("div", { class: "control-bar" }, el("div", { class: "field grow" }, el("label", { for: "t-slider" }, "Day"), slider), day, always, el("div", { class: "field" }, el("label", { for: "t-actor" }, "Party"), actor), count),
      el("section", { "aria-label": "Drawing of the ties" }, legend(), drawing),
      el("section", { "aria-label": "List of the ties" }, el("h2", {}, "The same as a list"), list),
    ),
    shown.root,
  );

  async function load(asked: URLSearchParams): Promise<void> {
    root.dataset["state"] = "loading";
    if (!ties.length) fill(drawing, loading("Ties are being fetched"));
    try {
      const found = await get<{ ties: Tie[] }>("/api/ties", asked);
      if (asked.toString() !== wanted(address).toString()) return;
      ties = found.ties;
      draw();
    } catch (error) {
      fill(drawing, failed(error, () => void load(asked)));
      fill(list);
      root.dataset["state"] = "failed";
    }
  }

  function draw(): void {
    const at = address.query.get("at");
    fill(count, el("b", {}, plural(ties.length, "tie")), at ? ` on ${dayWords(at)}` : " on any day");
    if (!ties.length) {
      fill(drawing, empty("No tie between parties is told of for this day and party."));
      fill(list);
    } else {
      fill(drawing, ties.length > MOST_LINES ? el("p", { class: "none" }, `The first ${MOST_LINES} of ${ties.length} are drawn; name a party to see its own.`) : null, network(ties.slice(0, MOST_LINES)));
      fill(list, table());
    }
    mark();
    root.dataset["state"] = "ready";
  }

  function mark(): void {
    const open = address.query.get("tie");
    for (const node of root.querySelectorAll<HTMLElement | SVGElement>("[data-tie]")) node.classList.toggle("chosen", node.dataset["tie"] === open);
  }

  function network(list: readonly Tie[]): SVGSVGElement {
    const names = new Map(list.flatMap((tie) => [tie.from, tie.to]).map((party) => [key(party), name(party)]));
    const narrow = root.clientWidth > 0 && root.clientWidth < 560;
    const [width, height] = narrow ? [370, Math.max(420, names.size * 84)] : [1080, Math.min(820, 240 + names.size * 26)];
    const at = arrange([...names.keys()], list.map((tie) => [key(tie.from), key(tie.to)] as const), width, height, narrow ? 30 : 0);
    const many = new Map<string, number>();
    const edges = list.map((tie) => {
      const pair = [key(tie.from), key(tie.to)].sort().join("|");
      const turn = many.get(pair) ?? 0;
      many.set(pair, turn + 1);
      return edge(tie, at.get(key(tie.from)), at.get(key(tie.to)), turn);
    });
    const nodes = [...at.values()].map((node) => svg("g", { class: "party-node", transform: `translate(${node.x} ${node.y})` }, ...box(names.get(node.key) ?? "")));
    return svg(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `${plural(list.length, "tie")} between ${plural(names.size, "party", "parties")}` },
      svg("defs", {}, ...Object.entries(COLOURS).map(([kind, colour]) => svg("marker", { id: `head-${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" }, svg("path", { d: "M0 0 8 4 0 8z", fill: colour })))),
      ...edges,
      ...nodes,
    );
  }

  function edge(tie: Tie, a: { x: number; y: number } | undefined, b: { x: number; y: number } | undefined, turn: number): SVGGElement {
    const [from, to] = [a ?? { x: 0, y: 0 }, b ?? { x: 0, y: 0 }];
    const far = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
    const bend = turn === 0 ? 0 : (turn % 2 ? 1 : -1) * 34 * Math.ceil(turn / 2);
    const [mx, my] = [(from.x + to.x) / 2 - ((to.y - from.y) / far) * bend, (from.y + to.y) / 2 + ((to.x - from.x) / far) * bend];
    const end = clip(to, { x: mx, y: my }, sizeOf(wrapped(name(tie.to))));
    const start = clip(from, { x: mx, y: my }, sizeOf(wrapped(name(tie.from))));
    const path = `M${start.x} ${start.y}Q${mx} ${my} ${end.x} ${end.y}`;
    const two = tie.kind === "fights" || tie.kind === "allied";
    const open = () => change({ tie: tie.id });
    return svg(
      "g",
      { class: `tie s-${tie.status}`, role: "button", tabindex: "0", "aria-label": `${name(tie.from)} ${tieWords(tie.kind)} ${name(tie.to)}, ${tie.status}`, "data-tie": tie.id, on: { click: open, keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } } } },
      svg("path", { d: path, class: "tie-hit" }),
      svg("path", { d: path, class: "tie-line", stroke: COLOURS[tie.kind] ?? "#666", "stroke-dasharray": DASHES[tie.kind] ?? "", "marker-end": `url(#head-${tie.kind})`, "marker-start": two ? `url(#head-${tie.kind})` : undefined }),
      svg("text", { x: (start.x + 2 * mx + end.x) / 4, y: (start.y + 2 * my + end.y) / 4 - 4, class: "tie-word", fill: COLOURS[tie.kind] ?? "#666" }, tieWords(tie.kind) + (tie.status === "contested" ? " ?" : "")),
    );
  }

  function table(): HTMLElement {
    return el(
      "table",
      { class: "held" },
      el("thead", {}, el("tr", {}, ...["From", "Tie", "To", "Status", "Since"].map((one) => el("th", { scope: "col" }, one)))),
      el(
        "tbody",
        {},
        ties.map((tie) =>
          el(
            "tr",
            { "data-tie": tie.id },
            el("td", {}, el("bdi", {}, name(tie.from))),
            el("td", {}, el("button", { type: "button", class: "holder", "aria-label": `${name(tie.from)} ${tieWords(tie.kind)} ${name(tie.to)}: show the sentences`, on: { click: () => change({ tie: tie.id }) } }, line(tie.kind), el("bdi", {}, tieWords(tie.kind)))),
            el("td", {}, el("bdi", {}, name(tie.to))),
            el("td", {}, badge(tie.status)),
            el("td", { class: "since" }, tie.since ? dayWords(tie.since) : "before it is told of"),
          ),
        ),
      ),
    );
  }

  let asked: string | null = null;
  return {
    root,
    title: "Ties",
    show(next) {
      address = next;
      const at = next.query.get("at");
      day.value = at ?? "";
      slider.value = String(at ? dayNumber(at) : last);
      slider.setAttribute("aria-valuetext", at ? dayWords(at) : "all days");
      always.hidden = !at;
      if (actor !== document.activeElement) actor.value = next.query.get("actor") ?? "";
      root.classList.toggle("reading", next.query.has("tie"));
      shown.show(next.query.get("tie"));
      const now = wanted(next);
      if (asked !== now.toString()) {
        asked = now.toString();
        void load(now);
      } else mark();
    },
  };
}

function wanted(address: Address): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of ["actor", "at"]) {
    const value = address.query.get(name);
    if (value) kept.set(name, value);
  }
  return kept;
}

function name(party: Party): string {
  return party.name ?? party.text ?? "an unnamed party";
}

function key(party: Party): string {
  return party.id ?? name(party);
}

function sizeOf(lines: readonly string[]): { width: number; height: number } {
  return { width: Math.max(...lines.map((one) => one.length)) * 6.6 + 18, height: lines.length * 15 + 10 };
}

function box(words: string): SVGElement[] {
  const lines = wrapped(words);
  const { width, height } = sizeOf(lines);
  return [
    svg("rect", { x: -width / 2, y: -height / 2, width, height, rx: 6 }),
    svg("text", { "text-anchor": "middle" }, ...lines.map((one, i) => svg("tspan", { x: 0, y: (i - (lines.length - 1) / 2) * 15 + 4 }, one))),
  ];
}

function wrapped(words: string): string[] {
  const lines: string[] = [""];
  for (const word of words.split(" ")) {
    const last = lines.length - 1;
    if ((lines[last] ?? "").length + word.length > 18 && lines[last]) lines.push(word);
    else lines[last] = `${lines[last]} ${word}`.trim();
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines;
}

/** Where a line from `other` meets the box around a node, with a little air. */
function clip(node: { x: number; y: number }, other: { x: number; y: number }, size: { width: number; height: number }): { x: number; y: number } {
  const [dx, dy] = [other.x - node.x, other.y - node.y];
  const share = Math.min((size.width / 2 + 4) / Math.max(0.01, Math.abs(dx)), (size.height / 2 + 4) / Math.max(0.01, Math.abs(dy)), 0.9);
  return { x: node.x + dx * share, y: node.y + dy * share };
}

function line(kind: string): SVGSVGElement {
  return svg("svg", { class: "line", viewBox: "0 0 28 8", "aria-hidden": "true" }, svg("path", { d: "M1 4H27", stroke: COLOURS[kind] ?? "#666", "stroke-width": 2.5, "stroke-dasharray": DASHES[kind] ?? "" }));
}

function legend(): HTMLElement {
  return el("p", { class: "keys" }, ...Object.keys(COLOURS).map((kind) => el("span", { class: "key" }, line(kind), tieWords(kind))));
}
