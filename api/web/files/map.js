// The map page: where the events of one thing, or all, happened. What is seen follows
// from the address, so that an address shares it.
import { h, ask, section, thing, plural, trouble } from "./dom.js";
import * as rows from "./rows.js";
import { field } from "./search.js";
import { chart } from "./chart.js";
import { bound } from "./atlas.js";

const most = 1000; // places that one question brings

// read and write turn what is seen into an address and back.
function read(params) {
  const v = (params.get("view") || "").split(",").map(Number);
  return {
    of: params.get("of") || "", since: params.get("since") || "", until: params.get("until") || "", facts: params.get("facts") === "1", at: params.get("at") || "",
    view: v.length === 3 && v.every(Number.isFinite) ? bound({ lat: v[0], lon: v[1], k: v[2] }) : null,
  };
}

function write(s) {
  const p = new URLSearchParams();
  for (const name of ["of", "since", "until", "at"]) if (s[name]) p.set(name, s[name]);
  if (s.facts) p.set("facts", "1");
  if (s.view) p.set("view", [s.view.lat, s.view.lon, s.view.k].join(","));
  return "#/map?" + p;
}

const located = (s) => s.latitude !== undefined && s.longitude !== undefined;
const days = (s) => (!s.last ? "date unknown" : s.first.value === s.last.value ? s.last.value : s.first.value + " to " + s.last.value);

// words sum up what was found.
function words(p, s) {
  const lost = p.items.filter((s) => !located(s)).length;
  return [
    p.next ? "The " + most + " places with most events, of " + p.total + "." : plural(p.total, "place") + ".",
    s.since || s.until ? "Events" + (s.since ? " since " + s.since : "") + (s.until ? " until " + s.until : "") + "." : "",
    lost ? lost + " of them without a known point, only in the list." : "",
    p.undated ? plural(p.undated, "event") + " without a known date left out." : "",
  ].filter(Boolean).join(" ");
}

// map is the page.
export async function map(params) {
  let s = read(params), turn = 0;
  const card = s.of ? await ask("/v1/entities/" + encodeURIComponent(s.of)) : null;
  if (card) s.of = card.id;
  const note = h("p", { class: "quiet", role: "status" });
  const list = h("ol", { class: "rows" });
  const side = h("section", { class: "sites", "aria-label": "Places" }, list);
  const since = h("input", { type: "date", onchange: () => change({ since: since.value }) });
  const until = h("input", { type: "date", onchange: () => change({ until: until.value }) });
  const facts = h("input", { type: "checkbox", onchange: () => change({ facts: facts.checked }) });
  const filters = () => ({ of: s.of, since: s.since, until: s.until, facts_only: s.facts || null });
  const atlas = chart({ choose: (id) => choose(id, true), move: (view) => keep({ view }) });

  const keep = (part) => { s = { ...s, ...part }; history.replaceState(null, "", write(s)); };
  function change(part) { keep(part); load(); }

  // choose opens a place, or closes it when it is open; seek brings its row into sight.
  function choose(id, seek) {
    keep({ at: id === s.at ? "" : id });
    atlas.choose(s.at);
    open(seek);
  }
  function open(seek) {
    for (const li of list.children) {
      const on = li.dataset.id === s.at, button = li.querySelector("button");
      if ((button.getAttribute("aria-expanded") === "true") === on) continue;
      button.setAttribute("aria-expanded", String(on));
      li.querySelector(".within").replaceChildren(...(on ? within(li.dataset.id) : []));
      if (on && seek) reveal(li);
    }
  }
  // reveal scrolls the list, or on a narrow screen, where the list is below, the page.
  function reveal(li) {
    if (side.scrollHeight > side.clientHeight + 1) side.scrollTop += li.getBoundingClientRect().top - side.getBoundingClientRect().top;
    else li.scrollIntoView({ block: "nearest" });
  }
  const within = (id) => [
    section("Events", "/v1/events", { ...filters(), place: id }, rows.event),
    h("p", { class: "more" }, "All about ", thing(sites.get(id))),
  ];
  let sites = new Map();

  function row(x) {
    return h("li", { "data-id": x.id, onmouseenter: () => atlas.point(x.id), onmouseleave: () => atlas.point("") },
      h("button", { type: "button", class: "site", "aria-expanded": "false", onclick: () => choose(x.id), onfocus: () => atlas.point(x.id), onblur: () => atlas.point("") },
        h("span", {}, x.name), " ", h("span", { class: "quiet" }, plural(x.events, "event") + " · " + plural(x.sources, "source") + " · ", h("span", { class: "when" }, days(x)), located(x) ? "" : " · not on the map")),
      h("div", { class: "within" }));
  }

  // nothing says why there is no place, and what to do about it.
  function nothing() {
    if (s.since || s.until || s.facts) return h("p", {}, "Nothing is known to have happened at a named place under these filters. ", h("button", { type: "button", onclick: () => change({ since: "", until: "", facts: false }) }, "Clear filters"));
    if (card) return h("p", {}, "No article says where something happened with " + card.name + ". ", h("a", { href: "#/map" }, "The map of all events"), " may have more.");
    return h("p", {}, "No article tells of an event at a named place yet. Add articles on the ", h("a", { href: "#/articles" }, "page of articles"), ".");
  }

  async function load() {
    const mine = ++turn;
    [since.value, until.value, facts.checked] = [s.since, s.until, s.facts];
    note.replaceChildren("Loading…");
    let p;
    try { p = await ask("/v1/places", { ...filters(), samples: 0, limit: most }); } catch (err) { if (mine === turn) note.replaceChildren(trouble(err)); return; }
    if (mine !== turn) return;
    sites = new Map(p.items.map((x) => [x.id, x]));
    if (!sites.has(s.at)) keep({ at: "" });
    list.replaceChildren(...p.items.map(row));
    side.hidden = !p.total;
    note.replaceChildren(p.total ? words(p, s) : nothing());
    atlas.choose(s.at);
    atlas.show(p.items, s.view);
    open(true);
  }
  load();
  return [
    h("h1", {}, card ? ["Where: ", card.name] : "Where it happened"),
    h("form", { class: "connect asked", onsubmit: (e) => { e.preventDefault(); const of = e.target.querySelector("input").value.trim(); if (of) location.hash = write({ ...s, of, at: "", view: null }); } },
      field("whose", "Events of", { value: card ? card.name : "", placeholder: "all; or a name" }, (m) => { location.hash = write({ ...s, of: m.id, at: "", view: null }); }),
      h("button", { type: "submit" }, "Show"), card ? h("a", { href: write({ ...s, of: "", at: "", view: null }) }, "All events") : null),
    h("div", { class: "tools" }, h("label", {}, "since ", since), h("label", {}, "until ", until), h("label", {}, facts, " facts only")),
    note,
    h("div", { class: "where" }, atlas.box, side),
    h("ul", { class: "legend" }, h("li", {}, "a larger dot has more events"), h("li", {}, "a ring is a country: somewhere in it"), h("li", {}, "click one to read what happened; drag to move"), h("li", {}, "outlines: Natural Earth, as it draws borders")),
  ];
}
