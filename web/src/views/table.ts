// The events that fit, a row each. Only the rows in sight are in the document, so fifty thousand are as quick as fifty; the table
// says how many there are and which is which, and the arrow keys walk all of them.

import { el, fill } from "../dom";
import type { Feed } from "../feed";
import { mark } from "../parts";
import { countWords, dayText, daysWords, kindWords } from "../words";

export type Sort = "days" | "-days" | "-killed" | "-sources" | "kind";
const SORTS: readonly Sort[] = ["days", "-days", "-killed", "-sources", "kind"];

export interface EventTable {
  root: HTMLElement;
  show: (feed: Feed, rows: readonly number[], sort: string | null, chosen: number | null) => void;
}

const ROW = 34;
const CARD = 62;
const MORE = 12;

export function eventTable(hrefOf: (id: string) => string, onSort: (sort: Sort) => void): EventTable {
  const body = el("tbody", { role: "rowgroup" });
  const head = el("thead", { role: "rowgroup" });
  const table = el("table", { class: "events", role: "table", "aria-label": "Events" }, head, body);
  const root = el("div", { class: "table-box", tabindex: "-1" }, table);
  let [feed, order, chosen]: [Feed | null, readonly number[], number | null] = [null, [], null];
  let [from, to] = [-1, -1];
  let sort: Sort = "days";
  const height = () => (root.clientWidth < 560 ? CARD : ROW);

  function heads(): void {
    const column = (words: string, ascending: Sort | null, descending: Sort | null, more = "") => {
      const now = sort === ascending ? "ascending" : sort === descending ? "descending" : undefined;
      const next = (now === "ascending" ? descending : ascending) ?? descending ?? ascending;
      const label = next ? el("button", { type: "button", on: { click: () => onSort(next) } }, words, el("span", { class: "sort", "aria-hidden": "true" }, now === "ascending" ? "▲" : now ? "▼" : "")) : words;
      return el("th", { scope: "col", role: "columnheader", class: more, "aria-sort": now }, label);
    };
    fill(
      head,
      el(
        "tr",
        { role: "row", "aria-rowindex": 1 },
        column("Days", "days", "-days", "c-days"),
        column("What", "kind", null, "c-kind"),
        column("Who → whom", null, null, "c-who"),
        column("Where", null, null, "c-where"),
        column("Killed", null, "-killed", "c-killed"),
        column("Status", null, null, "c-status"),
        column("Sources", null, "-sources", "c-sources"),
      ),
    );
  }

  function row(shown: Feed, at: number): HTMLTableRowElement {
    const event = order[at] ?? 0;
    const [first, last] = [shown.value("first", event), shown.value("last", event)];
    const [low, high] = [shown.value("killed_low", event), shown.value("killed_high", event)];
    const status = shown.word("status", event) ?? "";
    const id = shown.id(event);
    const whom = shown.parties("recipients", event).join(", ");
    const place = shown.word("place", event);
    const precision = shown.word("precision", event);
    const link = el("a", { href: hrefOf(id), class: "event-link", "data-at": at }, kindWords(shown.word("kind", event) ?? ""));
    return el(
      "tr",
      { role: "row", "aria-rowindex": at + 2, class: event === chosen ? "chosen" : undefined, "aria-current": event === chosen ? "true" : undefined, "data-id": id, on: { click: (click) => { if (!(click.target instanceof HTMLAnchorElement)) link.click(); } } },
      el("td", { role: "cell", class: "c-days" }, daysWords(first === null ? null : dayText(first), last === null ? null : dayText(last))),
      el("td", { role: "cell", class: "c-kind" }, link, stance(shown.word("stance", event))),
      el("td", { role: "cell", class: "c-who", dir: "auto" }, shown.parties("actors", event).join(", ") || el("span", { class: "none" }, "not told"), whom && el("span", { class: "whom" }, " → ", whom)),
      el("td", { role: "cell", class: "c-where", dir: "auto" }, place ? `${precision === "near" ? "near " : ""}${place}` : el("span", { class: "none" }, "no place"), precision && precision !== "exact" && precision !== "near" && el("small", {}, ` ${precision}`)),
      el("td", { role: "cell", class: "c-killed" }, low === null && high === null ? "" : countWords(low, high).replace("at least ", "≥ ").replace("at most ", "≤ ")),
      el("td", { role: "cell", class: "c-status" }, mark(status), el("span", { class: `s-${status}` }, status), shown.value("disputed", event) === 1 && el("small", { class: "differ", title: "sources differ" }, " ≠", el("span", { class: "sr" }, " sources differ"))),
      el("td", { role: "cell", class: "c-sources" }, String(shown.value("sources", event) ?? ""), el("span", { class: "reports" }, ` of ${shown.value("reports", event) ?? 0}`)),
    );
  }

  function draw(force = false): void {
    if (!feed) return;
    const tall = height();
    const first = Math.max(0, Math.floor(root.scrollTop / tall) - MORE);
    const last = Math.min(order.length, Math.ceil((root.scrollTop + (root.clientHeight || 400)) / tall) + MORE);
    if (!force && first === from && last === to) return;
    [from, to] = [first, last];
    const focused = document.activeElement instanceof HTMLElement && body.contains(document.activeElement) ? document.activeElement.dataset["at"] : undefined;
    const rows = [];
    for (let at = first; at < last; at += 1) rows.push(row(feed, at));
    fill(body, gap(first * tall), rows, gap((order.length - last) * tall));
    if (focused !== undefined) body.querySelector<HTMLElement>(`[data-at="${focused}"]`)?.focus({ preventScroll: true });
  }

  function walk(event: KeyboardEvent): void {
    const at = Number(event.target instanceof HTMLElement ? event.target.dataset["at"] : NaN);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: order.length - 1 };
    const step = steps[event.key];
    if (Number.isNaN(at) || step === undefined) return;
    event.preventDefault();
    const next = Math.min(order.length - 1, Math.max(0, step));
    const tall = height();
    const header = head.offsetHeight;
    if (next * tall < root.scrollTop) root.scrollTop = next * tall;
    if ((next + 1) * tall + header > root.scrollTop + root.clientHeight) root.scrollTop = (next + 1) * tall + header - root.clientHeight;
    draw();
    body.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus({ preventScroll: true });
  }

  root.addEventListener("scroll", () => requestAnimationFrame(() => draw()), { passive: true });
  body.addEventListener("keydown", walk);
  new ResizeObserver(() => draw(true)).observe(root);
  heads();

  return {
    root,
    show(shown, rows, wanted, event) {
      const next = SORTS.find((one) => one === wanted) ?? "days";
      if (next !== sort) root.scrollTop = 0;
      sort = next;
      if (feed !== shown || rows.length !== order.length) root.scrollTop = Math.min(root.scrollTop, rows.length * height());
      [feed, chosen] = [shown, event];
      order = sorted(shown, rows, sort);
      table.setAttribute("aria-rowcount", String(order.length + 1));
      heads();
      draw(true);
    },
  };
}

function gap(height: number): HTMLTableRowElement {
  return el("tr", { class: "gap", "aria-hidden": "true", style: { height: `${height}px` } }, el("td"));
}

function stance(word: string | null): HTMLElement | null {
  return word && word !== "asserted" ? el("small", { class: `stance st-${word}` }, word) : null;
}

function sorted(feed: Feed, rows: readonly number[], sort: Sort): readonly number[] {
  if (sort === "days") return rows;
  const value: Record<Exclude<Sort, "days">, (row: number) => number | string> = {
    "-days": (row) => -(feed.value("first", row) ?? feed.value("last", row) ?? -1e9),
    "-killed": (row) => -(feed.value("killed_high", row) ?? feed.value("killed_low", row) ?? -1),
    "-sources": (row) => -(feed.value("sources", row) ?? 0),
    kind: (row) => feed.word("kind", row) ?? "",
  };
  const of = value[sort];
  const keyed = rows.map((row, i) => ({ row, i, key: of(row) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.i - b.i));
  return keyed.map(({ row }) => row);
}
