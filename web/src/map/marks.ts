// What is drawn on the map besides lines: status marks, names, and tags of areas, each painted once on a small canvas and named
// by what it shows, so the map fetches neither glyphs nor sprites. A mark differs by shape as well as by colour.

import type { Tally } from "../feed";
import { STATUSES } from "../words";

export const COLOURS: Record<string, string> = {
  corroborated: "#0b5394",
  reported: "#4f9bd1",
  contested: "#d1500a",
  unconfirmed: "#7b8288",
  planned: "#c98a00",
  denied: "#8f4a8c",
};

export interface Ink {
  land: string;
  sea: string;
  border: string;
  province: string;
  name: string;
  paper: string;
  text: string;
}

export const LIGHT: Ink = {
  land: "#f6f5f0",
  sea: "#dbe5ec",
  border: "#7d848c",
  province: "#cfcdc4",
  name: "#5b636b",
  paper: "#ffffff",
  text: "#16212a",
};
export const DARK: Ink = {
  land: "#20292f",
  sea: "#141b20",
  border: "#8c99a3",
  province: "#3a464e",
  name: "#b3bfc8",
  paper: "#10171c",
  text: "#eef3f6",
};

const RATIO = 2;

const MOST_HELD = 3000;

export interface Painted {
  image: ImageData;
  ratio: number;
}

/** A mark, and its size in pixels of the page. */
export interface Stamp {
  image: HTMLCanvasElement;
  width: number;
  height: number;
}

/** The name that the map asks for as "name:SORT:WORDS"; null for what is no such name. */
export function paint(id: string, ink: Ink): Painted | null {
  const [sort = "", of = "", ...words] = id.split(":");
  if (sort !== "name") return null;
  const pen = name(of, words.join(":"), ink);
  return { image: pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height), ratio: RATIO };
}

/** Gives the mark of a number of events and of their statuses, each painted once: a pie for a point, a tag for an area. */
export function stamps(ink: Ink): (sort: "pie" | "tag", of: Tally) => Stamp {
  const held = new Map<string, Stamp>();
  return (sort, { count, by }) => {
    const key = `${sort} ${by.join()}`;
    const known = held.get(key);
    if (known) return known;
    const { canvas: image } = sort === "pie" ? pie(count, by, ink) : tag(count, by, ink);
    const made = { image, width: image.width / RATIO, height: image.height / RATIO };
    if (held.size >= MOST_HELD) held.clear();
    held.set(key, made);
    return made;
  };
}

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const made = document.createElement("canvas");
  made.width = Math.ceil(width * RATIO);
  made.height = Math.ceil(height * RATIO);
  const pen = made.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("no canvas");
  pen.scale(RATIO, RATIO);
  return pen;
}

function short(count: number): string {
  return count < 1000 ? String(count) : count < 10_000 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`;
}

function pie(count: number, shares: readonly number[], ink: Ink): CanvasRenderingContext2D {
  if (count === 1) return single(STATUSES[shares.findIndex((n) => n > 0)] ?? "reported", ink);
  const radius = 11 + 3.2 * Math.log10(count) * 1.6;
  const size = radius * 2 + 4;
  const pen = canvas(size, size);
  const middle = size / 2;
  disc(pen, middle, radius + 1.5, ink.paper);
  ring(pen, middle, radius, shares);
  disc(pen, middle, radius - 5, ink.paper);
  figure(pen, short(count), middle, ink);
  return pen;
}

function ring(pen: CanvasRenderingContext2D, middle: number, radius: number, shares: readonly number[]): void {
  const all = shares.reduce((sum, n) => sum + n, 0) || 1;
  let from = -Math.PI / 2;
  shares.forEach((share, i) => {
    if (!share) return;
    const to = from + (share / all) * Math.PI * 2;
    pen.beginPath();
    pen.moveTo(middle, middle);
    pen.arc(middle, middle, radius, from, to);
    pen.closePath();
    pen.fillStyle = COLOURS[STATUSES[i] ?? ""] ?? "#888";
    pen.fill();
    from = to;
  });
}

function disc(pen: CanvasRenderingContext2D, middle: number, radius: number, colour: string): void {
  pen.beginPath();
  pen.arc(middle, middle, radius, 0, Math.PI * 2);
  pen.fillStyle = colour;
  pen.fill();
}

function figure(pen: CanvasRenderingContext2D, words: string, middle: number, ink: Ink): void {
  pen.fillStyle = ink.text;
  pen.font = "600 11px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(words, middle, middle + 0.5);
}

function single(status: string, ink: Ink): CanvasRenderingContext2D {
  const size = 20;
  const pen = canvas(size, size);
  disc(pen, size / 2, 9, ink.paper);
  glyph(pen, status, size / 2, 7);
  return pen;
}

/** The mark of a status, the same as the page's: full, cored, halved, hollow, dashed or struck. */
export function glyph(pen: CanvasRenderingContext2D, status: string, middle: number, radius: number): void {
  const colour = COLOURS[status] ?? "#888";
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(middle, middle, radius - 1, 0, Math.PI * 2);
  if (status === "reported") pen.fill();
  else if (status === "planned") {
    pen.setLineDash([3, 2.4]);
    pen.stroke();
    pen.setLineDash([]);
  } else pen.stroke();
  if (status === "corroborated") disc(pen, middle, radius - 3.2, colour);
  if (status === "contested") {
    pen.beginPath();
    pen.arc(middle, middle, radius - 1, Math.PI / 2, -Math.PI / 2);
    pen.fill();
  }
  if (status === "denied") {
    pen.beginPath();
    pen.moveTo(middle - radius * 0.6, middle + radius * 0.6);
    pen.lineTo(middle + radius * 0.6, middle - radius * 0.6);
    pen.stroke();
  }
}

/** A square tag for an area: its event may lie anywhere in it, so it gets no round mark that looks like a point. */
function tag(count: number, shares: readonly number[], ink: Ink): CanvasRenderingContext2D {
  const size = count < 100 ? 22 : 30;
  const pen = canvas(size, size);
  const all = shares.reduce((sum, n) => sum + n, 0) || 1;
  pen.fillStyle = ink.paper;
  pen.fillRect(1, 1, size - 2, size - 2);
  let from = 2;
  shares.forEach((share, i) => {
    const width = (share / all) * (size - 4);
    pen.fillStyle = COLOURS[STATUSES[i] ?? ""] ?? "#888";
    pen.fillRect(from, size - 5, width, 3);
    from += width;
  });
  pen.strokeStyle = ink.text;
  pen.lineWidth = 1;
  pen.setLineDash([3, 2]);
  pen.strokeRect(1, 1, size - 2, size - 2);
  pen.setLineDash([]);
  figure(pen, short(count), size / 2, ink);
  return pen;
}

const FONTS: Record<string, string> = {
  country: "600 12px system-ui, sans-serif",
  province: "400 11px system-ui, sans-serif",
  spot: "500 11px system-ui, sans-serif",
};

function name(sort: string, words: string, ink: Ink): CanvasRenderingContext2D {
  const font = FONTS[sort] ?? "11px sans-serif";
  const measure = canvas(1, 1);
  measure.font = font;
  const pen = canvas(Math.min(260, measure.measureText(words).width + 8), 18);
  pen.font = font;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = ink.land;
  pen.fillStyle = sort === "spot" ? ink.text : ink.name;
  const middle = pen.canvas.width / RATIO / 2;
  pen.strokeText(words, middle, 9);
  pen.fillText(words, middle, 9);
  return pen;
}
