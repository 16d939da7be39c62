// Spots that would lie over each other -> one mark. They are gathered here, for the zoom that is looked at alone: no worker and no
// tiles stand between a new filter and the map.

import type { Spot, Tally } from "../feed";
import { STATUSES } from "../words";

/** A spot with how many of its events are shown, on a square world of side 1. */
export interface Dot extends Tally {
  spot: Spot;
  x: number;
  y: number;
}

/** What is drawn as one: the dots, those with most events first, and where their middle is. */
export interface Mark extends Tally {
  x: number;
  y: number;
  dots: readonly Dot[];
}

/** How near dots may lie, in pixels of a world that is SIDE wide at zoom 0. */
const REACH = 42;
export const SIDE = 512;
/** From this zoom on each dot has a mark of its own. */
const APART = 10;

export function worldOf(longitude: number, latitude: number): [number, number] {
  const most = Math.min(85.06, Math.max(-85.06, latitude));
  return [(longitude + 180) / 360, 0.5 - Math.log(Math.tan(Math.PI / 4 + (most * Math.PI) / 360)) / (2 * Math.PI)];
}

/** The dots of these tallies, those with most events first. */
export function dotsOf(spots: readonly Spot[], tallies: ReadonlyMap<number, Tally>): Dot[] {
  const found: Dot[] = [];
  for (const [index, { count, by }] of tallies) {
    const spot = spots[index];
    if (!spot) continue;
    const [x, y] = worldOf(spot.longitude, spot.latitude);
    found.push({ spot, x, y, count, by });
  }
  return found.sort((a, b) => b.count - a.count || a.spot.index - b.spot.index);
}

/** Each dot in one mark; the largest that is left takes in all that are near it. */
export function gathered(dots: readonly Dot[], zoom: number): Mark[] {
  const whole = Math.floor(zoom);
  if (whole >= APART) return dots.map((dot) => together([dot]));
  const reach = REACH / (SIDE * 2 ** whole);
  const across = Math.ceil(1 / reach) + 3;
  const cellOf = ({ x, y }: Dot) => (Math.floor(y / reach) + 1) * across + Math.floor(x / reach) + 1;
  const cells = new Map<number, Dot[]>();
  for (const dot of dots) {
    const cell = cellOf(dot);
    const there = cells.get(cell);
    if (there) there.push(dot);
    else cells.set(cell, [dot]);
  }
  const taken = new Set<Dot>();
  const marks: Mark[] = [];
  for (const dot of dots) {
    if (taken.has(dot)) continue;
    const near: Dot[] = [];
    for (const row of [-across, 0, across]) {
      for (const column of [-1, 0, 1]) {
        for (const other of cells.get(cellOf(dot) + row + column) ?? []) {
          if (!taken.has(other) && (other.x - dot.x) ** 2 + (other.y - dot.y) ** 2 <= reach * reach) near.push(other);
        }
      }
    }
    for (const one of near) taken.add(one);
    marks.push(together(near));
  }
  return marks;
}

/** The zoom at which a mark of many dots becomes several. */
export function splitsAt(mark: Mark, zoom: number): number {
  for (let next = Math.floor(zoom) + 1; next < APART; next += 1) if (gathered(mark.dots, next).length > 1) return next;
  return APART;
}

function together(dots: readonly Dot[]): Mark {
  let [x, y, count] = [0, 0, 0];
  const by = STATUSES.map(() => 0);
  for (const dot of dots) {
    x += dot.x * dot.count;
    y += dot.y * dot.count;
    count += dot.count;
    dot.by.forEach((n, i) => (by[i] = (by[i] ?? 0) + n));
  }
  return { x: x / count, y: y / count, count, by, dots };
}
