// Events and statements of one thing over time: drag over a span to read what was
// then. What has no known date is counted below and never gets a place in time.
import { h, draw, ask, trouble } from "./dom.js";
import * as rows from "./rows.js";

const width = 960, left = 110, right = 20, lane = 34, most = 1000;
const lanes = ["Events", "Statements"];
const day = 86400000;

// span returns the first moment of a date and the one after it: a year, a month or
// a day as far as it is known.
export function span(value) {
  const [y, m, d] = value.slice(0, 10).split("-").map(Number);
  return [Date.UTC(y, (m || 1) - 1, d || 1), m ? Date.UTC(y, d ? m - 1 : m, d ? d + 1 : 1) : Date.UTC(y + 1, 0, 1)];
}

const iso = (t) => new Date(t).toISOString().slice(0, 10);

const fewest = 6; // ticks at most

// ticks returns where days, months or years begin, as many as have room.
function ticks(from, to) {
  for (const n of [1, 2, 7]) {
    if ((to - from) / day / n > fewest) continue;
    const first = Math.ceil(from / day / n) * n;
    return Array.from({ length: Math.floor((to / day - first) / n) + 1 }, (_, i) => (first + i * n) * day).map((t) => [t, iso(t)]);
  }
  const start = new Date(from), months = 12 * start.getUTCFullYear() + start.getUTCMonth() + 1;
  const n = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((n) => (to - from) / day / 30 / n <= fewest) || 6000;
  const out = [];
  for (let k = Math.ceil(months / n) * n; Date.UTC(Math.floor(k / 12), k % 12) <= to; k += n) {
    const t = Date.UTC(Math.floor(k / 12), k % 12);
    out.push([t, iso(t).slice(0, n < 12 ? 7 : 4)]);
  }
  return out;
}

// chart draws the lanes; choose is called with the span that is dragged over.
function chart(dated, unknown, choose) {
  const from = Math.min(...dated.map((x) => x.span[0])) - 15 * day, to = Math.max(...dated.map((x) => x.span[1])) + 15 * day;
  const x = (t) => left + ((t - from) / (to - from)) * (width - left - right);
  const height = lanes.length * lane + 24;
  const brush = draw("rect", { class: "brush", y: 0, height: 2 * lane, x: 0, width: 0 });
  const svg = draw("svg", { viewBox: "0 0 " + width + " " + height, role: "img", "aria-label": "Dated from " + iso(from) + " to " + iso(to) + ", " + unknown.length + " of unknown date" });
  lanes.forEach((name, i) => svg.append(draw("text", { x: 0, y: i * lane + 22 }, name), draw("line", { x1: left, x2: width - right, y1: (i + 1) * lane, y2: (i + 1) * lane })));
  for (const m of dated) {
    const a = x(m.span[0]), b = x(m.span[1]);
    svg.append(draw("rect", { class: m.statement ? "said" : "event", x: a, width: Math.max(6, b - a), y: (m.statement ? lane : 0) + 9, height: 16, rx: 3 }));
  }
  for (const [t, words] of ticks(from, to)) {
    svg.append(draw("line", { class: "tick", x1: x(t), x2: x(t), y1: height - 24, y2: height - 18 }), draw("text", { class: "tick", x: x(t), y: height - 4, "text-anchor": x(t) > width - 60 ? "end" : "middle" }, words));
  }
  svg.append(brush);
  const at = (e) => {
    const box = svg.getBoundingClientRect();
    const u = ((e.clientX - box.left) / box.width) * width;
    return from + ((Math.min(Math.max(u, left), width - right) - left) / (width - left - right)) * (to - from);
  };
  const mark = (a, b) => { brush.setAttribute("x", x(a)); brush.setAttribute("width", Math.max(0, x(b) - x(a))); };
  svg.addEventListener("pointerdown", (e) => {
    const start = at(e);
    e.preventDefault();
    const move = (ev) => { const t = at(ev); mark(Math.min(start, t), Math.max(start, t)); };
    const up = (ev) => {
      window.removeEventListener("pointermove", move);
      const t = at(ev);
      choose(Math.min(start, t), Math.max(start, t));
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up, { once: true });
  });
  return { svg, mark };
}

// timeline is a part of the page of a thing; it fills itself.
export function timeline(id) {
  const box = h("section", { class: "part", hidden: true });
  fill(box, id).catch((err) => { box.hidden = false; box.replaceChildren(trouble(err)); });
  return box;
}

async function fill(box, id) {
  const p = await ask("/v1/entities/" + encodeURIComponent(id) + "/timeline", { limit: most });
  const all = p.items.map((m) => ({ ...m, span: m.time && m.time.value ? span(m.time.value) : null }));
  const dated = all.filter((m) => m.span), unknown = all.filter((m) => !m.span);
  if (!dated.length) return;
  const note = h("p", { class: "quiet", role: "status" }, "Drag over a span, or choose dates, to read what was then.");
  const list = h("ol", { class: "rows chosen" });
  const since = h("input", { type: "date" }), until = h("input", { type: "date" });
  const show = (found, words) => {
    note.replaceChildren(found.length + " " + words);
    list.replaceChildren(...found.map((m) => h("li", {}, m.event ? rows.event(m.event) : rows.statement(m.statement))));
  };
  const choose = (a, b) => {
    c.mark(a, b);
    since.value = iso(a);
    until.value = iso(b);
    show(dated.filter((m) => m.span[0] <= b && m.span[1] > a), "from " + iso(a) + " to " + iso(b));
  };
  const typed = () => { if (since.value && until.value && since.value <= until.value) choose(Date.parse(since.value), Date.parse(until.value) + day - 1); };
  since.addEventListener("change", typed);
  until.addEventListener("change", typed);
  const c = chart(dated, unknown, choose);
  box.hidden = false;
  box.append(h("h2", {}, "Over time", h("span", { class: "count" }, " " + p.total + (p.next ? ", the latest " + most + " drawn" : ""))),
    h("div", { class: "band", tabindex: "0", role: "region", "aria-label": "Over time, picture" }, c.svg),
    h("div", { class: "tools" }, h("label", {}, "from ", since), h("label", {}, "to ", until),
      unknown.length ? h("button", { type: "button", onclick: () => show(unknown, "of unknown date") }, "Show " + unknown.length + " of unknown date") : null), note, list);
}
