// How many events began on which days, and a brush over them that sets the filter's days. The two date fields do the same by keyboard.

import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { el } from "../dom";
import type { Feed } from "../feed";
import { DAY_MS, dayNumber, dayText, dayWords, plural } from "../words";

export interface Timeline {
  root: HTMLElement;
  /** `rows` fit all filters but the days. */
  show: (feed: Feed, rows: readonly number[], since: string | null, until: string | null) => void;
}

const HEIGHT = 92;
const MOST_BARS = 400;

interface Bins {
  by: "day" | "month" | "year";
  /** The first day of each bar that has events, and how many. */
  days: number[];
  counts: number[];
  first: number;
  last: number;
}

const SPAN = { day: 1, month: 30, year: 365 };

export function timeline(onBrush: (since: string | null, until: string | null) => void): Timeline {
  const box = el("div", { class: "timeline-plot", "aria-hidden": "true" });
  const caption = el("p", { class: "timeline-caption" });
  const clear = el("button", { type: "button", class: "quiet", on: { click: () => onBrush(null, null) } }, "All days");
  const root = el("section", { class: "timeline", "aria-label": "Time line" }, el("div", { class: "timeline-head" }, caption, clear), box);
  let plot: uPlot | null = null;
  let range: [number, number] | null = null;
  let drawn = "";
  let bins: Bins = { by: "day", days: [], counts: [], first: 0, last: 0 };

  function colour(name: string): string {
    return getComputedStyle(root).getPropertyValue(name).trim() || "#888";
  }

  function shade(made: uPlot): void {
    if (!range) return;
    const { left, top, width, height } = made.bbox;
    const [from, to] = range.map((seconds) => made.valToPos(seconds, "x", true)) as [number, number];
    made.ctx.save();
    made.ctx.fillStyle = colour("--shade");
    made.ctx.fillRect(left, top, Math.max(0, from - left), height);
    made.ctx.fillRect(Math.min(left + width, to), top, Math.max(0, left + width - to), height);
    made.ctx.strokeStyle = colour("--accent");
    made.ctx.lineWidth = 2;
    for (const x of [from, to]) {
      if (x < left || x > left + width) continue;
      made.ctx.beginPath();
      made.ctx.moveTo(x, top);
      made.ctx.lineTo(x, top + height);
      made.ctx.stroke();
    }
    made.ctx.restore();
  }

  function select(made: uPlot): void {
    const { left, width } = made.select;
    if (width < 3) return;
    const [from, to] = [left, left + width].map((x) => Math.floor((made.posToVal(x, "x") * 1000) / DAY_MS)) as [number, number];
    made.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    onBrush(dayText(from), dayText(Math.max(from, to)));
  }

  function build(): void {
    plot?.destroy();
    const step = SPAN[bins.by] * 86_400;
    const days = bins.days.map((day) => day * 86_400);
    const [first, last] = [bins.first * 86_400, bins.last * 86_400];
    const axis = { stroke: () => colour("--muted"), font: "11px system-ui, sans-serif", ticks: { show: false }, grid: { stroke: () => colour("--line"), width: 1 } };
    plot = new uPlot(
      {
        width: Math.max(200, box.clientWidth),
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { show: false } },
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        scales: { x: { time: true, range: () => [first - step, last + step * 1.5] }, y: { range: (_u, _min, max) => [0, Math.max(1, max * 1.1)] } },
        axes: [
          { ...axis, size: 22, space: 70, grid: { show: false }, values: (_u, ticks) => labels(ticks) },
          { ...axis, size: 34, space: 26, values: (_u, ticks) => ticks.map((n) => (Number.isInteger(n) ? String(n) : "")) },
        ],
        series: [
          {},
          {
            fill: () => colour("--bar"),
            stroke: () => colour("--bar"),
            width: 0,
            points: { show: false },
            paths: uPlot.paths.bars?.({ size: [0.82, 26, 2], align: 1 }),
          },
        ],
        hooks: { draw: [shade], setSelect: [select] },
      },
      [days, bins.counts],
      box,
    );
    // uPlot listens for a double click to zoom out: nothing zooms here, it clears the brush.
    box.querySelector(".u-over")?.addEventListener("dblclick", () => onBrush(null, null));
  }

  new ResizeObserver(() => {
    if (plot && box.clientWidth > 0) plot.setSize({ width: Math.max(200, box.clientWidth), height: HEIGHT });
  }).observe(box);

  return {
    root,
    show(feed, rows, since, until) {
      range = since || until ? [dayNumber(since ?? "0001-01-01") * 86_400, (dayNumber(until ?? "9999-01-01") + 1) * 86_400] : null;
      bins = binned(feed, rows, since ? dayNumber(since) : null, until ? dayNumber(until) : null);
      clear.hidden = !range;
      caption.textContent = summary(bins);
      const key = JSON.stringify(bins);
      if (!bins.days.length) {
        plot?.destroy();
        plot = null;
      } else if (key !== drawn || !plot) build();
      else plot.redraw(false);
      drawn = key;
      root.dataset["by"] = bins.by;
      root.dataset["bars"] = String(bins.days.length);
    },
  };
}

/** The first day on which each event may have begun, counted by day, month or year; around the chosen days where some are. */
function binned(feed: Feed, rows: readonly number[], since: number | null, until: number | null): Bins {
  const all = rows.map((row) => feed.value("first", row) ?? feed.value("last", row)).filter((day): day is number => day !== null);
  if (!all.length) return { by: "day", days: [], counts: [], first: 0, last: 0 };
  let [first, last] = all.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity]);
  if (since !== null || until !== null) {
    const [from, to] = [since ?? first, until ?? last];
    const margin = Math.max(3, Math.round((to - from) * 0.35));
    [first, last] = [from - margin, to + margin];
  }
  const by = last - first <= MOST_BARS ? "day" : (last - first) / 30 <= MOST_BARS ? "month" : "year";
  const counts = new Map<number, number>();
  for (const day of all) {
    if (day < first || day > last) continue;
    const start = startOf(day, by);
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  const days = [...counts.keys()].sort((a, b) => a - b);
  return { by, days, counts: days.map((day) => counts.get(day) ?? 0), first, last };
}

function startOf(day: number, by: Bins["by"]): number {
  if (by === "day") return day;
  return dayNumber(by === "month" ? `${dayText(day).slice(0, 7)}-01` : `${dayText(day).slice(0, 4)}-01-01`);
}

function labels(ticks: number[]): string[] {
  const [first = 0, second = 0] = ticks;
  const step = (second - first) / 86_400;
  return ticks.map((seconds) => {
    const day = new Date(seconds * 1000).toISOString().slice(0, 10);
    if (seconds % 86_400) return "";
    if (step > 300) return day.slice(0, 4);
    return step > 25 ? dayWords(day).replace(/^\d+ /, "") : dayWords(day).replace(/ \d{4}$/, "");
  });
}

function summary({ by, days, counts }: Bins): string {
  if (!days.length) return "No event that fits has a day.";
  const most = Math.max(...counts);
  const day = dayText(days[counts.indexOf(most)] ?? 0);
  const when = by === "day" ? `on ${dayWords(day)}` : by === "month" ? `in ${dayWords(day).replace(/^\d+ /, "")}` : `in ${day.slice(0, 4)}`;
  return `Events by the ${by} on which they may have begun; most ${when}: ${plural(most, "event")}. Drag to choose days.`;
}
