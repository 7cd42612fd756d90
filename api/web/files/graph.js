// The canvas: things and their connections, opened one by one. What is seen follows
// from the address alone, so that an address shares it; a place follows from the
// order of opening, so that the same address gives the same picture.
import { h, ask, thing, kindOf, plural, trouble } from "./dom.js";
import { svgOf, dotOf, offer } from "./save.js";
import { field as asked } from "./search.js";
import { hub, petal, separate, free } from "./layout.js";
import cytoscape from "./vendor/cytoscape.mjs";

const perThing = 12; // neighbours that one opening brings, the best supported first
const readable = .75; // of the size at which names are drawn, 13 pixels
const shapes = { person: "ellipse", org: "rectangle", place: "triangle", group: "vee", role: "diamond", other: "round-rectangle" };
const names = { person: "People", org: "Organizations", place: "Places", group: "Groups", role: "Offices", other: "Others" };

// read and write turn what is seen into an address and back.
function read(params) {
  const pins = {};
  for (const p of params.getAll("pin")) {
    const [id, x, y] = p.split("|");
    if (Number.isFinite(+x) && Number.isFinite(+y)) pins[id] = [+x, +y];
  }
  return { open: params.getAll("open"), facts: params.get("facts") === "1", since: params.get("since") || "", until: params.get("until") || "", outlet: params.get("outlet") || "", sources: +params.get("sources") || 1, hide: params.getAll("hide"), paths: params.getAll("path"), pins };
}

function write(s) {
  const p = new URLSearchParams();
  s.open.forEach((id) => p.append("open", id));
  if (s.facts) p.set("facts", "1");
  for (const name of ["since", "until", "outlet"]) if (s[name]) p.set(name, s[name]);
  if (s.sources > 1) p.set("sources", s.sources);
  s.hide.forEach((k) => p.append("hide", k));
  s.paths.forEach((ends) => p.append("path", ends));
  for (const [id, [x, y]] of Object.entries(s.pins)) p.append("pin", [id, x, y].join("|"));
  return "#/graph?" + p;
}

// gather asks for the neighbours of every opened thing and gives each its place.
async function gather(s) {
  const nodes = new Map(), edges = new Map(), hubs = [];
  const filters = { facts_only: s.facts || null, since: s.since, until: s.until, outlet: s.outlet, min_sources: s.sources > 1 ? s.sources : null };
  const found = await Promise.all(s.open.map((id) => ask("/v1/entities/" + encodeURIComponent(id))));
  const cards = found.filter((c, i) => found.findIndex((x) => x.id === c.id) === i); // a name, or an id that was merged, stands for an id of now
  const around = await Promise.all(cards.map((c) => ask("/v1/entities/" + encodeURIComponent(c.id) + "/neighbours", { limit: perThing, ...filters })));
  cards.forEach((c, i) => {
    const fresh = around[i].items.filter((n) => !nodes.has(n.id) && n.id !== c.id);
    const h = hub((nodes.get(c.id) || {}).at, hubs, fresh.length);
    hubs.push(h);
    nodes.set(c.id, { ...c, at: h, still: true, more: around[i].total - around[i].items.length });
    fresh.forEach((n, k) => nodes.set(n.id, { ...n, at: petal(h, k, fresh.length) }));
    for (const n of around[i].items) join(edges, c.id, n.id, { how: n.how.join(", "), sources: n.sources, claimed: !n.evidence.some((e) => e.asserted) });
  });
  await Promise.all(s.paths.map((ends) => follow(ends, filters, nodes, edges)));
  const outlets = new Set(cards.flatMap((c) => c.outlets || []).map((o) => o.name));
  return { nodes, edges, open: cards.map((c) => c.id), outlets: [...outlets].sort((a, b) => a.localeCompare(b, "en")) };
}

// join adds what is known of a line, once for both directions.
function join(edges, from, to, about) {
  const key = [from, to].sort().join("\n");
  edges.set(key, { from, to, ...about, ...edges.get(key) });
}

// follow adds the shortest way between two things, its inner ones beside the line
// between the ends.
async function follow(ends, filters, nodes, edges) {
  const [from, to] = ends.split("|");
  if (!nodes.has(from) || !nodes.has(to)) return;
  const p = await ask("/v1/paths", { from, to, count: 1, ...filters });
  const steps = p.items.length ? p.items[0].steps : [];
  const a = nodes.get(from).at, b = nodes.get(to).at;
  steps.forEach((step, i) => {
    const part = (i + 1) / steps.length;
    if (!nodes.has(step.to.id)) nodes.set(step.to.id, { ...step.to, at: { x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) + 60, from: a } });
    join(edges, step.from.id, step.to.id, { how: step.links.map((l) => l.label).join(", "), sources: step.links[0].sources, claimed: !step.links.some((l) => l.evidence.some((e) => e.asserted)) });
    edges.get([step.from.id, step.to.id].sort().join("\n")).path = true;
  });
}

// settle gives what is seen its last place: a pinned one that of its pin.
function settle(seen, pins) {
  const at = seen.map((n) => {
    const [x, y] = pins[n.id] || [n.at.x, n.at.y];
    return { id: n.id, name: n.name, x, y, still: n.still || n.id in pins };
  });
  separate(at);
  return new Map(at.map((t) => [t.id, { ...t, x: Math.round(t.x), y: Math.round(t.y) }]));
}

// style takes its colours from the page, so that it follows light and dark.
function style() {
  const css = getComputedStyle(document.documentElement);
  const v = (name) => css.getPropertyValue("--" + name).trim();
  return [
    { selector: "node", style: { label: "data(name)", color: v("ink"), "font-size": 13, "text-wrap": "ellipsis", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 4, width: 22, height: 22, "text-outline-color": v("sheet"), "text-outline-width": 3 } },
    ...Object.entries(shapes).map(([kind, shape]) => ({ selector: "node[kind='" + kind + "']", style: { shape, "background-color": v(kind) } })),
    { selector: "node[?open]", style: { width: 34, height: 34, "font-weight": "bold" } },
    { selector: "edge", style: { width: "mapData(sources, 1, 6, 1.5, 6)", "line-color": v("quiet"), "curve-style": "straight", label: "data(word)", color: v("quiet"), "font-size": 11, "text-rotation": "autorotate", "text-wrap": "ellipsis", "text-max-width": 120, "text-outline-color": v("sheet"), "text-outline-width": 3, "min-zoomed-font-size": 8 } },
    { selector: "edge[?claimed]", style: { "line-style": "dashed" } },
    { selector: "edge[?path]", style: { "line-color": v("event"), color: v("event") } },
    { selector: "edge:selected, edge.near", style: { label: "data(how)", color: v("ink"), "line-color": v("link"), "z-index": 9 } },
    { selector: "node:selected", style: { "border-width": 3, "border-color": v("ink") } },
  ];
}

// canvas is the page.
export async function canvas(params) {
  let s = read(params);
  const past = [];
  const field = h("div", { class: "canvas", "aria-hidden": "true" });
  const paper = h("div", { class: "onpaper" }); // what is printed: pixels would be cut where the page ends
  const list = h("ul", { class: "rows things" });
  const note = h("p", { class: "quiet", role: "status" });
  const legend = h("ul", { class: "legend" }, h("li", {}, h("span", { class: "line" }), "asserted"), h("li", {}, h("span", { class: "line claimed" }), "only claimed, planned or denied"), h("li", {}, h("span", { class: "line path" }), "path asked for"), h("li", {}, "a thicker line has more sources"));
  const rest = h("section", { class: "part" }, h("h2", {}, "What is seen"), list);
  const undo = h("button", { type: "button", onclick: () => { s = past.pop(); show(); } }, "Undo");
  const facts = h("input", { type: "checkbox", onchange: () => change({ facts: facts.checked }) });
  const since = h("input", { type: "date", onchange: () => change({ since: since.value }) });
  const until = h("input", { type: "date", onchange: () => change({ until: until.value }) });
  const outlet = h("select", { "aria-label": "Told by", onchange: () => change({ outlet: outlet.value }) });
  const sources = h("select", { "aria-label": "Sources at least", onchange: () => change({ sources: +sources.value }) }, [1, 2, 3, 5, 10].map((n) => h("option", { value: n }, n > 1 ? n + " or more" : "any number")));
  const kinds = Object.keys(names).map((k) => {
    const box = h("input", { type: "checkbox", onchange: () => change({ hide: box.checked ? s.hide.filter((x) => x !== k) : [...s.hide, k].sort() }) });
    box.kind = k;
    return box;
  });
  const ends = ["from", "to"].map((name) => h("select", { "aria-label": "Path " + name }));
  const path = h("button", { type: "button", onclick: () => change({ paths: [...s.paths, ends.map((e) => e.value).join("|")] }) }, "Find path");
  const files = [["SVG", "image/svg+xml", svgOf], ["DOT", "text/vnd.graphviz", dotOf]].map(([name, type, make]) =>
    h("button", { type: "button", onclick: () => offer(new Blob([make(cy)], { type }), "newsgraph." + name.toLowerCase()) }, "Save " + name));
  const png = h("button", { type: "button", onclick: () => save() }, "Save PNG");
  let cy;
  let turn = 0;

  function change(part) {
    past.push(s);
    s = { ...s, ...part };
    show();
  }
  // add opens one more; a name that is written out counts like one chosen.
  async function add(name) {
    try {
      const c = await ask("/v1/entities/" + encodeURIComponent(name));
      who.value = "";
      if (!s.open.includes(c.id)) change({ open: [...s.open, c.id] });
    } catch (err) { note.replaceChildren(trouble(err)); }
  }
  const opener = h("form", { class: "connect asked", onsubmit: (e) => { e.preventDefault(); add(who.value.trim()); } },
    asked("opened", "Open", { placeholder: "name of a person, an organization or a place", required: true }, (m) => add(m.id)), h("button", { type: "submit" }, "Show"));
  const who = opener.querySelector("input");
  const toggle = (id) => change({ open: s.open.includes(id) ? s.open.filter((x) => x !== id) : [...s.open, id] });

  function save() {
    offer(cy.png({ output: "blob", full: true, scale: 2, bg: getComputedStyle(field).backgroundColor }), "newsgraph.png");
  }

  function row(n) {
    const open = s.open.includes(n.id);
    return h("li", {}, thing(n), " ", h("button", { type: "button", "aria-label": (open ? "Collapse " : "Expand ") + n.name, onclick: () => toggle(n.id) }, open ? "Collapse" : "Expand"),
      n.more > 0 ? h("span", { class: "quiet" }, " " + n.more + " more on its page") : null);
  }

  async function show() {
    const mine = ++turn;
    undo.disabled = !past.length;
    for (const part of [field, legend, rest]) part.hidden = !s.open.length;
    facts.checked = s.facts;
    [since.value, until.value, sources.value] = [s.since, s.until, s.sources];
    for (const b of kinds) b.checked = !s.hide.includes(b.kind);
    history.replaceState(null, "", write(s));
    let g;
    try { g = await gather(s); } catch (err) { note.replaceChildren(trouble(err)); return; }
    if (mine !== turn) return;
    s = { ...s, open: g.open };
    history.replaceState(null, "", write(s));
    const seen = [...g.nodes.values()].filter((n) => s.open.includes(n.id) || !s.hide.includes(kindOf(n.class)));
    const ids = new Set(seen.map((n) => n.id));
    const edges = [...g.edges.values()].filter((e) => ids.has(e.from) && ids.has(e.to)).sort((a, b) => b.sources - a.sources);
    const at = settle(seen, s.pins);
    const words = free(edges.map((e) => ({ a: at.get(e.from), b: at.get(e.to), word: e.how })), [...at.values()]);
    cy.elements().remove();
    cy.style(style());
    cy.add(seen.map((n) => ({ data: { id: n.id, name: n.name, kind: kindOf(n.class), open: s.open.includes(n.id) }, position: { x: at.get(n.id).x, y: at.get(n.id).y } })));
    cy.add(edges.map((e, i) => ({ data: { source: e.from, target: e.to, how: e.how, word: words[i] ? e.how : "", sources: e.sources, claimed: e.claimed, path: e.path } })));
    outlet.replaceChildren(...["", ...g.outlets, ...(s.outlet && !g.outlets.includes(s.outlet) ? [s.outlet] : [])].map((name) => h("option", { value: name, selected: name === s.outlet }, name || "anyone")));
    cy.resize();
    frame();
    seen.forEach((n, i) => ends.forEach((e, k) => {
      if (!i) e.replaceChildren();
      e.append(h("option", { value: n.id, selected: i === k }, n.name));
    }));
    path.disabled = seen.length < 2;
    list.replaceChildren(...seen.map(row));
    paper.replaceChildren(seen.length ? document.importNode(new DOMParser().parseFromString(svgOf(cy), "image/svg+xml").documentElement, true) : "");
    field.dataset.nodes = seen.length;
    field.dataset.path = edges.filter((e) => e.path).length;
    const narrowed = s.since || s.until || s.outlet || s.facts || s.sources > 1 || s.hide.length;
    note.replaceChildren(!s.open.length ? "Nothing is opened yet. Write a name above to begin."
      : !edges.length && narrowed ? "Nothing is connected under these filters; widen them to see more."
        : plural(seen.length, "thing") + ", " + plural(edges.length, "connection") + ". Click a thing to expand or collapse it; drag one to pin it. A line without a word shows it when its thing is pointed at.");
  }
  // frame shows everything, but never so small that no name can be read: then the last
  // star, in each direction in which not everything has room.
  function frame() {
    cy.fit(undefined, 40);
    if (cy.zoom() < readable && s.open.length) {
      cy.zoom(readable);
      const all = cy.elements().boundingBox(), last = cy.getElementById(s.open.at(-1)).closedNeighborhood().boundingBox();
      const mid = (from, to, size) => { const b = all[to] - all[from] < size / readable ? all : last; return size / 2 - (readable * (b[from] + b[to])) / 2; };
      cy.pan({ x: mid("x1", "x2", cy.width()), y: mid("y1", "y2", cy.height()) });
    }
    field.dataset.zoom = cy.zoom();
  }
  // begin needs the field in the page: it has a size and a window there.
  function begin() {
    cy = cytoscape({ container: field, style: style(), minZoom: .2, maxZoom: 3, boxSelectionEnabled: false });
    cy.on("tap", "node", (e) => toggle(e.target.id()));
    cy.on("mouseover", "node", (e) => e.target.connectedEdges().addClass("near"));
    cy.on("mouseout", "node", (e) => e.target.connectedEdges().removeClass("near"));
    cy.on("dragfree", "node", (e) => {
      const { x, y } = e.target.position();
      change({ pins: { ...s.pins, [e.target.id()]: [Math.round(x), Math.round(y)] } });
    });
    new ResizeObserver(() => { if (field.clientWidth) { cy.resize(); frame(); } }).observe(field);
    show();
  }
  requestAnimationFrame(begin);
  return [h("h1", {}, "Canvas"), opener, h("div", { class: "tools" }, undo, png, files,
    h("label", {}, facts, " facts only"), h("label", {}, "since ", since), h("label", {}, "until ", until), h("label", {}, "told by ", outlet), h("label", {}, "sources ", sources),
    h("fieldset", {}, h("legend", {}, "Show"), kinds.map((b) => h("label", {}, b, " ", h("span", { class: "thing " + b.kind }, names[b.kind])))),
    h("fieldset", {}, h("legend", {}, "Path between"), ends, path)),
    note, field, paper, legend, rest];
}
