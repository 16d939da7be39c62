// The login, where the server asks for one: a token, or a name and a password.

import { keep, post, Refused, type Session } from "./api";
import { el, fill } from "./dom";

export function login(session: Session, onDone: (session: Session) => void): HTMLElement {
  const said = el("p", { role: "alert", class: "said" });
  const input = (name: string, words: string, type: string, complete: string) => el("div", { class: "field" }, el("label", { for: `l-${name}` }, words), el("input", { id: `l-${name}`, name, type, required: true, autocomplete: complete }));
  const fields = session.login === "token" ? [input("token", "Token", "password", "current-password")] : [input("name", "Name", "text", "username"), input("password", "Password", "password", "current-password")];
  const form = el(
    "form",
    {
      class: "login",
      "aria-label": "Log in",
      on: {
        submit: (event) => {
          event.preventDefault();
          void send();
        },
      },
    },
    el("h1", {}, "Vedette"),
    ...fields,
    el("button", { type: "submit", class: "primary" }, "Log in"),
    said,
  );
  async function send(): Promise<void> {
    try {
      onDone(keep(await post<Session>("/api/session", Object.fromEntries(new FormData(form)))));
    } catch (error) {
      fill(said, error instanceof Refused ? error.message : "The page failed.");
    }
  }
  return el("main", { id: "main", class: "login-page" }, form);
}
