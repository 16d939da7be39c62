// A text and spans in it -> the text with each span marked. Spans are in Unicode code points; JavaScript counts UTF-16 units,
// so every offset is converted on one walk through the text. Nothing of the text is read as markup.

import { el } from "./dom";
import { FIELDS } from "./words";

export interface Marked {
  start: number;
  end: number;
  field: string;
  value?: string | null;
  reason?: string | null;
}

/** Code points into UTF-16 units, for offsets in rising order; what lies beyond the text is its end. */
export function units(text: string, offsets: readonly number[]): number[] {
  const found: number[] = [];
  let points = 0;
  let at = 0;
  for (const offset of offsets) {
    while (points < offset && at < text.length) {
      const unit = text.charCodeAt(at);
      const next = text.charCodeAt(at + 1);
      at += unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
      points += 1;
    }
    found.push(at);
  }
  return found;
}

interface Segment {
  text: string;
  sentence: boolean;
  /** The spans over this segment, the shortest first. */
  spans: Marked[];
  ends: boolean;
}

/** `text` cut where any span begins or ends; `base` is the code point at which it begins in the report. */
export function cut(text: string, base: number, sentences: readonly { start: number; end: number }[], spans: readonly Marked[]): Segment[] {
  const edges = new Set<number>([0]);
  for (const span of [...sentences, ...spans]) {
    edges.add(Math.max(0, span.start - base));
    edges.add(Math.max(0, span.end - base));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const places = units(text, sorted);
  return sorted
    .map((start, i): Segment => {
      const end = sorted[i + 1] ?? Infinity;
      const over = (span: { start: number; end: number }) => span.start - base <= start && span.end - base >= end;
      const above = spans.filter(over).sort((a, b) => a.end - a.start - (b.end - b.start));
      return {
        text: text.slice(places[i], places[i + 1] ?? text.length),
        sentence: sentences.some(over),
        spans: above,
        ends: above.length > 0 && (above[0]?.end ?? 0) - base === end,
      };
    })
    .filter((segment) => segment.text);
}

/** The nodes that show `text` with the sentences marked and each word that filled a field in the field's colour and line. */
export function highlighted(
  text: string,
  base: number,
  sentences: readonly { start: number; end: number }[],
  spans: readonly Marked[],
): Node[] {
  const nodes: Node[] = [];
  let mark: HTMLElement | null = null;
  for (const segment of cut(text, base, sentences, spans)) {
    const node = segment.spans.length ? word(segment) : document.createTextNode(segment.text);
    if (!segment.sentence) {
      mark = null;
      nodes.push(node);
      continue;
    }
    if (!mark) {
      mark = el("mark", { class: "sentence" });
      nodes.push(mark);
    }
    mark.append(node);
  }
  return nodes;
}

function word(segment: Segment): HTMLElement {
  const [first] = segment.spans;
  const field = FIELDS[first?.field ?? ""] ?? { label: first?.field ?? "", sort: "what" };
  const title = segment.spans
    .map((span) => [FIELDS[span.field]?.label ?? span.field, span.value].filter(Boolean).join(": ") + (span.reason ? ` – ${span.reason}` : ""))
    .join("\n");
  // Words may fill two fields at once ("12 civilians" are whom it was done to, and the toll): both are named.
  const same = segment.spans.filter((span) => span.start === first?.start && span.end === first.end).map((span) => span.field);
  const label = [...new Set(same.map((name) => FIELDS[name]?.label ?? name))].join(" · ");
  return el("span", { class: `w w-${field.sort}`, title, "data-field": [...new Set(same)].join(" "), "data-label": segment.ends ? label : undefined }, segment.text);
}
