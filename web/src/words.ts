// The page's words for kinds, days, counts, places and parties. Unknown is said as such, never filled in.

import type { Meta, Party, Place } from "./api";

export const STATUSES = ["corroborated", "reported", "contested", "unconfirmed", "planned", "denied"] as const;
export type Status = (typeof STATUSES)[number];

export const STATUS_GLOSS: Record<string, string> = {
  corroborated: "asserted by two or more independent sources",
  reported: "asserted by one independent source",
  contested: "asserted by some, denied or contradicted by others",
  unconfirmed: "only ever told as possible",
  planned: "intended, ordered, threatened or expected",
  denied: "only ever denied",
};

export const STANCES = ["asserted", "denied", "planned", "possible", "hypothetical"] as const;

export const STANCE_GLOSS: Record<string, string> = {
  asserted: "told as fact",
  denied: "said not to be so",
  planned: "intended, pledged, ordered, threatened",
  possible: "hedged: may, reportedly",
  hypothetical: "a condition or a question",
};

/** What each field's highlight is called, and the colour and line that it shares with others of its sort. */
export const FIELDS: Record<string, { label: string; sort: string }> = {
  trigger: { label: "what", sort: "what" },
  told_by: { label: "what", sort: "what" },
  actor: { label: "who", sort: "who" },
  from: { label: "who", sort: "who" },
  holder: { label: "holder", sort: "who" },
  recipient: { label: "to whom", sort: "whom" },
  to: { label: "to whom", sort: "whom" },
  place: { label: "where", sort: "where" },
  held: { label: "held", sort: "where" },
  when: { label: "when", sort: "when" },
  said_when: { label: "said when", sort: "when" },
  killed: { label: "killed", sort: "toll" },
  wounded: { label: "wounded", sort: "toll" },
  captured: { label: "captured", sort: "toll" },
  missing: { label: "missing", sort: "toll" },
  displaced: { label: "displaced", sort: "toll" },
  speaker: { label: "says", sort: "says" },
};

export const TOLLS = ["killed", "wounded", "captured", "missing", "displaced"] as const;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const DAY_MS = 86_400_000;

export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

export function dayText(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

export function dayWords(day: string | null): string {
  const parts = day?.split("-").map(Number);
  if (!parts || parts.length < 3) return "unknown day";
  return `${parts[2]} ${MONTHS[(parts[1] ?? 1) - 1]} ${parts[0]}`;
}

/** "4 Nov 2017", "8–9 Nov 2017", "by 9 Nov 2017", "from 4 Nov 2017", "2014", "undated". */
export function daysWords(earliest: string | null, latest: string | null): string {
  if (!earliest && !latest) return "undated";
  if (!earliest) return `by ${dayWords(latest)}`;
  if (!latest) return `from ${dayWords(earliest)}`;
  if (earliest === latest) return dayWords(earliest);
  const [year, month, day] = earliest.split("-");
  const [lastYear, lastMonth, lastDay] = latest.split("-");
  if (year === lastYear && month === "01" && day === "01" && lastMonth === "12" && lastDay === "31") return year ?? "";
  if (year === lastYear && month === lastMonth) return `${Number(day)}–${dayWords(latest)}`;
  if (year === lastYear) return `${dayWords(earliest).replace(` ${year}`, "")} – ${dayWords(latest)}`;
  return `${dayWords(earliest)} – ${dayWords(latest)}`;
}

/** How long an interval of control or a tie lasted; `until` is the first day on which it is no longer so. */
export function sinceWords(since: string | null, until: string | null): string {
  const from = since ? `since ${dayWords(since)}` : "since before it is told of";
  return until ? `${from}, until ${dayWords(until)}` : `${from}, still so when last told`;
}

export function countWords(low: number | null, high: number | null): string {
  if (low === null && high === null) return "not told";
  if (low !== null && high === null) return `at least ${number(low)}`;
  if (low === null && high !== null) return `at most ${number(high)}`;
  return low === high ? number(low ?? 0) : `${number(low ?? 0)}–${number(high ?? 0)}`;
}

export function number(n: number): string {
  return n.toLocaleString("en-GB");
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

export function placeWords(place: Place | null): string {
  if (!place) return "no place told";
  if (!place.name) return place.text ? `“${place.text}”, not resolved` : "no place told";
  const near = { near: "near ", district: "district of ", province: "somewhere in ", country: "somewhere in " }[place.precision ?? ""] ?? "";
  const around = [place.admin1 === place.name ? null : place.admin1, place.country].filter(Boolean).join(", ");
  return `${near}${place.name}${around ? `, ${around}` : ""}`;
}

export function partyWords(parties: readonly Party[]): string {
  return parties.map((party) => party.name ?? party.text ?? "unknown").join(", ");
}

let kinds = new Map<string, { label: string; gloss: string }>();

export function learnKinds(meta: Meta): void {
  kinds = new Map(meta.kinds.map((kind) => [kind.id, { label: kind.label, gloss: kind.gloss }]));
}

export function kindWords(kind: string): string {
  const words = kinds.get(kind)?.label ?? kind.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function kindGloss(kind: string): string {
  return kinds.get(kind)?.gloss ?? "";
}

export function tieWords(kind: string): string {
  return kind.replaceAll("_", " ");
}
