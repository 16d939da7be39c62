// The address of the page is the whole of its state: which view, which event, every filter. What stands in it can be kept and sent.

export const VIEWS = ["events", "control", "ties", "brief", "review", "about"] as const;
export type ViewName = (typeof VIEWS)[number];

export interface Address {
  view: ViewName;
  /** The event or report that is open. */
  event: string | null;
  report: string | null;
  query: URLSearchParams;
}

/** The filters of the API that the events view sets. */
export const FILTERS = ["text", "kind", "status", "stance", "place", "within", "actor", "source", "since", "until", "disputed"] as const;

export function read(): Address {
  const [first = "", second = ""] = location.pathname.split("/").filter(Boolean).map(decode);
  const query = new URLSearchParams(location.search);
  if (first === "events" && second) return { view: "events", event: second, report: null, query };
  if (first === "reports" && second) return { view: "events", event: null, report: second, query };
  const view = VIEWS.find((name) => name === first) ?? "events";
  return { view, event: null, report: null, query };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function href(address: Address): string {
  const words = address.query.toString();
  const path = address.report
    ? `/reports/${encodeURIComponent(address.report)}`
    : address.event
      ? `/events/${encodeURIComponent(address.event)}`
      : address.view === "events"
        ? "/"
        : `/${address.view}`;
  return words ? `${path}?${words}` : path;
}

/** `address` with other values in its query; null takes one out. */
export function changed(address: Address, values: Record<string, string | null>, more: Partial<Address> = {}): Address {
  const query = new URLSearchParams(address.query);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, value);
  }
  return { ...address, ...more, query };
}

/** The filters alone, in one order, as the API takes them. */
export function filtersOf(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of FILTERS) {
    const value = query.get(name);
    if (value) kept.set(name, value);
  }
  if (!kept.has("place")) kept.delete("within");
  return kept;
}

type Follower = (address: Address) => void;
const followers: Follower[] = [];

export function follow(act: Follower): void {
  followers.push(act);
}

/** Goes to an address; `replace` leaves no step to go back to (a slider's every move). */
export function go(address: Address, replace = false): void {
  const to = href(address);
  if (to !== location.pathname + location.search) {
    if (replace) history.replaceState(null, "", to);
    else history.pushState(null, "", to);
  }
  tell();
}

export function tell(): void {
  const address = read();
  for (const act of followers) act(address);
}

export function listen(): void {
  window.addEventListener("popstate", tell);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.startsWith("/api") || (link.hash && link.pathname === location.pathname)) return;
    event.preventDefault();
    history.pushState(null, "", link.pathname + link.search);
    tell();
  });
}
