// All events of the database in columns, loaded once, and which rows of them fit the filters: the server says, so that what is
// seen is what an export gives. Places are gathered into spots: events of one point, or of one area, are one thing on the map.

import { get, type FeedRecord, type Rows } from "./api";
import { STATUSES } from "./words";

/** Placed somewhere in an area: drawn as the area and a square tag, never as a pin. */
export const AREAS = new Set(["province", "country"]);
const PRECISIONS = ["exact", "near", "district", "province", "country"];

export interface Spot {
  index: number;
  /** What names it in an address: where it is, and the area's sort where it is one. */
  key: string;
  latitude: number;
  longitude: number;
  /** The least precise of its events. */
  precision: string;
  radius: number;
  name: string;
  country: string | null;
}

export interface Tally {
  count: number;
  /** Events by status, in the order of STATUSES. */
  by: number[];
}

export class Feed {
  readonly size: number;
  readonly spots: Spot[] = [];
  /** The spot of each row; -1 is one that is on no map. */
  readonly spotOf: Int32Array;
  private readonly status: Uint8Array;
  private readonly rowOf: Map<string, number>;

  constructor(readonly record: FeedRecord) {
    const ids = this.column<string>("id");
    this.size = ids.length;
    this.rowOf = new Map(ids.map((id, row) => [id, row]));
    this.spotOf = new Int32Array(this.size).fill(-1);
    const status = this.column<number>("status");
    const number = (record.names["status"] ?? []).map((name) => STATUSES.findIndex((known) => known === name));
    this.status = Uint8Array.from(status, (entry) => Math.max(0, number[entry] ?? 0));
    this.gather();
  }

  column<T extends string | number | null | number[]>(name: string): T[] {
    return (this.record.columns[name] ?? []) as T[];
  }

  /** The word behind a row's number in one of the named columns. */
  word(name: string, row: number): string | null {
    const entry = this.record.columns[name]?.[row];
    return typeof entry === "number" ? (this.record.names[name]?.[entry] ?? null) : null;
  }

  parties(side: "actors" | "recipients", row: number): string[] {
    const entries = this.record.columns[side]?.[row];
    return Array.isArray(entries) ? entries.map((entry) => this.record.names["actor"]?.[entry] ?? "unknown") : [];
  }

  id(row: number): string {
    return String(this.record.columns["id"]?.[row]);
  }

  value(name: string, row: number): number | null {
    const entry = this.record.columns[name]?.[row];
    return typeof entry === "number" ? entry : null;
  }

  rowWith(id: string): number | null {
    return this.rowOf.get(id) ?? null;
  }

  isPlaced(row: number): boolean {
    return (this.spotOf[row] ?? -1) >= 0;
  }

  isDated(row: number): boolean {
    return this.value("first", row) !== null || this.value("last", row) !== null;
  }

  /** How many of these rows lie at each spot, and of which status. */
  tally(rows: readonly number[]): Map<number, Tally> {
    const found = new Map<number, Tally>();
    for (const row of rows) {
      const spot = this.spotOf[row] ?? -1;
      if (spot < 0) continue;
      let tally = found.get(spot);
      if (!tally) found.set(spot, (tally = { count: 0, by: STATUSES.map(() => 0) }));
      tally.count += 1;
      const status = this.status[row] ?? 0;
      tally.by[status] = (tally.by[status] ?? 0) + 1;
    }
    return found;
  }

  private gather(): void {
    const known = new Map<string, number>();
    const latitude = this.column<number | null>("latitude");
    const longitude = this.column<number | null>("longitude");
    const radius = this.column<number | null>("radius_km");
    for (let row = 0; row < this.size; row += 1) {
      const [y, x] = [latitude[row], longitude[row]];
      if (typeof y !== "number" || typeof x !== "number") continue;
      const precision = this.word("precision", row) ?? "exact";
      const key = `${y},${x}${AREAS.has(precision) ? `,${precision}` : ""}`;
      let index = known.get(key);
      if (index === undefined) {
        index = this.spots.length;
        known.set(key, index);
        const name = this.word("place", row) ?? "unnamed place";
        this.spots.push({ index, key, latitude: y, longitude: x, precision, radius: 0, name, country: this.word("country", row) });
      }
      const spot = this.spots[index];
      if (spot) {
        spot.radius = Math.max(spot.radius, radius[row] ?? 0);
        if (PRECISIONS.indexOf(precision) > PRECISIONS.indexOf(spot.precision)) spot.precision = precision;
      }
      this.spotOf[row] = index;
    }
  }
}

export async function loadFeed(): Promise<Feed> {
  return new Feed(await get<FeedRecord>("/api/feed"));
}

/** The rows that fit, in the feed's order; null where the database has changed and the feed must be loaded anew. */
export async function rowsFor(feed: Feed, filters: URLSearchParams, signal: AbortSignal): Promise<number[] | null> {
  if (!filters.toString()) return Array.from({ length: feed.size }, (_, row) => row);
  const found = await get<Rows>("/api/feed/rows", filters, signal);
  if (found.state !== feed.record.state) return null;
  return found.rows ?? Array.from({ length: feed.size }, (_, row) => row);
}
