// The filters of the events view: what they are set to stands in the address, how many fit each is asked of the server.

import { el, fill, later } from "../dom";
import { get, type Count, type Facets, type Meta } from "../api";
import { filtersOf } from "../address";
import { mark } from "../parts";
import { dayWords, kindWords, number, plural, STANCES, STANCE_GLOSS, STATUS_GLOSS, STATUSES } from "../words";

type Change = (values: Record<string, string | null>) => void;

export interface Filters {
  root: HTMLElement;
  chips: HTMLElement;
  show: (query: URLSearchParams) => void;
  counts: (facets: Facets) => void;
}

const KINDS_FIRST = 8;

export function filters(meta: Meta, change: Change): Filters {
  const text = field("search", "Words of a sentence", "e.g. chemical weapons", "text");
  const place = suggested("place", "Place, province or country", "e.g. Albu Kamal");
  const within = el(
    "select",
    { "aria-label": "Within", id: "f-within", on: { change: () => change({ within: within.value || null }) } },
    el("option", { value: "" }, "by name"),
    ...[10, 25, 50, 100, 250].map((km) => el("option", { value: km }, `within ${km} km`)),
  );
  const actor = suggested("actor", "Party, on either side", "e.g. Islamic State");
  const source = suggested("source", "Outlet", "e.g. Euphrates Monitor");
  const since = field("date", "From", "", "since");
  const until = field("date", "Until", "", "until");
  const statuses = el("div", { class: "checks" });
  const stances = el("div", { class: "checks" });
  const kinds = el("div", { class: "checks" });
  const disputed = el("label", { class: "check" });
  const clear = el("button", { type: "button", class: "quiet clear", on: { click: () => change(Object.fromEntries([...filtersOf(query).keys(), "spot", "list"].map((name) => [name, null]))) } }, "Clear all");
  const chips = el("ul", { class: "chips", "aria-label": "Filters that are set" });
  const root = el(
    "form",
    { class: "filters", "aria-label": "Filters", role: "search", on: { submit: (event) => event.preventDefault() } },
    el("div", { class: "filters-head" }, el("h2", {}, "Filters"), clear),
    labelled("Words", text.input, text.input.id),
    labelled("Where", el("div", { class: "pair" }, place.input, place.list, within), place.input.id),
    labelled("Who", el("div", {}, actor.input, actor.list), actor.input.id),
    el("fieldset", { class: "days" }, el("legend", {}, "Days"), el("div", { class: "pair" }, since.input, until.input)),
    group("Status", statuses),
    group("Kind", kinds),
    group("Stance", stances),
    labelled("Outlet", el("div", {}, source.input, source.list), source.input.id),
    disputed,
  );
  let query = new URLSearchParams();
  let last: Facets | null = null;
  let allKinds = false;

  function field(type: string, label: string, placeholder: string, name: string) {
    const send = () => change({ [name]: input.value.trim() || null });
    const input = el("input", { type, id: `f-${name}`, name, placeholder, "aria-label": label, autocomplete: "off", spellcheck: "false" });
    input.addEventListener("change", send);
    if (type === "search") input.addEventListener("search", () => input.value === "" && send());
    return { input };
  }

  function suggested(name: "place" | "actor" | "source", label: string, placeholder: string) {
    const list = el("datalist", { id: `of-${name}` });
    const input = el("input", { type: "search", id: `f-${name}`, name, list: list.id, placeholder, "aria-label": label, autocomplete: "off", spellcheck: "false" });
    const send = () => change({ [name]: input.value.trim() || null });
    const ask = later(200, async () => {
      const found = await get<{ found: { value: string; label: string; count: number }[] }>("/api/suggest", { of: name, q: input.value.trim() }).catch(() => null);
      if (found) fill(list, found.found.map((one) => el("option", { value: one.value }, one.label === one.value ? plural(one.count, "event") : `${one.label} · ${plural(one.count, "event")}`)));
    });
    input.addEventListener("input", () => input.value.trim() && ask());
    input.addEventListener("change", send);
    input.addEventListener("search", () => input.value === "" && send());
    return { input, list };
  }

  const chosen = (name: string) => new Set((query.get(name) ?? "").split(",").filter(Boolean));

  function check(name: string, value: string, count: number | null, words: Node[], title: string): HTMLElement {
    const box = el("input", {
      type: "checkbox",
      name,
      value,
      on: {
        change: () => {
          const now = chosen(name);
          if (box.checked) now.add(value);
          else now.delete(value);
          change({ [name]: [...now].join(",") || null });
        },
      },
    });
    box.checked = chosen(name).has(value);
    return el("label", { class: count === 0 && !box.checked ? "check nil" : "check", title }, box, words, el("span", { class: "count" }, count === null ? "" : number(count)));
  }

  function draw(): void {
    const of = (list: Count[] | undefined, value: string) => (list ? (list.find((one) => one.value === value)?.count ?? 0) : null);
    const on = document.activeElement;
    const held = on instanceof HTMLInputElement && on.type === "checkbox" && root.contains(on) ? on : null;
    fill(statuses, STATUSES.map((status) => check("status", status, of(last?.status, status), [mark(status), new Text(status)], STATUS_GLOSS[status] ?? "")));
    fill(stances, STANCES.map((stance) => check("stance", stance, of(last?.stance, stance), [new Text(stance)], STANCE_GLOSS[stance] ?? "")));
    const known = (last?.kind ?? []).map((one) => one.value);
    const set = [...chosen("kind")].filter((kind) => kind !== "conflict" && !known.includes(kind));
    const list = [...known, ...set];
    const shown = allKinds ? list : list.filter((kind, i) => i < KINDS_FIRST || chosen("kind").has(kind));
    fill(
      kinds,
      check("kind", "conflict", null, [new Text("conflict only")], "all kinds of armed conflict and force"),
      shown.map((kind) => check("kind", kind, of(last?.kind, kind), [new Text(kindWords(kind))], meta.kinds.find((one) => one.id === kind)?.gloss ?? "")),
      list.length > shown.length || allKinds ? el("button", { type: "button", class: "quiet", "aria-expanded": String(allKinds), on: { click: () => { allKinds = !allKinds; draw(); } } }, allKinds ? "Fewer" : `${list.length - shown.length} more`) : null,
    );
    const box = el("input", { type: "checkbox", on: { change: () => change({ disputed: box.checked ? "yes" : null }) } });
    box.checked = query.get("disputed") === "yes";
    fill(disputed, box, "only where sources differ");
    const again = held && [...root.querySelectorAll<HTMLInputElement>("input[type=checkbox]")].find((one) => one.name === held.name && one.value === held.value);
    if (again && again !== held) again.focus();
  }

  function drawChips(): void {
    const set = [...filtersOf(query)].filter(([name]) => name !== "within");
    fill(
      chips,
      set.map(([name, value]) => {
        const words = chipWords(name, value, query.get("within"));
        return el("li", {}, el("button", { type: "button", class: "chip", "aria-label": `Take out the filter ${words}`, on: { click: () => change(name === "place" ? { place: null, within: null } : { [name]: null }) } }, words, el("span", { "aria-hidden": "true" }, " ×")));
      }),
    );
    clear.hidden = !set.length && !query.has("spot") && !query.has("list");
  }

  return {
    root,
    chips,
    show(next) {
      query = next;
      for (const { input } of [text, place, actor, source, since, until]) {
        if (input !== document.activeElement || !input.matches(":focus")) input.value = query.get(input.name) ?? "";
      }
      within.value = query.get("within") ?? "";
      within.disabled = !query.get("place");
      draw();
      drawChips();
    },
    counts(facets) {
      last = facets;
      draw();
    },
  };
}

function labelled(words: string, control: HTMLElement, id: string): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: id }, words), control);
}

function group(words: string, checks: HTMLElement): HTMLElement {
  return el("fieldset", {}, el("legend", {}, words), checks);
}

function chipWords(name: string, value: string, within: string | null): string {
  if (name === "since") return `from ${dayWords(value)}`;
  if (name === "until") return `until ${dayWords(value)}`;
  if (name === "text") return `“${value}”`;
  if (name === "disputed") return "sources differ";
  if (name === "kind") return value.split(",").map((kind) => (kind === "conflict" ? "conflict only" : kindWords(kind))).join(" or ");
  if (name === "place" && within) return `within ${within} km of ${value}`;
  return value.split(",").join(" or ");
}
