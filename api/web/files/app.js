// The pages and the way between them: the address after # says what is shown.
import { h, ask, trouble, thing, section, plural, kindOf, page } from "./dom.js";
import * as rows from "./rows.js";
import { evidence, all, status, when } from "./evidence.js";
import { picture } from "./picture.js";
import { article } from "./article.js";
import { upload } from "./upload.js";
import { suggest } from "./search.js";

const main = document.getElementById("main");
const version = ask("/v1/version").catch(() => ({ write: false }));

const home = async () => {
  const v = await version;
  const p = await ask("/v1/articles", { limit: 1 });
  return [
    h("h1", {}, "Who met whom, who said what"),
    h("p", { class: "lead" }, p.total ? plural(p.total, "article") + " in the graph. Search for someone, or begin with an article." : "The graph is empty. Add an article below, or run newsgraph load on a folder."),
    p.total ? section("Articles", "/v1/articles", {}, rows.headline) : null,
    v.write ? upload(route) : null,
  ];
};

const articles = async () => {
  const v = await version;
  return [h("h1", {}, "Articles"), section("All articles", "/v1/articles", {}, rows.headline, "There is none yet."), v.write ? upload(route) : null];
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
    section("Offices", at + "/offices", {}, rows.office),
    pos ? null : picture({ ego: c.id, top: 30 }, "Around " + c.name),
    pos ? null : section("Meetings", "/v1/met", { of: c.id }, rows.meeting),
    section("Statements", at + "/statements", {}, rows.statement),
    section("Spoken of in", "/v1/statements", { about: c.id }, rows.statement),
    section("Events", at + "/events", {}, rows.event),
    section("Connected with", at + "/neighbours", {}, rows.neighbour, "Nothing yet."),
  ];
};

const event = async (id) => {
  const ev = await ask("/v1/events/" + encodeURIComponent(id));
  return [
    h("p", { class: "eyebrow event" }, ev.class),
    h("h1", {}, ev.label[0].toUpperCase() + ev.label.slice(1), " ", status(ev)),
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

const routes = { "": home, articles, whole, search, entity, event, evidence: claim, article };

let shown = 0;

// route shows the page of the address. What is asked for last counts.
export async function route() {
  const mine = ++shown;
  const [path, params] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, id] = path.split("/");
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
