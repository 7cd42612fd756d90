// The canvas: things and their connections, opened one by one. What is seen follows
// from the address alone, so that an address shares it; a place follows from the
// order of opening, so that the same address gives the same picture.
import { h, ask, thing, kindOf, plural, trouble } from "./dom.js";
import cytoscape from "./vendor/cytoscape.mjs";

const perThing = 12; // neighbours that one opening brings, the best supported first
const golden = Math.PI * (3 - Math.sqrt(5));
const shapes = { person: "ellipse", org: "rectangle", place: "triangle", group: "vee", role: "diamond", other: "round-rectangle" };
const names = { person: "People", org: "Organizations", place: "Places", group: "Groups", role: "Offices", other: "Others" };

// read and write turn what is seen into an address and back.
function read(params) {
  const pins = {};
  for (const p of params.getAll("pin")) {
    const [id, x, y] = p.split("|");
    if (Number.isFinite(+x) && Number.isFinite(+y)) pins[id] = [+x, +y];
  }
  return { open: params.getAll("open"), facts: params.get("facts") === "1", since: params.get("since") || "", hide: params.getAll("hide"), pins };
}

function write(s) {
  const p = new URLSearchParams();
  s.open.forEach((id) => p.append("open", id));
  if (s.facts) p.set("facts", "1");
  if (s.since) p.set("since", s.since);
  s.hide.forEach((k) => p.append("hide", k));
  for (const [id, [x, y]] of Object.entries(s.pins)) p.append("pin", [id, x, y].join("|"));
  return "#/graph?" + p;
}

// gather asks for the neighbours of every opened thing.
async function gather(s) {
  const nodes = new Map(), edges = new Map();
  const cards = await Promise.all(s.open.map((id) => ask("/v1/entities/" + encodeURIComponent(id))));
  const around = await Promise.all(s.open.map((id) => ask("/v1/entities/" + encodeURIComponent(id) + "/neighbours", { limit: perThing, facts_only: s.facts || null, since: s.since })));
  cards.forEach((c, i) => {
    if (!nodes.has(c.id)) nodes.set(c.id, { ...c, at: i === 0 ? [0, 0] : [i * 620, (i % 2) * 260] });
    const [x, y] = nodes.get(c.id).at;
    around[i].items.forEach((n, k) => {
      const r = 190 + 28 * (k % 3), a = k * golden + i;
      if (!nodes.has(n.id)) nodes.set(n.id, { ...n, at: [Math.round(x + r * Math.cos(a)), Math.round(y + r * Math.sin(a))] });
      const key = [c.id, n.id].sort().join("\n");
      if (!edges.has(key)) edges.set(key, { from: c.id, to: n.id, how: n.how.join(", "), sources: n.sources });
    });
    nodes.get(c.id).more = around[i].total - around[i].items.length;
  });
  return { nodes, edges };
}

// style takes its colours from the page, so that it follows light and dark.
function style() {
  const css = getComputedStyle(document.documentElement);
  const v = (name) => css.getPropertyValue("--" + name).trim();
  return [
    { selector: "node", style: { label: "data(name)", color: v("ink"), "font-size": 13, "text-wrap": "ellipsis", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 4, width: 22, height: 22, "text-outline-color": v("sheet"), "text-outline-width": 3 } },
    ...Object.entries(shapes).map(([kind, shape]) => ({ selector: "node[kind='" + kind + "']", style: { shape, "background-color": v(kind) } })),
    { selector: "node[?open]", style: { width: 34, height: 34, "font-weight": "bold" } },
    { selector: "edge", style: { width: "mapData(sources, 1, 6, 1.5, 6)", "line-color": v("line"), "curve-style": "straight" } },
    { selector: "edge:selected, edge.near", style: { label: "data(how)", color: v("ink"), "font-size": 11, "text-outline-color": v("sheet"), "text-outline-width": 3, "line-color": v("link") } },
    { selector: "node:selected", style: { "border-width": 3, "border-color": v("ink") } },
  ];
}

// canvas is the page.
export async function canvas(params) {
  let s = read(params);
  const past = [];
  const field = h("div", { class: "canvas", "aria-hidden": "true" });
  const list = h("ul", { class: "rows things" });
  const note = h("p", { class: "quiet", role: "status" });
  const undo = h("button", { type: "button", onclick: () => { s = past.pop(); show(); } }, "Undo");
  const facts = h("input", { type: "checkbox", onchange: () => change({ facts: facts.checked }) });
  const since = h("input", { type: "date", onchange: () => change({ since: since.value }) });
  const kinds = Object.keys(names).map((k) => {
    const box = h("input", { type: "checkbox", onchange: () => change({ hide: box.checked ? s.hide.filter((x) => x !== k) : [...s.hide, k].sort() }) });
    box.kind = k;
    return box;
  });
  const png = h("button", { type: "button", onclick: () => save() }, "Save PNG");
  let cy;
  let turn = 0;

  function change(part) {
    past.push(s);
    s = { ...s, ...part };
    show();
  }
  const toggle = (id) => change({ open: s.open.includes(id) ? s.open.filter((x) => x !== id) : [...s.open, id] });

  function save() {
    const a = h("a", { href: cy.png({ full: true, scale: 2, bg: getComputedStyle(field).backgroundColor }), download: "newsgraph.png" });
    a.click();
  }

  function row(n) {
    const open = s.open.includes(n.id);
    return h("li", {}, thing(n), " ", h("button", { type: "button", "aria-label": (open ? "Collapse " : "Expand ") + n.name, onclick: () => toggle(n.id) }, open ? "Collapse" : "Expand"),
      n.more > 0 ? h("span", { class: "quiet" }, " " + n.more + " more on its page") : null);
  }

  async function show() {
    const mine = ++turn;
    undo.disabled = !past.length;
    facts.checked = s.facts;
    since.value = s.since;
    for (const b of kinds) b.checked = !s.hide.includes(b.kind);
    history.replaceState(null, "", write(s));
    let g;
    try { g = await gather(s); } catch (err) { note.replaceChildren(trouble(err)); return; }
    if (mine !== turn) return;
    const seen = [...g.nodes.values()].filter((n) => s.open.includes(n.id) || !s.hide.includes(kindOf(n.class)));
    const ids = new Set(seen.map((n) => n.id));
    const edges = [...g.edges.values()].filter((e) => ids.has(e.from) && ids.has(e.to));
    cy.elements().remove();
    cy.style(style());
    cy.add(seen.map((n) => {
      const [x, y] = s.pins[n.id] || n.at;
      return { data: { id: n.id, name: n.name, kind: kindOf(n.class), open: s.open.includes(n.id) }, position: { x, y } };
    }));
    cy.add(edges.map((e) => ({ data: { source: e.from, target: e.to, how: e.how, sources: e.sources } })));
    cy.resize();
    cy.fit(undefined, 40);
    list.replaceChildren(...seen.map(row));
    field.dataset.nodes = seen.length;
    note.replaceChildren(s.open.length ? plural(seen.length, "thing") + ", " + plural(edges.length, "connection") + ". Click a thing to expand or collapse it; drag one to pin it." : "Nothing is opened. Search for someone and choose “On the canvas”.");
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
    show();
  }
  requestAnimationFrame(begin);
  return [h("h1", {}, "Canvas"), h("div", { class: "tools" }, undo, png,
    h("label", {}, facts, " facts only"), h("label", {}, "since ", since),
    h("fieldset", {}, h("legend", {}, "Show"), kinds.map((b) => h("label", {}, b, " " + names[b.kind])))),
    field, note, h("section", { class: "part" }, h("h2", {}, "What is seen"), list)];
}
