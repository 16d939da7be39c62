// Parties and ties -> where each party stands in a drawing. The same ties give the same drawing: it begins on a circle in the
// order of names, and springs, repulsion and a cooling step do the rest.

export interface Node2 {
  key: string;
  x: number;
  y: number;
}

/** Names are wide: a drawing is arranged narrower than it is, and then stretched. */
const STRETCH = 2.1;
/** Nearer than this, two names lie over one another. */
const NAME = { width: 158, height: 56 };

export function arrange(keys: readonly string[], edges: readonly (readonly [string, string])[], width: number, height: number, air = 0): Map<string, Node2> {
  const found = settle(keys, edges, width / STRETCH, height);
  const [xs, ys] = [[...found.values()].map(({ x }) => x), [...found.values()].map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  for (const node of found.values()) {
    node.x = right - left < 1 ? width / 2 : 85 + ((node.x - left) / (right - left)) * (width - 170);
    node.y = bottom - top < 1 ? height / 2 : 36 + ((node.y - top) / (bottom - top)) * (height - 72);
  }
  part([...found.values()], height, NAME.height + air);
  return found;
}

/** Moves names that lie over one another apart, up and down. */
function part(nodes: readonly Node2[], height: number, least: number): void {
  for (let round = 0; round < 60; round += 1) {
    let moved = false;
    for (const a of nodes) {
      for (const b of nodes) {
        if (a.key >= b.key || Math.abs(a.x - b.x) >= NAME.width || Math.abs(a.y - b.y) >= least) continue;
        const [upper, lower] = a.y <= b.y ? [a, b] : [b, a];
        const push = (least - (lower.y - upper.y)) / 2 + 1;
        upper.y = Math.max(30, upper.y - push);
        lower.y = Math.min(height - 30, lower.y + push);
        moved = true;
      }
    }
    if (!moved) return;
  }
}

function settle(keys: readonly string[], edges: readonly (readonly [string, string])[], width: number, height: number): Map<string, Node2> {
  const sorted = [...keys].sort();
  const nodes = sorted.map((key, i): Node2 => {
    const angle = (i / sorted.length) * Math.PI * 2;
    return { key, x: width / 2 + Math.cos(angle) * width * 0.32, y: height / 2 + Math.sin(angle) * height * 0.32 };
  });
  const at = new Map(nodes.map((node) => [node.key, node]));
  const ideal = Math.sqrt((width * height) / Math.max(1, nodes.length)) * 0.7;
  const rounds = nodes.length > 120 ? 80 : 260;
  for (let round = 0; round < rounds; round += 1) {
    const push = new Map(nodes.map((node) => [node.key, { x: 0, y: 0 }]));
    for (const a of nodes) {
      for (const b of nodes) {
        if (a === b) continue;
        const [dx, dy] = [a.x - b.x, a.y - b.y];
        const far = Math.max(1, Math.hypot(dx, dy));
        const force = (ideal * ideal) / far;
        const moved = push.get(a.key);
        if (moved) [moved.x, moved.y] = [moved.x + (dx / far) * force, moved.y + (dy / far) * force];
      }
    }
    for (const [from, to] of edges) {
      const [a, b] = [at.get(from), at.get(to)];
      if (!a || !b || a === b) continue;
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const far = Math.max(1, Math.hypot(dx, dy));
      const force = (far * far) / ideal;
      for (const [node, sign] of [[a, 1], [b, -1]] as const) {
        const moved = push.get(node.key);
        if (moved) [moved.x, moved.y] = [moved.x + (sign * dx * force) / far, moved.y + (sign * dy * force) / far];
      }
    }
    const step = Math.max(1, (width / 12) * (1 - round / rounds));
    for (const node of nodes) {
      const moved = push.get(node.key) ?? { x: 0, y: 0 };
      // A pull to the middle keeps groups without ties between them from drifting off.
      const [mx, my] = [moved.x + (width / 2 - node.x) * 0.6, moved.y + (height / 2 - node.y) * 0.6];
      const far = Math.max(1, Math.hypot(mx, my));
      node.x += (mx / far) * Math.min(far, step);
      node.y += (my / far) * Math.min(far, step);
    }
  }
  return at;
}
