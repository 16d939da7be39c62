// A sheet over the map on which the page itself draws. What changes with each filter is drawn here within a frame; the map beneath,
// each frame of which takes long where there is no graphics card, stays as it is.

import type { Map as GlMap } from "maplibre-gl";
import { el } from "../dom";
import { SIDE, worldOf } from "./gather";

export interface View {
  pen: CanvasRenderingContext2D;
  zoom: number;
  /** Pixels of the world's side. */
  across: number;
  /** Where a point of the world lies on the sheet, once for each copy of the world that shows it or what is `reach` pixels around it. */
  places: (x: number, y: number, reach: number) => [number, number][];
}

export interface Sheet {
  /** Draws anew what the map shows now. */
  draw: () => void;
  view: () => View;
}

export function sheetOver(map: GlMap, paint: (view: View) => void): Sheet {
  const canvas = el("canvas", { class: "map-sheet", "aria-hidden": "true" });
  map.getCanvasContainer().append(canvas);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  const brush = pen;
  let drawn = "";

  function size(): [number, number] {
    const { clientWidth, clientHeight } = map.getCanvas();
    return [clientWidth, clientHeight];
  }

  function where(): string {
    const { lng, lat } = map.getCenter();
    return [lng, lat, map.getZoom(), ...size(), window.devicePixelRatio].join(" ");
  }

  function view(): View {
    const [width, height] = size();
    const { lng, lat } = map.getCenter();
    const [middle, level] = worldOf(lng, lat);
    const across = SIDE * 2 ** map.getZoom();
    return {
      pen: brush,
      zoom: map.getZoom(),
      across,
      places(x, y, reach) {
        const down = (y - level) * across + height / 2;
        if (down < -reach || down > height + reach) return [];
        const right = (x - middle) * across + width / 2;
        const found: [number, number][] = [];
        for (let copy = Math.ceil((-reach - right) / across); right + copy * across <= width + reach; copy += 1) found.push([right + copy * across, down]);
        return found;
      },
    };
  }

  function draw(): void {
    const [width, height] = size();
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== wide || canvas.height !== high) {
      [canvas.width, canvas.height] = [wide, high];
      canvas.style.setProperty("width", `${width}px`);
      canvas.style.setProperty("height", `${height}px`);
    }
    brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    brush.clearRect(0, 0, width, height);
    drawn = where();
    paint(view());
  }

  map.on("render", () => {
    if (where() !== drawn) draw();
  });
  return { draw, view };
}
