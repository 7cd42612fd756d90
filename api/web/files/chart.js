// A map with a dot for each place, the larger the more events; in a country, as a
// ring, something happened somewhere. The list beside it says the same in words.
import { h, draw, plural } from "./dom.js";
import { outlines, graticule, frame, bound, around, world } from "./atlas.js";
import { place } from "./labels.js";

const least = 5, more = 15, few = 10; // pixels: the radius of one event, and what the most events add; not fewer than few of them
const reach = 12; // pixels around a dot's middle that take a click
const named = 120; // places that may get a label

const ends = ["pointerup", "pointercancel"];

const font = "600 13px system-ui, -apple-system, \"Segoe UI\", Arial, sans-serif"; // that of .atlas text
const pen = document.createElement("canvas").getContext("2d");

const somewhere = (s) => s.class === "Country" || s.class === "Territory";

// width of a text as it will be drawn, with its halo.
function width(text) {
  pen.font = font;
  return pen.measureText(text).width + 4;
}

// chart makes the map. on.choose is called with the place that is clicked, on.move
// with the view that was chosen, null for the one that shows all places.
export function chart(on) {
  const land = draw("path", { class: "land" }), lines = draw("path", { class: "lines", d: graticule(30) });
  const ground = draw("g", {}, lines, land), dots = draw("g", {});
  const svg = draw("svg", { role: "img", "aria-label": "Map", preserveAspectRatio: "xMidYMid meet" }, ground, dots);
  const tool = (sign, name, act) => h("button", { type: "button", "aria-label": name, title: name, onclick: act }, sign);
  const box = h("div", { class: "atlas" }, svg, h("div", { class: "zoom" },
    tool("+", "Zoom in", () => zoom(2)), tool("−", "Zoom out", () => zoom(.5)), tool("Fit", "All places", () => look(null)), tool("World", "Whole world", () => look(world))));
  let sites = [], chosen = "", view = null, size = [0, 0];

  const shown = () => view || around(sites.map(point), ...size);
  const point = (s) => ({ lat: s.latitude, lon: s.longitude });
  const look = (v) => { view = v; on.move(v); redraw(); };
  function zoom(by) {
    const at = shown(), s = sites.find((x) => x.id === chosen);
    look(bound({ ...at, ...(s && by > 1 ? point(s) : {}), k: at.k * by }));
  }

  // redraw draws all that is seen: the large dots first, so that no small one is hidden.
  function redraw() {
    const [w, tall] = size;
    if (!w || !tall) return;
    const f = frame(shown(), w, tall), max = Math.max(few, ...sites.map((s) => s.events));
    svg.setAttribute("viewBox", "0 0 " + w + " " + tall);
    ground.setAttribute("transform", f.transform);
    const marks = sites.map((s) => ({ s, x: f.x(s.longitude), y: f.y(s.latitude), r: least + more * Math.sqrt((s.events - 1) / (max - 1)), w: width(s.name), h: 16 }))
      .filter((m) => m.x > -m.r && m.y > -m.r && m.x < w + m.r && m.y < tall + m.r);
    marks.sort((a, b) => (b.s.id === chosen) - (a.s.id === chosen) || b.r - a.r);
    const labels = place(marks, { x: 0, y: 0, w, h: tall }, named);
    dots.replaceChildren(...marks.map(target), ...[...marks].sort((a, b) => b.r - a.r).map(dot), ...marks.map((m, i) => (labels[i] ? label(m, labels[i]) : "")));
    svg.setAttribute("aria-label", "Map of " + plural(sites.length, "place") + ", the list beside it says the same");
    box.dataset.dots = marks.length;
  }
  const click = (m) => (e) => { e.stopPropagation(); on.choose(m.s.id); };
  function target(m) {
    const c = draw("circle", { class: "reach", cx: m.x, cy: m.y, r: Math.max(m.r, reach) });
    c.addEventListener("click", click(m));
    return c;
  }
  function dot(m) {
    const c = draw("circle", { class: "dot" + (somewhere(m.s) ? " somewhere" : "") + (m.s.id === chosen ? " chosen" : ""), cx: m.x, cy: m.y, r: m.r, "data-id": m.s.id },
      draw("title", {}, m.s.name + ": " + plural(m.s.events, "event")));
    c.addEventListener("click", click(m));
    return c;
  }
  const label = (m, b) => draw("text", { x: { start: b.x, end: b.x + b.w, middle: b.x + b.w / 2 }[b.anchor], y: b.y + 12, "text-anchor": b.anchor }, m.s.name);

  svg.addEventListener("pointerdown", (e) => {
    if (e.button) return;
    let [x, y] = [e.clientX, e.clientY];
    let far = false;
    const move = (ev) => {
      if (!far && Math.hypot(ev.clientX - x, ev.clientY - y) < 4) return;
      far = true;
      view = frame(shown(), ...size).moved(ev.clientX - x, ev.clientY - y);
      [x, y] = [ev.clientX, ev.clientY];
      redraw();
    };
    const end = () => {
      window.removeEventListener("pointermove", move);
      for (const type of ends) window.removeEventListener(type, end);
      if (far) on.move(view);
    };
    window.addEventListener("pointermove", move);
    for (const type of ends) window.addEventListener(type, end); // a finger that goes up or down scrolls the page, which cancels
  });
  new ResizeObserver(() => { size = [box.clientWidth, box.clientHeight]; redraw(); }).observe(box);
  outlines().then((d) => { land.setAttribute("d", d); box.dataset.land = "drawn"; }, () => {}); // dots and lines say where, too

  return {
    box,
    show(list, at) { sites = list.filter((s) => s.latitude !== undefined && s.longitude !== undefined); view = at; redraw(); },
    choose(id) { chosen = id; redraw(); },
    point(id) { for (const c of dots.querySelectorAll(".dot")) c.classList.toggle("near", c.dataset.id === id); },
  };
}
