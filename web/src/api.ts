// The server's answers as the page knows them (docs/api.md), and how they are fetched: one way in, errors as sentences.

export interface Meta {
  version: string;
  database: string;
  samples: boolean;
  joined: boolean;
  state: string;
  role: string | null;
  tiles: string | null;
  counts: Record<"events" | "placed" | "dated" | "reports" | "copies" | "control" | "ties" | "judgements" | "awaiting", number>;
  first: string | null;
  last: string | null;
  kinds: { id: string; label: string; gloss: string; group: string; conflict: boolean }[];
  groups: { id: string; label: string; kinds: string[] }[];
  stances: string[];
  statuses: string[];
  formats: string[];
}

export interface Session {
  login: "none" | "token" | "password";
  name: string | null;
  role: "reader" | "reviewer" | null;
  csrf: string | null;
}

export interface Span {
  start: number;
  end: number;
  start16: number;
  end16: number;
}
export interface Words extends Span {
  text: string;
}
export interface FieldSpan extends Words {
  field: string;
  stands_for: Words | null;
  value: string | null;
  id: string | null;
  score: number | null;
  reason: string | null;
}
export interface Speaker extends Words {
  name: string | null;
  role: string;
}
export interface Claim extends Words {
  id: string;
  event: string | null;
  report: string;
  kind: string;
  stance: string;
  part: string;
  speakers: Speaker[];
  spans: FieldSpan[];
  notes: string[];
}
export interface Head {
  id: string;
  ref: string | null;
  publisher: string | null;
  published: string | null;
  url: string | null;
  copy_of: string | null;
  how: string | null;
}
export interface Party {
  id: string | null;
  name: string | null;
  country: string | null;
  sector?: string | null;
  text?: string;
  score?: number | null;
  reason?: string | null;
}
export interface Place {
  text?: string;
  name: string | null;
  geonames_id: number | null;
  admin1: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  precision: string | null;
  radius_km: number | null;
  score?: number | null;
  reason?: string | null;
}
export interface TollSay {
  report: string;
  speakers: string[];
  low: number | null;
  high: number | null;
  text: string | null;
}
export interface TollRange {
  low: number | null;
  high: number | null;
  by?: TollSay[];
}
export interface Judgement {
  id: string;
  decision: string;
  subject: string;
  by: string;
  at: string;
  why: string | null;
  claims: string[];
  other_claims: string[];
  together: boolean | null;
  labels: Record<string, unknown> | null;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
}
export interface AwaitingSentence {
  id: string;
  event: string;
  report: string;
  publisher: string | null;
  text: string;
}
export interface Awaiting {
  id: string;
  awaits: "join" | "control";
  stands: string;
  score: number | null;
  reason: string;
  events: string[];
  claims: AwaitingSentence[];
  other_claims: AwaitingSentence[];
}
export interface OriginReport extends Head {
  title: string | null;
  byline: string | null;
  score: number | null;
  reason: string | null;
}
export interface EventRecord {
  id: string;
  kind: string;
  salience: number;
  stance: string;
  status: string;
  independent_sources: number;
  sources: string[];
  trigger: Words & { report: string };
  acled: { event_type: string | null; sub_event_type: string | null };
  plover: { type: string | null; mode: string | null };
  cameo: string | null;
  actors: Party[];
  recipients: Party[];
  place: Place | null;
  when: { text: string | null; earliest: string | null; latest: string | null; reason: string | null } | null;
  toll: Record<string, TollRange | null>;
  disputed: string[];
  disputes: Record<string, { report: string; value: string }[]>;
  grade: string;
  reports: Head[];
  joined: string[];
  judged: string[];
  claims: Claim[];
  origins: { origin: string; reports: OriginReport[] }[];
  judgements: Judgement[];
  awaiting: Awaiting[];
}
export interface Statement extends Words {
  report: string;
  publisher: string | null;
  published: string | null;
  stance: string;
  change?: string | null;
  kind?: string | null;
  speakers: Speaker[];
  spans: FieldSpan[];
  reason: string | null;
}
export interface ReportRecord extends Head {
  title: string | null;
  byline: string | null;
  language: string | null;
  standing: string;
  reason: string | null;
  text: string;
  length: number;
  text_start: number;
  text_end: number;
  claims: Claim[];
  control: Statement[];
  ties: Statement[];
  copies: { report: string; publisher: string | null; how: string; score: number | null; reason: string | null }[];
}
export interface Interval {
  id: string;
  place: Place;
  holder: Party;
  since: string | null;
  until: string | null;
  status: string;
  independent_sources: number;
  asserted_by: Head[];
  denied_by: Head[];
  events: string[];
  reason: string;
}
export interface Tie {
  id: string;
  from: Party;
  to: Party;
  kind: string;
  since: string | null;
  until: string | null;
  status: string;
  independent_sources: number;
  asserted_by: Head[];
  denied_by: Head[];
  reason: string;
}
export interface Changes {
  since: string;
  until: string;
  changes: { place: Place; before: Interval[]; after: Interval[]; steps?: { day: string; was: Interval | null; now: Interval | null }[] }[];
}
export interface BriefRecord {
  headline: string;
  events: number;
  reports: number;
  copies: number;
  independent_sources: number;
  first: string | null;
  last: string | null;
  left_out: unknown;
  sections: { id: string; title: string; statements: BriefStatement[] }[];
  citations: { number: number; report: Head & { title: string | null }; text: string; start: number; end: number }[];
}
export interface BriefStatement {
  text: string;
  citations: number[];
  under: string | null;
  events: string[];
  stance: string | null;
  status: string | null;
  independent_sources: number | null;
}
export interface FeedRecord {
  state: string;
  total: number;
  of: number;
  names: Record<string, string[]>;
  columns: Record<string, (number | string | null | number[])[]>;
}
export interface Rows {
  state: string;
  total: number;
  of: number;
  rows: number[] | null;
}
export interface Count {
  value: string;
  id?: string | null;
  count: number;
}
export interface Facets {
  total: number;
  of: number;
  placed: number;
  dated: number;
  kind: Count[];
  status: Count[];
  stance: Count[];
  country: Count[];
  place: Count[];
  actor: Count[];
  source: Count[];
  days: { day: string; count: number }[];
  by: "day" | "month" | "year";
}

/** An answer that is no success; its message is a sentence for people. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly parameter: string | null = null,
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

let csrf: string | null = null;
let onLogin: () => void = () => undefined;

/** What is done when the server asks for a login. */
export function whenLoggedOut(act: () => void): void {
  onLogin = act;
}

export async function get<T>(path: string, query?: URLSearchParams | Record<string, string>, signal?: AbortSignal): Promise<T> {
  const words = new URLSearchParams(query).toString();
  return (await ask(words ? `${path}?${words}` : path, { signal })).json() as Promise<T>;
}

export async function getText(path: string, query: URLSearchParams): Promise<string> {
  return (await ask(`${path}?${query.toString()}`, {})).text();
}

export async function post<T>(path: string, body: unknown = {}, method = "POST"): Promise<T> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (csrf) headers["X-CSRF-Token"] = csrf;
  const answer = await ask(path, { method, headers, body: method === "DELETE" ? undefined : JSON.stringify(body) });
  return (answer.status === 204 ? null : await answer.json()) as T;
}

export async function session(): Promise<Session> {
  return keep(await get<Session>("/api/session"));
}

export function keep(found: Session): Session {
  csrf = found.csrf;
  return found;
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(0, "The server does not answer. Is `vedette serve` still running?");
  }
  if (answer.ok) return answer;
  if (answer.status === 401) onLogin();
  const told = (await answer.json().catch(() => null)) as { detail?: unknown; parameter?: unknown } | null;
  const detail = typeof told?.detail === "string" ? told.detail : `The server answered ${answer.status} ${answer.statusText}.`;
  const wait = Number(answer.headers.get("Retry-After"));
  throw new Refused(answer.status, detail, typeof told?.parameter === "string" ? told.parameter : null, wait || null);
}
