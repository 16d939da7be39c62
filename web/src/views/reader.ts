// The reader: an event down to the words it rests on, or one report with a sentence marked. What is open stands in the address.

import { get, type Claim, type EventRecord, type Meta, type ReportRecord } from "../api";
import { changed, go, href, read as readAddress, type Address } from "../address";
import { el, fill, outside } from "../dom";
import { highlighted, type Marked } from "../highlight";
import { fieldsLegend, headWords, speakerSpans } from "../parts";
import { FIELDS, kindWords, number } from "../words";
import { eventHead, told } from "./event";
import { decide } from "./judging";
import { failed, loader, loading } from "./view";

/** Code points of a report that are fetched on either side of a sentence; a whole one may have five million. */
const AROUND = 6000;

export interface Reader {
  root: HTMLElement;
  show: (address: Address) => void;
}

export interface ReaderOptions {
  meta: Meta;
  /** Whether who looks may judge. */
  may: boolean;
  onClose: () => void;
  onMoved: (id: string) => void;
  onJudged: () => void;
}

export function reader({ meta, may, onClose, onMoved, onJudged }: ReaderOptions): Reader {
  const body = el("div", { class: "reader-body" });
  const title = el("h2", { tabindex: "-1", class: "reader-title" }, "Event");
  const close = el("button", { type: "button", class: "close", "aria-label": "Close the reader", on: { click: onClose } }, "×");
  const root = el("aside", { class: "reader", "aria-label": "Reader", hidden: true }, el("div", { class: "reader-bar" }, title, close), body);
  const run = loader(body);
  let open: string | null = null;
  let record: EventRecord | null = null;
  let back: HTMLElement | null = null;

  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onClose();
  });

  async function openEvent(id: string): Promise<void> {
    const done = await run("The event is being fetched", async (signal) => {
      const found = await get<EventRecord>(`/api/events/${encodeURIComponent(id)}`, {}, signal);
      record = found;
      if (found.id !== id) {
        open = `e:${found.id}`;
        onMoved(found.id);
        return [el("p", { class: "moved", role: "status" }, `The event ${id} is now part of this one.`), ...eventNodes(found)];
      }
      return eventNodes(found);
    });
    root.dataset["state"] = done ? "ready" : "failed";
  }

  function eventNodes(found: EventRecord): Node[] {
    title.textContent = kindWords(found.kind);
    const claim = claimOf(found);
    const words = el("section", { class: "words", "aria-label": "The words of the report" });
    void showWords(words, found, claim);
    return [...eventHead(found), told(found, claim, (one) => go(changed(readAddress(), { claim: one.id }), true)), words, ...trail(found), ...(may ? [decide(meta, found, judged)] : [])];
  }

  /** Shows the event as the judgement left it; the word on what was kept stands above it. */
  function judged(event: string): void {
    const said = body.querySelector(".decide .said")?.textContent ?? "";
    onJudged();
    open = `e:${event}`;
    onMoved(event);
    void openEvent(event).then(() => body.prepend(el("p", { class: "said", role: "status" }, said)));
  }

  async function openReport(id: string, marked: { start: number; end: number } | null): Promise<void> {
    record = null;
    title.textContent = "Report";
    const done = await run("The report is being fetched", async (signal) => {
      const report = await get<ReportRecord>(`/api/reports/${encodeURIComponent(id)}`, windowOf(marked), signal);
      title.textContent = report.title ?? headWords(report);
      return reportNodes(report, marked);
    });
    root.dataset["state"] = done ? "ready" : "failed";
  }

  return {
    root,
    show(address) {
      const wanted = address.event ? `e:${address.event}` : address.report ? `r:${address.report}:${address.query.get("mark") ?? ""}` : null;
      if (wanted === open) {
        if (record && address.event) reselect(body, record, claimOf(record));
        return;
      }
      const before = open;
      open = wanted;
      root.hidden = wanted === null;
      if (wanted === null) {
        fill(body);
        stillThere(back)?.focus({ preventScroll: true });
        return;
      }
      if (before === null) back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      root.dataset["state"] = "loading";
      body.scrollTop = 0;
      if (address.event) void openEvent(address.event);
      else if (address.report) void openReport(address.report, markOf(address.query.get("mark")));
      title.focus({ preventScroll: true });
    },
  };
}

/** The element, or the link to the same event where the list was drawn anew meanwhile. */
function stillThere(node: HTMLElement | null): HTMLElement | null {
  if (node?.isConnected || !(node instanceof HTMLAnchorElement)) return node;
  return [...document.querySelectorAll<HTMLAnchorElement>("a.event-link")].find((link) => link.pathname === node.pathname) ?? null;
}

/** The claim that the address names, else the one that the event takes its trigger from. */
function claimOf(record: EventRecord): Claim | null {
  const wanted = readAddress().query.get("claim");
  const main = record.claims.find((one) => one.report === record.trigger.report && one.start <= record.trigger.start && one.end >= record.trigger.end);
  return record.claims.find((one) => one.id === wanted) ?? main ?? record.claims[0] ?? null;
}

function reselect(body: HTMLElement, record: EventRecord, claim: Claim | null): void {
  const words = body.querySelector<HTMLElement>("section.words");
  if (!words || !claim || words.dataset["claim"] === claim.id) return;
  for (const card of body.querySelectorAll<HTMLElement>("[data-claim-card]")) {
    const on = card.dataset["claimCard"] === claim.id;
    card.classList.toggle("on", on);
    card.querySelector("button")?.setAttribute("aria-pressed", String(on));
  }
  void showWords(words, record, claim);
}

async function showWords(box: HTMLElement, record: EventRecord, claim: Claim | null): Promise<void> {
  if (!claim) return fill(box);
  box.dataset["claim"] = claim.id;
  const head = record.reports.find((one) => one.id === claim.report);
  const text = el("div", { class: "report-text", dir: "auto", tabindex: "0", role: "region", "aria-label": "Text of the report" }, loading("The report is being fetched"));
  fill(
    box,
    el("h3", {}, "In the report"),
    el("p", { class: "report-head" }, el("b", {}, head ? headWords(head) : claim.report), head?.url ? [" · ", outside(head.url, "original")] : null, " · ", el("a", { href: `/reports/${claim.report}?mark=${claim.start}-${claim.end}` }, "open alone")),
    fieldsLegend(),
    text,
    whys(claim),
  );
  const same = record.claims.filter((one) => one.report === claim.report);
  try {
    const report = await get<ReportRecord>(`/api/reports/${encodeURIComponent(claim.report)}`, windowOf(claim));
    if (box.dataset["claim"] !== claim.id) return;
    fillText(text, report, same, same.flatMap(spansOf));
    box.dataset["state"] = "ready";
  } catch (error) {
    fill(text, failed(error, () => void showWords(box, record, claim)));
  }
}

function spansOf(claim: Claim): Marked[] {
  return claim.spans.length ? claim.spans : speakerSpans(claim.speakers);
}

function windowOf(marked: { start: number; end: number } | null): Record<string, string> {
  if (!marked) return { start: "0", end: String(AROUND * 2) };
  return { start: String(Math.max(0, marked.start - AROUND)), end: String(marked.end + AROUND) };
}

function fillText(box: HTMLElement, report: ReportRecord, sentences: readonly { start: number; end: number }[], spans: readonly Marked[]): void {
  const cut = report.text_start > 0 || report.text_end < report.length;
  const whole = async (button: HTMLButtonElement) => {
    button.disabled = true;
    try {
      fillText(box, await get<ReportRecord>(`/api/reports/${encodeURIComponent(report.id)}`), sentences, spans);
    } catch (error) {
      button.replaceWith(failed(error));
    }
  };
  const button = el("button", { type: "button", class: "quiet", on: { click: () => void whole(button) } }, `Show the whole report (${number(report.length)} characters)`);
  fill(
    box,
    cut && el("p", { class: "cut" }, `Characters ${number(report.text_start)} to ${number(report.text_end)}. `, button),
    el("div", { class: "text" }, highlighted(report.text, report.text_start, sentences, spans)),
  );
  const first = box.querySelector<HTMLElement>("mark.sentence");
  if (first) box.scrollTop = Math.max(0, first.offsetTop - box.offsetTop - box.clientHeight / 3);
}

/** Each word that filled a field: what it is read as, how sure, and why. */
function whys(claim: Claim): HTMLElement {
  const rows = claim.spans.map((span) => {
    const field = FIELDS[span.field] ?? { label: span.field, sort: "what" };
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("span", { class: `w w-${field.sort}` }, field.label)),
      el("td", { dir: "auto" }, `“${span.text}”`, span.stands_for && el("small", {}, ` stands for “${span.stands_for.text}”`)),
      el("td", {}, el("b", {}, span.value ?? ""), span.score !== null && el("span", { class: "score", title: "how sure, from 0 to 1" }, ` ${span.score.toFixed(2)}`), span.reason && el("small", { class: "reason" }, span.reason)),
    );
  });
  return el(
    "details",
    { class: "whys", open: true },
    el("summary", {}, "Why each word was read so"),
    el("table", { class: "why-table" }, el("thead", { class: "sr" }, el("tr", {}, ...["Field", "Words", "Read as, and why"].map((one) => el("th", { scope: "col" }, one)))), el("tbody", {}, rows)),
    claim.notes.length > 0 && el("ul", { class: "notes" }, ...claim.notes.map((note) => el("li", {}, note))),
  );
}

/** What people decided about the event, how its reports were joined, and its ids and codes. */
function trail(record: EventRecord): Node[] {
  return [
    record.judged.length > 0 && el("section", {}, el("h3", {}, "What people decided"), el("ul", {}, ...record.judged.map((words) => el("li", {}, words)))),
    record.awaiting.length > 0 && el("section", { class: "awaits" }, el("h3", {}, "Awaits a person"), el("ul", {}, ...record.awaiting.map((one) => el("li", {}, el("a", { href: `/review?item=${one.id}` }, one.awaits === "join" ? `Is it one with another event? It stands ${one.stands}.` : `${one.stands}?`), " ", one.reason)))),
    record.joined.length > 0 && el("details", {}, el("summary", {}, "Why these reports were joined"), el("ul", { class: "notes" }, ...record.joined.map((words) => el("li", {}, words)))),
    el(
      "details",
      {},
      el("summary", {}, "Codes and id"),
      el(
        "dl",
        { class: "facts small" },
        ...pair("ACLED", [record.acled.event_type, record.acled.sub_event_type].filter(Boolean).join(" / ") || "none"),
        ...pair("PLOVER", [record.plover.type, record.plover.mode].filter(Boolean).join(" / ") || "none"),
        ...pair("CAMEO", record.cameo ?? "none"),
        ...pair("Grade", `${record.grade} (Admiralty code; F6 is not judged)`),
        ...pair("Id", record.id),
      ),
    ),
  ].filter((node): node is HTMLElement => node instanceof HTMLElement);
}

function pair(term: string, words: string): Node[] {
  return [el("dt", {}, term), el("dd", {}, words)];
}

function reportNodes(report: ReportRecord, marked: { start: number; end: number } | null): Node[] {
  const text = el("div", { class: "report-text alone", dir: "auto", tabindex: "0", role: "region", "aria-label": "Text of the report" });
  const spans = report.claims.flatMap((claim) => (marked && claim.start === marked.start ? claim.spans : []));
  const also = [...report.control, ...report.ties].filter((one) => marked && one.start === marked.start).flatMap((one) => one.spans);
  queueMicrotask(() => fillText(text, report, marked ? [marked] : [], [...spans, ...also]));
  const events = new Map(report.claims.filter((claim) => claim.event).map((claim) => [claim.event, claim]));
  const address = readAddress();
  return [
    el("p", { class: "report-head" }, el("b", {}, headWords(report)), report.byline && ` · ${report.byline}`, report.url ? [" · ", outside(report.url, "original")] : null),
    report.copy_of && el("p", { class: "copy-note" }, `No source of its own: ${report.how ?? "copy"} of ${report.copy_of}. ${report.reason ?? ""}`),
    report.standing !== "counted" && el("p", { class: "copy-note" }, `This report does not count: ${report.reason ?? report.standing}.`),
    fieldsLegend(),
    text,
    el("h3", {}, "Events that it tells of"),
    events.size
      ? el("ul", { class: "plain" }, ...[...events].map(([id, claim]) => el("li", {}, el("a", { href: href(changed(address, { mark: null, claim: claim.id }, { event: id, report: null })) }, kindWords(claim.kind)), " – ", el("q", { dir: "auto" }, claim.text))))
      : el("p", { class: "none" }, "None."),
    report.copies.length > 0 && el("details", { open: true }, el("summary", {}, "Copies of it"), el("ul", { class: "plain" }, ...report.copies.map((copy) => el("li", {}, el("a", { href: `/reports/${copy.report}` }, copy.publisher ?? copy.report), ` – ${copy.how}. ${copy.reason ?? ""}`)))),
  ].filter((node): node is HTMLElement => node instanceof HTMLElement);
}

function markOf(words: string | null): { start: number; end: number } | null {
  const [start, end] = (words ?? "").split("-").map(Number);
  const good = start !== undefined && end !== undefined && Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end > start;
  return good ? { start, end } : null;
}

