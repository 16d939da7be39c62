// What awaits a person, one question at a time, by keyboard or by hand; each decision is a judgement that can be withdrawn.

import { get, Refused, type Awaiting, type AwaitingSentence, type Judgement, type Meta, type Session } from "../api";
import { changed, go, type Address } from "../address";
import { el, fill } from "../dom";
import { reportLink } from "../parts";
import { plural } from "../words";
import { judge, keptWords, relabelForm, undo, type Made } from "./judging";
import { empty, failed, loading, type View } from "./view";

export function reviewView(meta: Meta, session: Session, onChanged: () => void): View {
  let address: Address = { view: "review", event: null, report: null, query: new URLSearchParams() };
  let [queue, total, log]: [Awaiting[], number, Judgement[]] = [[], 0, []];
  let loaded = false;
  const may = session.role === "reviewer";
  const said = el("p", { class: "said", role: "status", "aria-live": "polite" });
  const list = el("ol", { class: "queue", "aria-label": "What awaits a person" });
  const item = el("section", { class: "question", "aria-label": "The question", tabindex: "-1" });
  const done = el("section", { class: "judgements", "aria-label": "Judgements" });
  const count = el("p", { class: "count-line", role: "status", "aria-live": "polite" });
  const root = el(
    "div",
    { class: "review-view", on: { keydown: keys } },
    el("div", { class: "review-bar" }, count, el("p", { class: "keys-help" }, key("j"), key("k"), " next, before ", key("a"), " accept ", key("m"), " merge ", key("s"), " split ", key("r"), " relabel ", key("u"), " undo"), said),
    el("div", { class: "review-grid" }, el("nav", { "aria-label": "Queue" }, list), item),
    done,
  );

  async function load(): Promise<void> {
    root.dataset["state"] = "loading";
    if (!loaded) fill(item, loading("The queue is being fetched"));
    try {
      const [found, judged] = await Promise.all([
        get<{ total: number; awaiting: Awaiting[] }>("/api/review", { limit: "100" }),
        get<{ judgements: Judgement[] }>("/api/judgements", { limit: "50" }),
      ]);
      [queue, total, log] = [found.awaiting, found.total, judged.judgements];
      loaded = true;
      draw();
      root.dataset["state"] = "ready";
    } catch (error) {
      fill(item, failed(error, () => void load()));
      root.dataset["state"] = "failed";
    }
  }

  function current(): number {
    const wanted = queue.findIndex((one) => one.id === address.query.get("item"));
    return wanted >= 0 ? wanted : 0;
  }

  function draw(): void {
    const now = current();
    fill(count, el("b", {}, plural(total, "question")), total === 1 ? " awaits a person" : " await a person");
    fill(
      list,
      queue.map((one, i) => el("li", {}, el("button", { type: "button", class: "queue-item", "aria-current": i === now ? "true" : undefined, on: { click: () => turn(i) } }, el("b", {}, question(one)), el("small", {}, one.reason)))),
    );
    const one = queue[now];
    fill(item, one ? ask(one) : empty("Nothing awaits a person."));
    fill(done, el("h2", {}, "Judgements"), log.length ? el("ul", { class: "plain log" }, log.map(logged)) : el("p", { class: "none" }, "None yet."));
  }

  function turn(to: number): void {
    const one = queue[Math.min(queue.length - 1, Math.max(0, to))];
    if (!one) return;
    go(changed(address, { item: one.id }), true);
    item.focus({ preventScroll: true });
  }

  function ask(one: Awaiting): Node[] {
    return [
      el("h2", {}, question(one)),
      el("p", { class: "reason" }, one.reason),
      one.claims.length || one.other_claims.length ? el("div", { class: "sides" }, side("One", one.claims), side("The other", one.other_claims)) : null,
      el("p", { class: "more" }, "Events: ", ...one.events.flatMap((id, i) => [i ? ", " : "", el("a", { href: `/events/${id}` }, id)])),
      may ? answers(one) : el("p", { class: "none" }, "You may read, not judge. Log in as a reviewer to decide."),
    ].filter((node): node is HTMLElement => node instanceof HTMLElement);
  }

  function answers(one: Awaiting): HTMLElement {
    const why = el("input", { type: "text", id: "why", placeholder: "the reason, kept with the judgement", autocomplete: "off" });
    const button = (words: string, letter: string, act: () => void, title: string) => el("button", { type: "button", class: letter === "a" ? "primary" : "button", title, "data-key": letter, on: { click: act } }, words, key(letter));
    const join = one.awaits === "join";
    return el(
      "div",
      { class: "answers" },
      el("div", { class: "field" }, el("label", { for: "why" }, "Why"), why),
      el(
        "div",
        { class: "buttons" },
        button("Accept as it stands", "a", () => void send({ decision: "accept", awaiting: one.id, why: why.value.trim() }), "no later report undoes it"),
        join && one.stands === "apart" && one.events.length > 1 && button("Merge: one happening", "m", () => void send({ decision: "merge", events: one.events.slice(0, 2), why: why.value.trim() }), "puts the two events together"),
        join && one.stands === "joined" && button("Split: two happenings", "s", () => void send({ decision: "split", event: one.events[0], claims: one.other_claims.map((claim) => claim.id), why: why.value.trim() }), "takes the other claims out of the event"),
        button("Relabel…", "r", () => relabel(one), "says what it is, where it was read wrongly"),
      ),
      el("div", { class: "relabel-box" }),
    );
  }

  function relabel(one: Awaiting): void {
    const box = item.querySelector<HTMLElement>(".relabel-box");
    if (!box) return;
    if (box.childElementCount) return fill(box);
    const why = () => root.querySelector<HTMLInputElement>("#why")?.value.trim();
    fill(box, relabelForm(meta, one.events, (body) => void send({ ...body, why: why() })));
    box.querySelector<HTMLElement>("select")?.focus();
  }

  async function send(body: Record<string, unknown>): Promise<void> {
    await act(() => judge(body), keptWords);
  }

  async function withdraw(id: string | undefined): Promise<void> {
    if (!id) return say("There is no judgement to undo.");
    await act(() => undo(id), (made) => `Withdrawn: ${made.judgement.decision}.`);
  }

  async function act(sent: () => Promise<Made>, words: (made: Made) => string): Promise<void> {
    root.setAttribute("aria-busy", "true");
    try {
      const made = await sent();
      await load();
      onChanged();
      say(words(made));
      item.focus({ preventScroll: true });
    } catch (error) {
      say(error instanceof Refused ? error.message : "The page failed.");
    } finally {
      root.removeAttribute("aria-busy");
    }
  }

  function say(words: string): void {
    said.textContent = words;
  }

  function logged(one: Judgement): HTMLElement {
    return el(
      "li",
      { class: one.withdrawn_at ? "withdrawn" : undefined },
      el("b", {}, one.decision),
      ` of ${one.subject}, by `,
      el("bdi", {}, one.by),
      `, ${one.at.slice(0, 16).replace("T", " ")} UTC`,
      one.why ? [": ", el("q", { dir: "auto" }, one.why)] : null,
      one.withdrawn_at ? el("span", { class: "tagged" }, `withdrawn ${one.withdrawn_at.slice(0, 10)}`) : may && el("button", { type: "button", class: "quiet", on: { click: () => void withdraw(one.id) } }, "Undo"),
    );
  }

  function keys(event: KeyboardEvent): void {
    const on = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || on instanceof HTMLInputElement || on instanceof HTMLSelectElement || on instanceof HTMLTextAreaElement) return;
    const letter = event.key.toLowerCase();
    if (letter === "j") turn(current() + 1);
    else if (letter === "k") turn(current() - 1);
    else if (letter === "u" && may) void withdraw(log.find((one) => !one.withdrawn_at)?.id);
    else item.querySelector<HTMLButtonElement>(`[data-key="${CSS.escape(letter)}"]`)?.click();
  }

  return {
    root,
    title: "Review",
    show(next) {
      const was = address.query.get("item");
      address = next;
      if (!loaded) void load();
      else if (was !== next.query.get("item")) draw();
      queueMicrotask(() => { if (document.activeElement === document.body) item.focus({ preventScroll: true }); });
    },
  };
}

function side(words: string, claims: readonly AwaitingSentence[]): HTMLElement {
  return el("div", { class: "side" }, el("h3", {}, words), ...claims.map((claim) => el("div", {}, el("p", { class: "source-head" }, el("b", {}, claim.publisher ?? claim.report)), el("blockquote", { class: "told", dir: "auto" }, claim.text), el("p", { class: "more" }, reportLink(claim.report, null, "the report")))));
}

function question(one: Awaiting): string {
  if (one.awaits === "control") return `${one.stands}: is it so?`;
  return one.stands === "joined" ? "Joined: are they one happening?" : "Left apart: are they two happenings?";
}

function key(letter: string): HTMLElement {
  return el("kbd", { "aria-hidden": "true" }, letter);
}
