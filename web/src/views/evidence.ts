// What an interval of control or a tie rests on: each statement with its sentence. Shown beside what was chosen.

import { get, type Head, type Statement } from "../api";
import { el, fill } from "../dom";
import { heads, statement } from "../parts";
import { loader } from "./view";

export interface Evidence {
  root: HTMLElement;
  show: (id: string | null) => void;
}

interface Record_ {
  reason: string;
  status: string;
  asserted_by: Head[];
  denied_by: Head[];
  statements: Statement[];
  events?: string[];
}

export function evidence<T extends Record_>(path: string, onClose: () => void, head: (record: T) => Node[]): Evidence {
  const body = el("div", { class: "reader-body" });
  const title = el("h2", { tabindex: "-1", class: "reader-title" }, "What it rests on");
  const root = el(
    "aside",
    { class: "reader", "aria-label": "Evidence", hidden: true, on: { keydown: (event) => { if (event.key === "Escape") onClose(); } } },
    el("div", { class: "reader-bar" }, title, el("button", { type: "button", class: "close", "aria-label": "Close the evidence", on: { click: onClose } }, "×")),
    body,
  );
  const run = loader(body);
  let open: string | null = null;
  let back: HTMLElement | null = null;

  return {
    root,
    show(id) {
      if (id === open) return;
      if (open === null && document.activeElement instanceof HTMLElement) back = document.activeElement;
      open = id;
      root.hidden = id === null;
      if (id === null) {
        fill(body);
        if (back?.isConnected) back.focus({ preventScroll: true });
        return;
      }
      root.dataset["state"] = "loading";
      title.focus({ preventScroll: true });
      void run("The evidence is being fetched", async (signal) => {
        const record = await get<T>(`${path}/${encodeURIComponent(id)}`, {}, signal);
        return [...head(record), ...grounds(record)];
      }).then((done) => (root.dataset["state"] = done ? "ready" : "failed"));
    },
  };
}

function grounds(record: Record_): Node[] {
  return [
    el("p", { class: "reason" }, record.reason),
    el("h3", {}, "In these words"),
    ...(record.statements.length ? record.statements.map(statement) : [el("p", { class: "none" }, "No sentence says it outright; it follows from the events below.")]),
    ...(record.events?.length ? [el("h3", {}, "Events that it rests on"), el("ul", { class: "plain" }, ...record.events.map((id) => el("li", {}, el("a", { href: `/events/${id}` }, `event ${id}`))))] : []),
    el("h3", {}, "Asserted by"),
    el("ul", { class: "plain" }, heads(record.asserted_by)),
    ...(record.denied_by.length ? [el("h3", {}, "Denied by"), el("ul", { class: "plain" }, heads(record.denied_by))] : []),
  ];
}
