// Offices over time: for each a strip with a mark on every day on which an article
// speaks of it, and the same in words. An observation says that it was so then, not
// when it began or ended; what has no date stands apart and gets no place in time.
import { h, draw, ask, thing, plural, page } from "./dom.js";
import { span } from "./timeline.js";

const most = 200; // offices that one question brings
const drawn = 25; // that the table holds, the best supported first
const day = 86400000;
const left = 3, right = 97, known = 80, apart = 91; // per cent of a strip: its ends, the end of time where undated ones stand apart, their place

const over = ["former", "resigned"], ahead = ["elect", "designate", "appointed"];
const kindOf = (status) => (over.includes(status) ? "over" : ahead.includes(status) ? "ahead" : "held");

const iso = (t) => new Date(t).toISOString().slice(0, 10);

// seen returns the observations of an office with their days: that of the words, or
// else that of publication.
function seen(o) {
  return o.observations.map((x) => {
    const date = (x.time && x.time.value) || x.evidence.published;
    return { status: o.status, kind: kindOf(o.status), date, span: date ? span(date) : null, as: x.as, evidence: x.evidence };
  });
}

// gather joins the states of one office of one holder.
function gather(offices) {
  const rows = new Map();
  for (const o of offices) {
    const key = o.holder.id + "\n" + (o.post.id || o.post.name);
    if (!rows.has(key)) rows.set(key, { holder: o.holder, post: { ...o.post, class: "Position" }, of: o.organization, seen: [] });
    rows.get(key).seen.push(...seen(o));
  }
  for (const r of rows.values()) r.seen.sort((a, b) => (a.date || "~").localeCompare(b.date || "~"));
  return [...rows.values()];
}

// words tells each state with its first and last day.
function words(row) {
  const states = [...new Set(row.seen.map((x) => x.status))];
  return states.map((status) => {
    const all = row.seen.filter((x) => x.status === status), dated = all.filter((x) => x.date);
    const ends = dated.length ? [...new Set([dated[0], dated.at(-1)].map((x) => x.date.slice(0, 10)))].join(" to ") : "date unknown";
    const rest = dated.length && dated.length < all.length ? ", " + (all.length - dated.length) + " of unknown date" : "";
    return h("li", {}, h("span", { class: "kind" }, status), " ", h("span", { class: "when" }, ends), h("span", { class: "quiet" }, " " + plural(all.length, "observation") + rest));
  });
}

// shapes are the marks, around a point.
const shapes = { held: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z", over: "M-5 -5H5V5H-5Z", ahead: "M-6.5 0L0 -6.5L6.5 0L0 6.5Z" };

const mark = (kind, more) => draw("path", { class: "seen " + kind + (more ? " " + more : ""), d: shapes[kind] });

// strip draws one row; x gives the per cent of a moment.
function strip(row, x) {
  const dated = row.seen.filter((o) => o.span), undated = row.seen.filter((o) => !o.span);
  const svg = draw("svg", { class: "strip", "aria-hidden": "true" }, draw("line", { class: "axis", x1: left + "%", x2: x.end + "%", y1: 12, y2: 12 }));
  for (let i = 1; i < dated.length; i++) {
    if (dated[i - 1].kind === "held" && dated[i].kind === "held") svg.append(draw("line", { class: "term", x1: x(dated[i - 1].span[0]) + "%", x2: x(dated[i].span[1] - day) + "%", y1: 12, y2: 12 }));
  }
  for (const o of dated) {
    const [a, b] = [x(o.span[0]), x(o.span[1] - day)];
    if (b > a) svg.append(draw("rect", { class: "about", x: a + "%", width: b - a + "%", y: 6, height: 12, rx: 3 }));
    const at = draw("svg", { x: (a + b) / 2 + "%", y: 12, overflow: "visible" }, draw("title", {}, [o.date.slice(0, 10), o.status, "“" + o.as + "”", o.evidence.outlet].filter(Boolean).join(", ")), mark(o.kind, o.evidence.asserted ? "" : "claimed"));
    at.addEventListener("click", () => { location.hash = page(o.evidence.article).slice(1) + "?at=" + encodeURIComponent(o.evidence.label); });
    svg.append(at);
  }
  [...new Set(undated.map((o) => o.kind))].forEach((kind, i) => {
    const n = undated.filter((o) => o.kind === kind).length;
    svg.append(draw("svg", { x: apart + "%", y: 12, overflow: "visible" }, draw("title", {}, plural(n, "observation") + " of unknown date"), draw("g", { transform: "translate(" + (34 * i - 8) + " 0)" }, mark(kind, "undated"), n > 1 ? draw("text", { x: 8, y: 4 }, "×" + n) : "")));
  });
  return svg;
}

// scale gives the place in time of all rows, in per cent; null when nothing is dated.
function scale(rows) {
  const spans = rows.flatMap((r) => r.seen).map((o) => o.span).filter(Boolean);
  if (!spans.length) return null;
  const from = Math.min(...spans.map((s) => s[0])), to = Math.max(...spans.map((s) => s[1] - day));
  const end = rows.some((r) => r.seen.some((o) => !o.span)) ? known : right;
  const x = (t) => Math.round((to > from ? left + ((t - from) / (to - from)) * (end - left) : (left + end) / 2) * 100) / 100;
  return Object.assign(x, { from, to, end });
}

function heads(x) {
  const text = (at, anchor, words) => draw("text", { x: at + "%", y: 15, "text-anchor": anchor }, words);
  const svg = draw("svg", { class: "strip" }, ...(x.to > x.from ? [text(left, "start", iso(x.from)), text(x.end, "end", iso(x.to))] : [text((left + x.end) / 2, "middle", iso(x.from))]));
  if (x.end === known) svg.append(text(100, "end", "unknown"));
  return svg;
}

// tenures is the part of a page that shows the offices of id over time; it fills itself.
export function tenures(id) {
  const box = h("section", { class: "part", hidden: true });
  fill(box, id).catch(() => {}); // the list of offices below says what is wrong
  return box;
}

async function fill(box, id) {
  const p = await ask("/v1/entities/" + encodeURIComponent(id) + "/offices", { limit: most });
  const rows = gather(p.items), x = scale(rows);
  if (!x) return;
  const who = (r) => [r.holder.id === id ? null : thing(r.holder), r.holder.id === id || r.post.id === id ? null : ", ", r.post.id === id ? null : thing(r.post),
    r.of && r.of.id !== id && !r.post.name.endsWith(r.of.name) ? [" of ", thing(r.of)] : null];
  const shown = rows.slice(0, drawn);
  const key = (kind, text) => h("li", {}, draw("svg", { class: "key", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, mark(kind)), text);
  box.hidden = false;
  box.append(h("h2", {}, "Offices over time", h("span", { class: "count" }, " " + rows.length + (rows.length > drawn ? ", the best supported " + drawn + " drawn" : ""))),
    h("table", { class: "tenures" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Office"), h("th", { scope: "col" }, h("span", { class: "hidden" }, "Observed"), heads(x)), h("th", { scope: "col" }, "Observed as"))),
      h("tbody", {}, shown.map((r) => h("tr", {}, h("th", { scope: "row" }, who(r)), h("td", {}, strip(r, x)), h("td", {}, h("ul", {}, words(r))))))),
    h("ul", { class: "legend" }, key("held", "holds it then"), key("over", "held it before"), key("ahead", "is to hold it"),
      h("li", {}, "a bar joins observations; the term may be longer"), h("li", {}, "a day is that of the words, or else of publication")));
}
