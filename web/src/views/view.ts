// What every view is: an element that is kept, and a way to show an address in it.

import { el, fill } from "../dom";
import { Refused } from "../api";
import type { Address } from "../address";

export interface View {
  root: HTMLElement;
  title: string;
  show: (address: Address) => void;
  /** Gives back what a view holds beyond its element, before it goes. */
  close?: () => void;
}

/** What stands where something is being fetched. */
export function loading(words: string): HTMLElement {
  return el("p", { class: "state loading", role: "status" }, el("span", { class: "spinner", "aria-hidden": "true" }), words);
}

/** What stands where there is nothing. */
export function empty(words: string, ...more: (Node | string)[]): HTMLElement {
  return el("div", { class: "state empty" }, el("p", {}, words), ...more);
}

/** What stands where something went wrong: the sentence that the server gave, and a way to try again. */
export function failed(error: unknown, again?: () => void): HTMLElement {
  const words = error instanceof Refused ? error.message : "Something went wrong in the page itself.";
  if (!(error instanceof Refused)) console.error(error);
  const wait = error instanceof Refused && error.retryAfter ? ` It may answer again in ${error.retryAfter} s.` : "";
  return el(
    "div",
    { class: "state error", role: "alert" },
    el("p", {}, words + wait),
    again && el("button", { type: "button", on: { click: again } }, "Try again"),
  );
}

/** Runs `act` into `box`: a word while it waits, its nodes when it is done, a sentence where it fails. The last call wins. */
export function loader(box: HTMLElement): (words: string, act: (signal: AbortSignal) => Promise<Node[]>) => Promise<boolean> {
  let current: AbortController | null = null;
  return async function run(words, act) {
    current?.abort();
    const mine = (current = new AbortController());
    box.setAttribute("aria-busy", "true");
    const waiting = window.setTimeout(() => fill(box, loading(words)), 150);
    try {
      const nodes = await act(mine.signal);
      if (mine.signal.aborted) return false;
      window.clearTimeout(waiting);
      fill(box, nodes);
      return true;
    } catch (error) {
      window.clearTimeout(waiting);
      if (mine.signal.aborted) return false;
      fill(box, failed(error, () => void run(words, act)));
      return false;
    } finally {
      if (!mine.signal.aborted) box.removeAttribute("aria-busy");
    }
  };
}
