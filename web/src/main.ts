// Opens the page: who may see it, what the database holds, and the view that the address names. Views are made when first seen and kept.

import "./style.css";
import "./views.css";
import { follow, listen, tell, type Address, type ViewName } from "./address";
import { get, post, session as askSession, whenLoggedOut, type Meta, type Session } from "./api";
import { el, fill } from "./dom";
import { login } from "./login";
import { learnKinds } from "./words";
import { aboutView } from "./views/about";
import { briefView } from "./views/brief";
import { controlView } from "./views/control";
import { eventsView } from "./views/events";
import { reviewView } from "./views/review";
import { tiesView } from "./views/ties";
import { failed, loading, type View } from "./views/view";

const NAMES: Record<ViewName, string> = { events: "Events", control: "Control", ties: "Ties", brief: "Brief", review: "Review", about: "About" };
const page = document.getElementById("page");

async function open(): Promise<void> {
  if (!page) return;
  fill(page, el("main", { id: "main" }, loading("Vedette is opening")));
  try {
    const session = await askSession();
    if (session.login !== "none" && session.role === null) return fill(page, login(session, () => void open()));
    const meta = await get<Meta>("/api/meta");
    learnKinds(meta);
    fill(page, ...frame(meta, session));
    tell();
  } catch (error) {
    fill(page, el("main", { id: "main" }, failed(error, () => void open())));
  }
}

let unfollow: (address: Address) => void = () => undefined;

function frame(meta: Meta, session: Session): Node[] {
  const waiting = el("span", { class: "count" });
  const setWaiting = (n: number) => {
    waiting.textContent = n ? String(n) : "";
    waiting.hidden = !n;
  };
  setWaiting(meta.counts.awaiting);
  const links = new Map<ViewName, HTMLAnchorElement>();
  for (const [name, words] of Object.entries(NAMES) as [ViewName, string][]) {
    links.set(name, el("a", { href: name === "events" ? "/" : `/${name}` }, words, name === "review" && waiting));
  }
  const main = el("main", { id: "main", tabindex: "-1" });
  const views = new Map<ViewName, View>();
  const make: Record<ViewName, () => View> = {
    events: () => eventsView(meta, session.role === "reviewer", () => void renew("events")),
    control: () => controlView(meta),
    ties: () => tiesView(meta),
    brief: briefView,
    review: () => reviewView(meta, session, () => void renew("review")),
    about: () => aboutView(meta),
  };
  const remembered = new Map<ViewName, string>();

  /** After a judgement events, control and ties are other ones: the other views are made anew when next seen. */
  async function renew(judged: ViewName): Promise<void> {
    for (const [name, view] of views) {
      if (name === judged) continue;
      view.close?.();
      view.root.remove();
      views.delete(name);
    }
    const now = await get<Meta>("/api/meta").catch(() => meta);
    setWaiting(now.counts.awaiting);
  }

  unfollow = (address) => {
    let view = views.get(address.view);
    if (!view) {
      view = make[address.view]();
      views.set(address.view, view);
      main.append(view.root);
    }
    for (const [name, other] of views) other.root.hidden = name !== address.view;
    for (const [name, link] of links) {
      if (name === address.view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      // Going back to a view finds it as it was left.
      const words = remembered.get(name);
      if (words && name !== address.view) link.setAttribute("href", words);
      else if (name === address.view) link.setAttribute("href", name === "events" ? "/" : `/${name}`);
    }
    remembered.set(address.view, location.pathname + location.search);
    document.title = address.view === "events" && (address.event ?? address.report) ? `${address.event ?? address.report} – Vedette` : `${view.title} – Vedette`;
    document.documentElement.dataset["view"] = address.view;
    view.show(address);
  };
  const out = session.login !== "none" && el("button", { type: "button", class: "quiet", on: { click: () => void post("/api/session", {}, "DELETE").then(() => location.reload()) } }, `Log out ${session.name ?? ""}`);
  return [
    el(
      "header",
      { class: "top" },
      el("h1", {}, el("a", { href: "/", class: "brand" }, "Vedette")),
      el("nav", { "aria-label": "Views" }, el("ul", {}, ...[...links.values()].map((link) => el("li", {}, link)))),
      el("p", { class: "where" }, meta.samples ? el("span", { class: "samples", title: "exercise reports; outlets, quotations and figures are invented" }, "samples") : null, el("bdi", {}, meta.database), out),
    ),
    main,
  ];
}

follow((address) => unfollow(address));
listen();
whenLoggedOut(() => {
  if (document.querySelector("header.top")) void open();
});
document.querySelector<HTMLAnchorElement>("a.skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main")?.focus();
});
void open();
