// Small pieces that several views show: a status with its mark, a chain of speakers, a sentence with its fields, a report's head.

import { el, outside, svg, type Child } from "./dom";
import type { Head, Speaker, Statement, Words } from "./api";
import { highlighted, type Marked } from "./highlight";
import { dayWords, FIELDS, STANCE_GLOSS, STATUS_GLOSS } from "./words";

/** The mark of a status; its shape alone tells it from the others. */
export function mark(status: string): SVGSVGElement {
  const ring = (more: Record<string, unknown> = {}) => svg("circle", { cx: 8, cy: 8, r: 6, fill: "none", stroke: "currentColor", "stroke-width": 2, ...more });
  const shapes: Record<string, SVGElement[]> = {
    corroborated: [ring(), svg("circle", { cx: 8, cy: 8, r: 3.4, fill: "currentColor" })],
    reported: [ring({ fill: "currentColor" })],
    contested: [ring(), svg("path", { d: "M8 2a6 6 0 0 0 0 12z", fill: "currentColor" })],
    unconfirmed: [ring()],
    planned: [ring({ "stroke-dasharray": "3 2.3" })],
    denied: [ring(), svg("path", { d: "M4 12 12 4", stroke: "currentColor", "stroke-width": 2 })],
  };
  return svg("svg", { class: `mark s-${status}`, viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, ...(shapes[status] ?? [ring()]));
}

export function badge(status: string): HTMLElement {
  return el("span", { class: `badge s-${status}`, title: STATUS_GLOSS[status] }, mark(status), status);
}

export function stanceWord(stance: string): HTMLElement {
  return el("span", { class: `stance st-${stance}`, title: STANCE_GLOSS[stance] }, stance);
}

/** Who said it and who carried it, innermost first. */
export function chain(speakers: readonly Speaker[], publisher: string | null): HTMLElement {
  if (!speakers.length) {
    return el("p", { class: "chain" }, el("span", { class: "chain-label" }, "Said by"), el("span", {}, publisher ? `${publisher} itself` : "the report itself"));
  }
  return el(
    "p",
    { class: "chain" },
    el("span", { class: "chain-label" }, "Said by"),
    el(
      "span",
      { class: "chain-links", role: "list" },
      ...speakers.map((speaker) => link(speaker.text, speaker.role, speaker.name)),
      publisher ? link(publisher, "carried it", null) : null,
    ),
  );
}

function link(text: string, role: string, name: string | null): HTMLElement {
  return el("span", { class: "chain-link", role: "listitem" }, el("bdi", {}, text), el("small", {}, name && name !== text ? `${role}, for ${name}` : role));
}

/** One sentence with the words that filled its fields. */
export function sentence(told: Words, spans: readonly Marked[]): HTMLElement {
  const inside = spans.filter((span) => span.start < told.end && span.end > told.start);
  return el("blockquote", { class: "told", dir: "auto" }, highlighted(told.text, told.start, [], inside));
}

export function fieldsLegend(): HTMLElement {
  const sorts = new Map(Object.values(FIELDS).map(({ sort, label }) => [sort, label]));
  const words: Record<string, string> = { what: "what", who: "who", whom: "to whom", where: "where", when: "when", toll: "toll", says: "who says" };
  return el("p", { class: "legend", "aria-label": "Colours of the fields" }, ...[...sorts.keys()].map((sort) => el("span", { class: `w w-${sort}` }, words[sort] ?? sort)));
}

export function headWords(head: { publisher: string | null; published: string | null; ref?: string | null; id?: string }): string {
  return [head.publisher ?? head.ref ?? head.id ?? "a report", head.published ? dayWords(head.published) : null].filter(Boolean).join(", ");
}

export function reportLink(report: string, at: { start: number; end: number } | null, words: Child, query = ""): HTMLElement {
  const more = new URLSearchParams(query);
  if (at) more.set("mark", `${at.start}-${at.end}`);
  const search = more.toString();
  return el("a", { href: `/reports/${encodeURIComponent(report)}${search ? `?${search}` : ""}`, class: "to-report" }, words);
}

/** A statement of holding or of a tie: its sentence, who told it, and the way to the report. */
export function statement(one: Statement): HTMLElement {
  return el(
    "article",
    { class: "statement" },
    el("p", { class: "statement-head" }, el("b", {}, headWords({ ...one, id: one.report })), " ", one.stance !== "asserted" && stanceWord(one.stance), one.change && el("span", { class: "tagged" }, one.change)),
    sentence(one, [...one.spans, ...speakerSpans(one.speakers)]),
    chain(one.speakers, one.publisher),
    el("p", { class: "more" }, reportLink(one.report, one, "Read it in the report")),
  );
}

export function speakerSpans(speakers: readonly Speaker[]): Marked[] {
  return speakers.map((speaker) => ({ start: speaker.start, end: speaker.end, field: "speaker", value: speaker.name, reason: `role: ${speaker.role}` }));
}

export function heads(list: readonly Head[]): Node[] {
  return list.map((head) =>
    el(
      "li",
      {},
      reportLink(head.id, null, headWords(head)),
      head.copy_of ? el("small", { class: "copy-note" }, ` ${head.how ?? "copy"}`) : null,
      head.url ? el("small", {}, " · ", outside(head.url, "original")) : null,
    ),
  );
}
