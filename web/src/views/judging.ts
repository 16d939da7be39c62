// What a person may say of an event: that it is another kind, place or party, or two events. Kept as a judgement, which can be withdrawn.

import { post, type EventRecord, type Judgement, type Meta } from "../api";
import { el } from "../dom";
import { headWords } from "../parts";
import { kindWords, STANCES } from "../words";

export interface Made {
  judgement: Judgement;
  new: boolean;
  events: string[];
}

/** Sends a judgement; what is null or undefined is left out of it. */
export function judge(body: Record<string, unknown>): Promise<Made> {
  return post<Made>("/api/judgements", Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined && value !== "")));
}

export function undo(id: string): Promise<Made> {
  return post<Made>(`/api/judgements/${encodeURIComponent(id)}/undo`);
}

export function keptWords(made: Made): string {
  return made.new ? `Kept: ${made.judgement.decision}. Undo withdraws it.` : "The same judgement stands already.";
}

/** The form that says what an event is; what is left empty stays as it was read. */
export function relabelForm(meta: Meta, events: readonly string[], send: (body: Record<string, unknown>) => void): HTMLFormElement {
  const select = (name: string, words: string, options: [string, string][]) => [el("label", { for: `r-${name}` }, words), el("select", { id: `r-${name}`, name }, el("option", { value: "" }, "as it is"), ...options.map(([value, label]) => el("option", { value }, label)))];
  const input = (name: string, words: string) => [el("label", { for: `r-${name}` }, words), el("input", { type: "text", id: `r-${name}`, name, autocomplete: "off", placeholder: "as it is" })];
  const form = el(
    "form",
    {
      class: "relabel",
      "aria-label": "Relabel",
      on: {
        submit: (event) => {
          event.preventDefault();
          send({ decision: "relabel", ...labels(new FormData(form)) });
        },
      },
    },
    events.length > 1
      ? [el("label", { for: "r-event" }, "Event"), el("select", { id: "r-event", name: "event" }, ...events.map((id) => el("option", { value: id }, id)))]
      : el("input", { type: "hidden", name: "event", value: events[0] }),
    ...select("kind", "What", meta.kinds.map((kind) => [kind.id, kindWords(kind.id)])),
    ...select("stance", "Stance", STANCES.map((stance) => [stance, stance])),
    ...input("place", "Where"),
    ...input("actors", "Who, parted by ;"),
    ...input("recipients", "To whom, parted by ;"),
    el("button", { type: "submit", class: "primary" }, "Relabel"),
  );
  return form;
}

function labels(data: FormData): Record<string, unknown> {
  const word = (name: string) => String(data.get(name) ?? "").trim();
  const list = (name: string) => {
    const found = word(name).split(";").map((part) => part.trim()).filter(Boolean);
    return found.length ? found : null;
  };
  return { event: word("event"), kind: word("kind"), stance: word("stance"), place: word("place"), actors: list("actors"), recipients: list("recipients") };
}

/** In the reader: split claims off the event, or say what it is. `done` gets the event to show then. */
export function decide(meta: Meta, record: EventRecord, done: (event: string) => void): HTMLElement {
  const said = el("p", { class: "said", role: "status", "aria-live": "polite" });
  const why = el("input", { type: "text", id: "d-why", autocomplete: "off", placeholder: "the reason, kept with the judgement" });
  async function send(body: Record<string, unknown>): Promise<void> {
    try {
      const made = await judge({ ...body, why: why.value.trim() });
      said.textContent = keptWords(made);
      done(made.events.includes(record.id) ? record.id : (made.events[0] ?? record.id));
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : "The page failed.";
    }
  }
  const boxes = record.claims.map((claim) => el("input", { type: "checkbox", value: claim.id, name: "claim" }));
  const split = el(
    "form",
    {
      class: "split-claims",
      "aria-label": "Split",
      on: {
        submit: (event) => {
          event.preventDefault();
          void send({ decision: "split", event: record.id, claims: boxes.filter((box) => box.checked).map((box) => box.value) });
        },
      },
    },
    ...record.claims.map((claim, i) => el("label", { class: "check" }, boxes[i], el("span", { dir: "auto" }, `${headWords(record.reports.find((one) => one.id === claim.report) ?? { publisher: claim.report, published: null })}: ${claim.text}`))),
    el("button", { type: "submit", class: "button" }, "Split these off"),
  );
  return el(
    "details",
    { class: "decide" },
    el("summary", {}, "Decide on this event"),
    el("div", { class: "field" }, el("label", { for: "d-why" }, "Why"), why),
    record.claims.length > 1 && [el("h4", {}, "It is two happenings"), split],
    el("h4", {}, "It is something else"),
    relabelForm(meta, [record.id], (body) => void send(body)),
    said,
  );
}
