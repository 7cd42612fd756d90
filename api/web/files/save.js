// Files of what the canvas shows, made in the page: SVG and Graphviz source.
import { h, draw } from "./dom.js";

const round = (n) => Math.round(n * 10) / 10;
const dash = (e) => (e.data("claimed") ? "6 4" : null);

const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);

function line(e) {
  const a = e.source().position(), b = e.target().position();
  return draw("line", { x1: round(a.x), y1: round(a.y), x2: round(b.x), y2: round(b.y), stroke: e.style("line-color"), "stroke-width": round(e.numericStyle("width")), "stroke-dasharray": dash(e) });
}

// words writes text on a ground of its own, where it can be read over a line: twice,
// since not every reader of SVG knows the order of painting.
const words = (text, ground, attrs) => [draw("text", { ...attrs, fill: ground, stroke: ground, "stroke-width": 5, "stroke-linejoin": "round", "aria-hidden": "true" }, text), draw("text", attrs, text)];

// along writes the word of a line on the line, never upside down.
function along(e, ground) {
  const a = e.source().position(), b = e.target().position(), [u, v] = a.x <= b.x ? [a, b] : [b, a];
  const turn = round((Math.atan2(v.y - u.y, v.x - u.x) * 180) / Math.PI), x = round((a.x + b.x) / 2), y = round((a.y + b.y) / 2);
  return e.data("word") ? words(short(e.data("word"), 22), ground, { x, y: y + 4, "font-size": 11, fill: e.style("color"), transform: "rotate(" + turn + " " + x + " " + y + ")" }) : [];
}

// mark draws a thing in the shape that the canvas gives it.
function mark(n) {
  const { x, y } = n.position(), r = n.width() / 2, fill = n.style("background-color");
  const points = { triangle: [[0, -r], [r, r], [-r, r]], vee: [[-r, -r], [r, -r], [0, r]], diamond: [[0, -r], [r, 0], [0, r], [-r, 0]] }[n.style("shape")];
  if (points) return draw("polygon", { points: points.map(([u, v]) => round(x + u) + "," + round(y + v)).join(" "), fill });
  if (n.style("shape") === "ellipse") return draw("circle", { cx: round(x), cy: round(y), r, fill });
  return draw("rect", { x: round(x - r), y: round(y - r), width: 2 * r, height: 2 * r, fill });
}

// svgOf draws all that is seen on a ground of its own.
export function svgOf(cy) {
  const box = cy.elements().boundingBox(), edge = 30, ground = getComputedStyle(cy.container()).backgroundColor;
  const view = [box.x1 - edge, box.y1 - edge, box.w + 2 * edge, box.h + 2 * edge].map(round);
  const svg = draw("svg", { viewBox: view.join(" "), width: view[2], height: view[3], "font-family": "Arial, sans-serif", "text-anchor": "middle" },
    draw("rect", { x: view[0], y: view[1], width: view[2], height: view[3], fill: ground }));
  svg.append(...cy.edges().map(line), ...cy.edges().map((e) => along(e, ground)).flat(), ...cy.nodes().map(mark));
  cy.nodes().forEach((n) => svg.append(...words(short(n.data("name"), 22), ground, { x: round(n.position("x")), y: round(n.position("y") + n.height() / 2 + 15), "font-size": 13, "font-weight": n.data("open") ? "bold" : null, fill: n.style("color") })));
  return new XMLSerializer().serializeToString(svg);
}

// quote writes a string of Graphviz, in which a backslash escapes.
const quote = (s) => '"' + s.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll(/[\r\n]+/g, " ") + '"';

// dotOf writes all that is seen for Graphviz, at the places of the canvas.
export function dotOf(cy) {
  const shapes = { ellipse: "ellipse", rectangle: "box", triangle: "triangle", vee: "invtriangle", diamond: "diamond" };
  const nodes = cy.nodes().map((n) => "  " + quote(n.id()) + " [label=" + quote(n.data("name")) + ", shape=" + (shapes[n.style("shape")] || "box") + ', pos="' + round(n.position("x")) + "," + round(-n.position("y")) + '"];');
  const edges = cy.edges().map((e) => "  " + quote(e.source().id()) + " -- " + quote(e.target().id()) + " [label=" + quote(e.data("how")) + (e.data("claimed") ? ", style=dashed" : "") + "];");
  return ["graph newsgraph {", ...nodes, ...edges, "}", ""].join("\n");
}

// offer hands a file to the reader.
export function offer(blob, name) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
