// Elements from words. Text goes in as text nodes only, so nothing that a report says can become markup.

export type Child = Node | string | number | null | undefined | false | Child[];

type Listener<K extends keyof HTMLElementEventMap> = (event: HTMLElementEventMap[K]) => void;

export interface Props {
  class?: string;
  /** Custom properties and styles, set one by one: the page allows no style attributes. */
  style?: Record<string, string>;
  on?: { [K in keyof HTMLElementEventMap]?: Listener<K> };
  [attribute: string]: unknown;
}

export function el<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  dress(node, props);
  add(node, children);
  return node;
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  dress(node, props);
  add(node, children);
  return node;
}

/** Puts these children in the place of all that stood in `node`. */
export function fill(node: Element, ...children: Child[]): void {
  node.replaceChildren();
  add(node, children);
}

function dress(node: HTMLElement | SVGElement, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.setAttribute("class", String(value));
    else if (name === "style") {
      for (const [key, setting] of Object.entries(value as Record<string, string>)) node.style.setProperty(key, setting);
    } else if (name === "on") {
      for (const [event, listener] of Object.entries(value as Record<string, EventListener>)) node.addEventListener(event, listener);
    } else if (value === true) node.setAttribute(name, "");
    else node.setAttribute(name, String(value));
  }
}

function add(node: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(node, child);
    else node.append(child instanceof Node ? child : String(child));
  }
}

/** A link to another site where the address is one of the web, else the words alone. */
export function outside(url: string | null, words: string): Node {
  if (!isWeb(url)) return document.createTextNode(words);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer external", class: "outside" }, words);
}

export function isWeb(url: string | null): url is string {
  if (!url) return false;
  try {
    return ["http:", "https:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

/** Calls `act` once, `wait` milliseconds after the last call. */
export function later<A extends unknown[]>(wait: number, act: (...given: A) => void): (...given: A) => void {
  let timer = 0;
  return (...given) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => act(...given), wait);
  };
}
