// Places on the canvas, worked out from the order of opening alone, so that the same
// address gives the same picture: each opened thing is the middle of a star of its
// own, far enough from the others, and what still lies on another thing or on its
// name is pushed aside.

const near = 110, far = 180, each = 9, further = 45; // from the middle of a star to its things: at least, at most, more for each of them, and further by turns
const between = 70; // stars
const squash = .8; // of heights: the canvas is wide, and so are names
const letter = 8.5, widest = 138, tall = 50; // pixels: of a name at 13 pixels, a thing with its name below
const passes = 80;

// hub finds the middle of the next star, of n things. Seen is where the thing is drawn
// already, a neighbour of the star from: the new star lies beyond it, in the first
// direction from there in which no other star is near.
export function hub(seen, hubs, n) {
  const ray = Math.min(Math.max(near, near + each * (n - 1)), far), reach = ray + (n > 1 ? further : 0);
  if (!hubs.length) return { x: 0, y: 0, way: 0, round: true, ray, reach };
  const from = seen ? seen.from : hubs.at(-1), way = seen ? Math.atan2((seen.y - from.y) / squash, seen.x - from.x) : 0;
  const clear = (at) => hubs.every((h) => Math.hypot(h.x - at.x, (h.y - at.y) / squash) > h.reach + reach + between / 2);
  for (let ring = 1; ; ring++) {
    const r = ring * (from.reach + reach + between);
    for (let k = 0; k < 12; k++) {
      const a = way + (k % 2 ? 1 : -1) * Math.ceil(k / 2) * (Math.PI / 6);
      const at = { x: from.x + r * Math.cos(a), y: from.y + squash * r * Math.sin(a), way: a, ray, reach };
      if (clear(at)) return at;
    }
  }
}

// petal places the k-th of n things around the middle of a star: around the first on
// all sides, around the others away from where they were opened.
export function petal(h, k, n) {
  const a = h.way + (h.round ? (k / n) * 2 * Math.PI : ((k + .5) / n - .5) * (5 / 3) * Math.PI);
  const r = h.ray + further * (k % 2);
  return { x: h.x + r * Math.cos(a), y: h.y + squash * r * Math.sin(a), from: h };
}

// breadth is about how wide a thing with its name is; fonts differ, places must not.
export const breadth = (name) => Math.min(Math.max(name.length * letter, 36), widest);

// separate pushes things {x, y, name, still} apart until none covers another or its
// name; those that are still stay, and of two the later one gives way to them.
export function separate(things) {
  const boxes = things.map((t) => ({ t, w: breadth(t.name) + 8 }));
  for (let pass = 0; pass < passes; pass++) {
    let moved = false;
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) moved = push(a, b) || moved;
    });
    if (!moved) return;
  }
}

function push(a, b) {
  const dx = b.t.x - a.t.x, dy = b.t.y - a.t.y;
  const ox = (a.w + b.w) / 2 - Math.abs(dx), oy = tall - Math.abs(dy);
  if (ox <= .5 || oy <= .5 || (a.t.still && b.t.still)) return false;
  const share = a.t.still ? 0 : b.t.still ? 1 : .5;
  if (oy <= ox) {
    const by = dy < 0 ? -oy : oy;
    a.t.y -= by * share;
    b.t.y += by * (1 - share);
  } else {
    const by = dx < 0 ? -ox : ox;
    a.t.x -= by * share;
    b.t.x += by * (1 - share);
  }
  return true;
}

// free tells which lines have room for their word: those whose word, written along the
// middle of the line, covers no thing, no name and no word of a line before.
export function free(lines, things) {
  const taken = things.flatMap((t) => [{ x: t.x, y: t.y, w: 34, h: 34 }, { x: t.x, y: t.y + 25, w: breadth(t.name), h: 22 }]);
  return lines.map(({ a, b, word }) => {
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1, w = Math.min(word.length * 6, 120);
    const cos = Math.abs(b.x - a.x) / length, sin = Math.abs(b.y - a.y) / length;
    const box = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, w: w * cos + 12 * sin, h: w * sin + 12 * cos };
    const open = w + 40 < length && !taken.some((t) => Math.abs(t.x - box.x) < (t.w + box.w) / 2 && Math.abs(t.y - box.y) < (t.h + box.h) / 2);
    if (open) taken.push(box);
    return open;
  });
}
