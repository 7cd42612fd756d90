// Room for labels: each gets a place beside its mark where it covers neither another
// label nor a mark, or none at all.

const gap = 4;

const meet = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// sides are the places of a label of size w and h beside a mark of radius r, the
// best first; anchor is the end of the text that stays put.
const sides = ({ x, y, r, w, h }) => [
  { x: x + r + gap, y: y - h / 2, w, h, anchor: "start" },
  { x: x - r - gap - w, y: y - h / 2, w, h, anchor: "end" },
  { x: x - w / 2, y: y + r + 1, w, h, anchor: "middle" },
  { x: x - w / 2, y: y - r - 1 - h, w, h, anchor: "middle" },
];

// place returns for each mark {x, y, r, w, h} the box of its label or null, those that
// come first being served first, most at most; within is the box that holds them.
export function place(marks, within, most) {
  const taken = marks.map((m) => ({ x: m.x - m.r, y: m.y - m.r, w: 2 * m.r, h: 2 * m.r, mark: m }));
  const inside = (b) => b.x >= within.x && b.y >= within.y && b.x + b.w <= within.x + within.w && b.y + b.h <= within.y + within.h;
  return marks.map((m, i) => {
    if (i >= most) return null;
    const box = sides(m).find((b) => inside(b) && !taken.some((t) => t.mark !== m && meet(b, t)));
    if (box) taken.push(box);
    return box || null;
  });
}
