// The situation report: asked for by place, party and days, read with its citations, printed and downloaded.

import { get, type BriefRecord } from "../api";
import { changed, go, type Address } from "../address";
import { el, fill, outside } from "../dom";
import { headWords, reportLink } from "../parts";
import { empty, loader, type View } from "./view";

const ASKED = ["place", "within", "actor", "since", "until"] as const;

export function briefView(): View {
  let address: Address = { view: "brief", event: null, report: null, query: new URLSearchParams() };
  const inputs = {
    place: el("input", { type: "search", id: "b-place", name: "place", placeholder: "e.g. Albu Kamal", autocomplete: "off" }),
    within: el("input", { type: "number", id: "b-within", name: "within", min: 1, max: 2000, placeholder: "km", autocomplete: "off" }),
    actor: el("input", { type: "search", id: "b-actor", name: "actor", placeholder: "e.g. Kataib Hezbollah", autocomplete: "off" }),
    since: el("input", { type: "date", id: "b-since", name: "since" }),
    until: el("input", { type: "date", id: "b-until", name: "until" }),
  };
  const labels = { place: "Place", within: "Within km", actor: "Party", since: "From", until: "Until" };
  const form = el(
    "form",
    { class: "brief-form", "aria-label": "What the brief is on", on: { submit: (event) => { event.preventDefault(); make(); } } },
    ...ASKED.map((name) => el("div", { class: name === "within" ? "field short" : "field" }, el("label", { for: `b-${name}` }, labels[name]), inputs[name])),
    el("button", { type: "submit", class: "primary" }, "Write the brief"),
  );
  const actions = el("div", { class: "brief-actions" });
  const page = el("article", { class: "brief", "aria-label": "Situation report", tabindex: "-1" });
  const root = el("div", { class: "brief-view" }, form, actions, page);
  const run = loader(page);
  let asked: string | null = null;

  function make(): void {
    const values = Object.fromEntries(ASKED.map((name) => [name, inputs[name].value.trim() || null]));
    if (!values["place"]) values["within"] = null;
    go(changed(address, { ...values, make: ASKED.some((name) => values[name]) ? null : "all" }));
  }

  function links(query: URLSearchParams): Node[] {
    const file = (format: string, words: string) => {
      const more = new URLSearchParams(query);
      more.set("format", format);
      return el("a", { class: "button", href: `/api/brief?${more.toString()}`, download: `brief.${format}` }, words);
    };
    return [el("button", { type: "button", class: "button", on: { click: () => window.print() } }, "Print"), file("md", "Markdown"), file("html", "HTML"), file("json", "JSON")];
  }

  return {
    root,
    title: "Brief",
    show(next) {
      address = next;
      for (const name of ASKED) inputs[name].value = next.query.get(name) ?? "";
      const query = new URLSearchParams([...next.query].filter(([name, value]) => value && (ASKED as readonly string[]).includes(name)));
      const wanted = query.toString() || next.query.has("make") ? query.toString() : null;
      if (wanted === asked && page.childElementCount) return;
      asked = wanted;
      root.dataset["state"] = "loading";
      if (wanted === null) {
        fill(actions);
        fill(page, empty("Name a place, a party or days, and the brief is written from what reports tell: each statement cites its sentences."));
        root.dataset["state"] = "idle";
        return;
      }
      void run("The brief is being written", async (signal) => {
        const brief = await get<BriefRecord>("/api/brief", query, signal);
        fill(actions, brief.events ? links(query) : null);
        return brief.events ? paper(brief) : [empty("No event fits: there is nothing to write on.")];
      }).then((done) => (root.dataset["state"] = done ? "ready" : "failed"));
    },
  };
}

function paper(brief: BriefRecord): Node[] {
  return [
    el("h2", { class: "brief-title", dir: "auto" }, brief.headline),
    ...brief.sections.map((section) =>
      el("section", {}, el("h3", {}, section.title), statements(section.statements)),
    ),
    el(
      "section",
      { class: "references" },
      el("h3", {}, "References"),
      el(
        "ol",
        {},
        ...brief.citations.map((one) =>
          el(
            "li",
            { id: `ref-${one.number}`, value: one.number },
            el("b", {}, headWords(one.report)),
            one.report.title ? [". ", el("bdi", {}, one.report.title)] : null,
            one.report.url ? [" ", outside(one.report.url, "original")] : null,
            el("q", { dir: "auto" }, one.text),
            " ",
            reportLink(one.report.id, one, "in the report"),
          ),
        ),
      ),
    ),
  ];
}

function statements(list: BriefRecord["sections"][number]["statements"]): HTMLElement {
  const items: HTMLElement[] = [];
  let under: string | null = null;
  for (const one of list) {
    if (one.under && one.under !== under) items.push(el("li", { class: "under" }, one.under));
    under = one.under;
    items.push(
      el(
        "li",
        {},
        el("span", { dir: "auto" }, one.text),
        " ",
        ...one.citations.map((number) => el("a", { class: "cite", href: `#ref-${number}`, "aria-label": `reference ${number}` }, `[${number}]`)),
        one.events.length === 1 ? [" ", el("a", { class: "to-event", href: `/events/${one.events[0]}` }, "event")] : null,
      ),
    );
  }
  return items.length ? el("ul", { class: "statements" }, ...items) : el("p", { class: "none" }, "Nothing.");
}
