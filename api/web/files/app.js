// The pages and the way between them: the address after # says what is shown.
import { h, ask, trouble, thing, section, plural, kindOf, page } from "./dom.js";
import * as rows from "./rows.js";
import { evidence, all, status, when } from "./evidence.js";
import { picture } from "./picture.js";
import { article } from "./article.js";
import { timeline } from "./timeline.js";
import { tenures } from "./offices.js";
import { upload } from "./upload.js";
import { review } from "./review.js";
import { canvas } from "./graph.js";
import { map } from "./map.js";
import { suggest, field } from "./search.js";

const main = document.getElementById("main");
const version = ask("/v1/version").catch(() => ({ write: false }));

// whoMet asks whom someone met; a name that is written out counts like one chosen.
function whoMet(name) {
  const go = (of) => { location.hash = "#/met/" + encodeURIComponent(of); };
  const submit = (e) => { e.preventDefault(); go(e.target.querySelector("input").value.trim()); };
  return h("form", { class: "connect asked", onsubmit: submit }, field("who", "Who met", { value: name, placeholder: "name of a person or an organization", required: true }, (m) => go(m.id)), h("button", { type: "submit" }, "Show"));
}

const home = async () => {
  const v = await version;
  const p = await ask("/v1/articles", { limit: 1 });
  return [
    h("h1", {}, "Who met whom, who said what"),
    h("p", { class: "lead" }, p.total ? plural(p.total, "article") + " in the graph. Ask for someone, or begin with an article." : "The graph is empty. Add an article below, or run newsgraph load on a folder."),
    p.total ? whoMet() : null,
    p.total ? section("Articles", "/v1/articles", {}, rows.headline) : null,
    v.write ? upload(!p.total) : null,
  ];
};

// meetings answers who met someone, each with its sentence.
const meetings = async (of) => {
  let c;
  try {
    c = await ask("/v1/entities/" + encodeURIComponent(of));
  } catch (err) {
    const again = { ...err, candidates: null };
    const ways = (err.candidates || []).map((m) => h("li", {}, h("a", { class: "thing " + kindOf(m.class), href: "#/met/" + encodeURIComponent(m.id) }, m.name), h("span", { class: "quiet" }, " " + plural(m.articles, "article"))));
    return [h("h1", {}, "Who met " + of + "?"), whoMet(of), trouble(again), ways.length ? h("ul", { class: "rows" }, ways) : null];
  }
  return [
    h("h1", {}, "Who met " + c.name + "?"), whoMet(c.name),
    section("Meetings, calls and letters", "/v1/met", { of: c.id }, rows.meeting, "No article tells of a meeting. What else is known is on the page below."),
    h("p", { class: "more" }, "All about ", thing(c)),
    picture({ ego: c.id, type: "Encounter", top: 30 }, "The meetings of " + c.name),
  ];
};

const articles = async () => {
  const v = await version;
  return [h("h1", {}, "Articles"), section("All articles", "/v1/articles", {}, rows.headline, "There is none yet."), v.write ? upload(true) : null];
};

const whole = async () => [h("h1", {}, "The whole graph"), picture({ all: true, top: 60 }, "The best supported part")];

const search = async (_, params) => {
  const q = params.get("q") || "";
  document.getElementById("q").value = q;
  return [h("h1", {}, "Search: " + q), section("Found", "/v1/search", { q }, rows.match, "Nothing bears a name like this. Try another spelling, or a part of the name.")];
};

const entity = async (id) => {
  const at = "/v1/entities/" + encodeURIComponent(id);
  const c = await ask(at);
  const pos = c.id.startsWith("pos:");
  return [
    h("p", { class: "eyebrow " + kindOf(c.class) }, c.class || "Thing"),
    h("h1", {}, c.name),
    c.aliases ? h("p", { class: "quiet" }, "also: " + c.aliases.join(", ")) : null,
    pos ? null : h("p", { class: "lead" }, [plural(c.articles, "article"), plural(c.counts.encounters, "encounter"), plural(c.counts.statements, "statement"), plural(c.counts.events, "event")].join(" · ")),
    c.outlets ? h("p", { class: "quiet" }, "from " + c.outlets.map((o) => o.name + " (" + o.articles + ")").join(", ")) : null,
    pos ? null : connect(c),
    pos ? null : h("p", {}, h("a", { href: "#/graph?open=" + encodeURIComponent(c.id) }, "On the canvas"), " · ", h("a", { href: "#/map?of=" + encodeURIComponent(c.id) }, "On the map")),
    tenures(c.id),
    section("Offices", at + "/offices", {}, rows.office),
    pos ? null : picture({ ego: c.id, top: 30 }, "Around " + c.name),
    pos ? null : timeline(c.id),
    pos ? null : section("Meetings", "/v1/met", { of: c.id }, rows.meeting),
    section("Statements", at + "/statements", {}, rows.statement),
    section("Spoken of in", "/v1/statements", { about: c.id }, rows.statement),
    section("Events", at + "/events", {}, rows.event),
    section("Connected with", at + "/neighbours", {}, rows.neighbour, "Nothing yet."),
  ];
};

// connect asks how a thing is connected with another.
function connect(c) {
  const input = h("input", { type: "text", id: "other", placeholder: "name of another", maxlength: "200", required: true });
  const go = (e) => {
    e.preventDefault();
    location.hash = "#/why/" + encodeURIComponent(c.id) + "?to=" + encodeURIComponent(input.value.trim());
  };
  return h("form", { class: "connect", onsubmit: go }, h("label", { for: "other" }, "How is " + c.name + " connected with"), input, h("button", { type: "submit" }, "Show"));
}

const why = async (id, params) => {
  const c = await ask("/v1/why", { from: id, to: params.get("to"), limit: 100 });
  const list = (title, items, row) => items && items.length ? h("section", { class: "part" }, h("h2", {}, title, h("span", { class: "count" }, " " + items.length)), h("ol", { class: "rows" }, items.map((x) => h("li", {}, row(x))))) : null;
  const step = (s) => h("li", {}, h("p", { class: "fact" }, thing(s.from), " ", h("span", { class: "kind" }, s.links.map((l) => (l.reverse ? "← " : "") + l.label).join(", ")), " ", thing(s.to)), all(s.links.flatMap((l) => l.evidence)));
  const over = c.paths.filter((p) => p.steps.length > 1);
  const nothing = !c.paths.length && !(c.relations || []).length && !(c.events || []).length && !(c.statements || []).length;
  return [
    h("p", { class: "eyebrow" }, "Connection"),
    h("h1", {}, c.from.name, " and ", c.to.name),
    nothing ? h("p", { class: "lead" }, "Nothing in the graph connects the two within four steps.") : picture({ from: c.from.id, to: c.to.id }, "The shortest ways"),
    list("Between them", c.relations, rows.relation),
    list("Both took part", c.events, rows.event),
    list("One about the other", c.statements, rows.statement),
    list("Ways over others", over, (p) => h("ol", { class: "rows" }, p.steps.map(step))),
  ];
};

// headed names who takes part in an event behind what it is.
function headed(ev) {
  const who = [...new Set(ev.roles.filter((r) => r.role !== "place" && ["person", "org", "group"].includes(kindOf(r.who.class))).map((r) => r.who.name))];
  const rest = who.length > 3 ? " and " + (who.length - 2) + " others" : who.length > 1 ? " and " + who.pop() : "";
  return ev.label[0].toUpperCase() + ev.label.slice(1) + (who.length ? ": " + who.slice(0, rest.endsWith(" others") ? 2 : 3).join(", ") + rest : "");
}

const event = async (id) => {
  const ev = await ask("/v1/events/" + encodeURIComponent(id));
  return [
    h("p", { class: "eyebrow event" }, "Event"),
    h("h1", {}, headed(ev), " ", status(ev)),
    h("p", { class: "lead" }, when(ev.time) || "Date unknown", " · " + plural(ev.sources, "source")),
    h("section", { class: "part" }, h("h2", {}, "Who and where"),
      h("ul", { class: "rows" }, ev.roles.map((r) => h("li", {}, h("span", { class: "quiet" }, r.role + " "), thing(r.who))))),
    picture({ event: ev.id }, "The event"),
    h("section", { class: "part" }, h("h2", {}, "What the articles say"), ev.evidence.map(evidence)),
  ];
};

const claim = async (id) => {
  const e = await ask("/v1/evidence/" + encodeURIComponent(id));
  return [h("p", { class: "eyebrow" }, "Evidence"), h("h1", {}, "The words"), evidence(e)];
};

const routes = { "": home, graph: (_, params) => canvas(params), map: (_, params) => map(params), articles, whole, search, entity, met: meetings, event, why, evidence: claim, review: async () => review(route, (await version).write), article: async (id, params) => article(id, params, (await version).write) };

let shown = 0;

// route shows the page of the address. What is asked for last counts.
export async function route() {
  const mine = ++shown;
  const [path, params] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, id] = path.split("/");
  const q = document.getElementById("q");
  if (name !== "search" && q !== document.activeElement) q.value = "";
  main.setAttribute("aria-busy", "true");
  let content;
  try {
    const show = routes[name];
    if (!show) throw { detail: "There is no such page.", hint: "Begin at the search." };
    content = await show(decodeURIComponent(id || ""), new URLSearchParams(params));
  } catch (err) {
    content = [h("h1", {}, "Not shown"), trouble(err)];
  }
  if (mine !== shown) return;
  main.replaceChildren(...content.filter(Boolean));
  main.removeAttribute("aria-busy");
  const title = main.querySelector("h1");
  document.title = (title ? title.textContent + " · " : "") + "newsgraph";
  const target = main.querySelector("[data-target]");
  if (target) target.scrollIntoView({ block: "center" });
  else window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

window.addEventListener("hashchange", route);
suggest(document.getElementById("search"), (id) => { location.hash = page(id).slice(1); });
version.then((v) => { document.getElementById("version").textContent = v.version ? "newsgraph " + v.version : ""; });
route();
