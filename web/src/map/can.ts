// Whether this browser can draw a map, asked before the map's large script is fetched.

let known: boolean | null = null;

export function canDraw(): boolean {
  if (known === null) {
    const pen = document.createElement("canvas").getContext("webgl2") ?? document.createElement("canvas").getContext("webgl");
    known = pen !== null;
    // Browsers give out few of these at a time.
    pen?.getExtension("WEBGL_lose_context")?.loseContext();
  }
  return known;
}
