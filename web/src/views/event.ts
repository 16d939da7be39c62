// An event's head, and who tells of it: sources side by side, copies under the report that they go back to, tolls as ranges.

import type { Claim, EventRecord, OriginReport, Party, TollSay } from "../api";
import { el } from "../dom";
import { badge, chain, headWords, sentence, speakerSpans, stanceWord } from "../parts";
import { countWords, daysWords, kindGloss, placeWords, plural, TOLLS } from "../words";

export function eventHead(record: EventRecord): Node[] {
  const { place, when } = record;
  const vague = place?.precision && place.precision !== "exact" ? `${place.precision === "near" ? "" : `known by its ${place.precision} only: `}anywhere within ${Math.round(place.radius_km ?? 0)} km` : null;
  return [
    el("p", { class: "headline" }, badge(record.status), " ", stanceWord(record.stance), el("span", { class: "gloss" }, kindGloss(record.kind))),
    el(
      "dl",
      { class: "facts" },
      ...fact("Who", parties(record.actors)),
      ...fact("To whom", parties(record.recipients)),
      ...fact("Where", [el("span", { dir: "auto" }, placeWords(place)), vague && el("small", { class: "vague" }, vague), place?.reason && why(place.reason)]),
      ...fact("When", [daysWords(when?.earliest ?? null, when?.latest ?? null), when?.reason && why(when.reason)]),
      ...fact("Sources", [`${plural(record.independent_sources, "independent source")}, ${plural(record.reports.length, "report")}`]),
    ),
    tolls(record),
    disputes(record),
  ].filter((node): node is HTMLElement => node instanceof HTMLElement);
}

function fact(term: string, words: (Node | string | null | undefined | false | "")[]): Node[] {
  return [el("dt", {}, term), el("dd", {}, ...words.map((one) => one || null))];
}

function parties(list: readonly Party[]): (Node | string)[] {
  if (!list.length) return [el("span", { class: "none" }, "not told")];
  return list.map((party) =>
    el(
      "span",
      { class: "party" },
      el("bdi", {}, party.name ?? party.text ?? "unknown"),
      party.country && el("small", { class: "code" }, ` ${party.country}`),
      party.reason && why(party.reason),
    ),
  );
}

function why(reason: string): HTMLElement {
  return el("small", { class: "reason" }, reason);
}

/** Each count of the toll over all sources, and below it what each of them says, on one scale. */
function tolls(record: EventRecord): HTMLElement | null {
  const told = TOLLS.flatMap((name) => (record.toll[name] ? [{ name, range: record.toll[name] }] : []));
  if (!told.length) return null;
  const most = Math.max(...told.flatMap(({ range }) => [range, ...(range.by ?? [])].flatMap((one) => [one.low ?? 0, one.high ?? 0])), 1);
  return el(
    "section",
    { class: "tolls", "aria-label": "Toll" },
    el("h3", {}, "Toll"),
    ...told.map(({ name, range }) =>
      el(
        "div",
        { class: "toll" },
        bar(name, range.low, range.high, most, "all"),
        ...((range.by ?? []).length > 1 || (range.by ?? []).some((say) => say.speakers.length) ? (range.by ?? []).map((say) => bar(sayer(record, say), say.low, say.high, most, "one")) : []),
      ),
    ),
  );
}

function sayer(record: EventRecord, say: TollSay): string {
  const head = record.reports.find((one) => one.id === say.report);
  return [...new Set([...say.speakers, head?.publisher ?? say.report])].join(" via ");
}

function bar(words: string, low: number | null, high: number | null, most: number, sort: string): HTMLElement {
  const from = ((low ?? 0) / most) * 100;
  const to = ((high ?? most) / most) * 100;
  return el(
    "div",
    { class: `toll-row ${sort}` },
    el("span", { class: "toll-who", dir: "auto" }, words),
    el("span", { class: "toll-scale", "aria-hidden": "true" }, el("span", { class: high === null || low === null ? "toll-bar open" : "toll-bar", style: { left: `${Math.min(from, 97)}%`, width: `${Math.max(to - from, 3)}%` } })),
    el("span", { class: "toll-count" }, countWords(low, high)),
  );
}

function disputes(record: EventRecord): HTMLElement | null {
  const fields = Object.entries(record.disputes);
  if (!fields.length) return null;
  const outlet = (id: string) => record.reports.find((one) => one.id === id);
  return el(
    "section",
    { class: "disputes", "aria-label": "Where sources differ" },
    el("h3", {}, "Sources differ"),
    ...fields.map(([field, says]) =>
      el("div", {}, el("h4", {}, field), el("ul", { class: "plain" }, ...says.map((say) => el("li", { dir: "auto" }, el("b", {}, say.value), ` – ${headWords(outlet(say.report) ?? { publisher: say.report, published: null })}`)))),
    ),
  );
}

/** Who tells of it: one card an origin, its copies beneath the report that they go back to. */
export function told(record: EventRecord, claim: Claim | null, choose: (claim: Claim) => void): HTMLElement {
  return el(
    "section",
    { class: "told-by", "aria-label": "Who tells of it" },
    el("h3", {}, `Told by ${plural(record.origins.length, "origin")}`),
    el("div", { class: "origins" }, ...record.origins.map((origin) => card(record, origin.reports, claim, choose))),
  );
}

function card(record: EventRecord, reports: readonly OriginReport[], claim: Claim | null, choose: (claim: Claim) => void): HTMLElement {
  const [first, ...copies] = reports;
  return el(
    "article",
    { class: "origin" },
    first && one(record, first, claim, choose, false),
    copies.length > 0 &&
      el("details", { class: "copies", open: copies.some((copy) => copy.id === claim?.report) }, el("summary", {}, `${plural(copies.length, "copy", "copies")} of it`), ...copies.map((copy) => one(record, copy, claim, choose, true))),
  );
}

function one(record: EventRecord, report: OriginReport, claim: Claim | null, choose: (claim: Claim) => void, copy: boolean): HTMLElement {
  const claims = record.claims.filter((each) => each.report === report.id);
  return el(
    "div",
    { class: copy ? "source copy" : "source" },
    el("p", { class: "source-head" }, el("b", {}, headWords(report)), report.how && el("span", { class: "tagged", title: report.reason ?? undefined }, report.how)),
    copy && report.reason && el("p", { class: "reason" }, report.reason),
    !copy && report.copy_of && el("p", { class: "reason" }, `No source of its own: it goes back to ${report.copy_of}.`),
    ...claims.map((each) =>
      el(
        "div",
        { class: each.id === claim?.id ? "claim on" : "claim", "data-claim-card": each.id },
        each.stance !== record.stance && el("p", {}, stanceWord(each.stance)),
        sentence(each, each.spans.length ? each.spans : speakerSpans(each.speakers)),
        chain(each.speakers, report.publisher),
        el("button", { type: "button", class: "quiet", "aria-pressed": String(each.id === claim?.id), on: { click: () => choose(each) } }, "Show in the report"),
      ),
    ),
  );
}
