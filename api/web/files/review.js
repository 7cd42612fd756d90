// Decisions of people: pairs to look at, and the log with a way back.
import { h, ask, page, section, thing, plural, clock, trouble } from "./dom.js";
import { marked } from "./evidence.js";

const post = (body) => ask("/v1/judgements", {}, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// features shows what was compared, both sides beside each other.
function features(list) {
  const rows = list.filter((f) => f.left || f.right).map((f) => h("tr", {}, h("th", { scope: "row" }, f.name), h("td", {}, f.left), h("td", {}, f.right)));
  return rows.length ? h("table", { class: "compare" }, h("tbody", {}, rows)) : null;
}

const names = (why) => (why.features.find((f) => f.name === "names") || {});

const sentences = 2; // that are shown of each side

// named is a sentence that names a thing, and where it stands.
function named(m) {
  const from = [m.outlet, m.title && "“" + m.title + "”", clock(m.published)].filter(Boolean).join(", ") || "article " + m.article;
  return h("figure", { class: "evidence" }, h("blockquote", {}, marked(m.passage.text, m.passage.marks)), h("figcaption", {}, h("a", { class: "from", href: page(m.article) }, from)));
}

// told is one side of a pair: who it is, and the first sentences that name it. It fills
// itself; until then, and where that fails, the name is enough to follow.
function told(id, name) {
  const box = h("div", {}, h("p", { class: "fact" }, h("a", { class: "thing", href: page(id) }, name || id)));
  const at = "/v1/entities/" + encodeURIComponent(id);
  Promise.all([ask(at), ask(at + "/mentions", { limit: sentences })]).then(([c, p]) => box.replaceChildren(
    h("p", { class: "fact" }, thing(c), h("span", { class: "quiet" }, " " + plural(c.articles, "article"))), ...p.items.map(named)), () => {});
  return box;
}

// pair is one question with its three answers; again is called when it is answered.
function pair(p, again) {
  const said = h("div", { role: "status", "aria-live": "polite" });
  const decide = (kind) => async () => {
    try {
      await post({ kind, left: p.left, right: p.right });
      await again();
      document.querySelector(".pairs > li")?.focus(); // the next one takes the place of the one that is gone
    } catch (err) {
      said.replaceChildren(trouble(err));
    }
  };
  const n = names(p.why);
  return h("li", { tabindex: "0" },
    h("div", { class: "sides" }, told(p.left, n.left), told(p.right, n.right)),
    h("p", { class: "quiet" }, "alike " + p.score / 10 + " %"),
    features(p.why.features),
    h("p", { class: "more" },
      h("button", { type: "button", onclick: decide("merge") }, "They are one"), " ",
      h("button", { type: "button", onclick: decide("split") }, "They are two"), " ",
      h("button", { type: "button", onclick: decide("unsure") }, "Cannot be told")),
    said);
}

const side = (list) => (list && list.length ? list[0].name + (list.length > 1 ? " (" + list.length + " mentions)" : "") : "");

// judged is one line of the log.
function judged(j, again) {
  const said = h("div", { role: "status" });
  const undo = async () => {
    try {
      await ask("/v1/judgements/" + j.seq, {}, { method: "DELETE" });
      again();
    } catch (err) {
      said.replaceChildren(trouble(err));
    }
  };
  const what = { undo: "judgement " + j.undoes, published: j.article + " on " + j.date }[j.kind] || side(j.left) + " / " + side(j.right);
  return [h("p", { class: "fact" }, h("span", { class: "quiet" }, j.seq + " "), h("span", { class: "kind" }, j.kind), " ", what, " ",
    h("span", { class: "quiet" }, [j.user, j.why, j.undone ? "undone" : "", j.lost ? "all members of a side are gone" : ""].filter(Boolean).join(" · ")), " ",
    j.kind === "undo" || j.undone ? null : h("button", { type: "button", onclick: undo, "aria-label": "Undo judgement " + j.seq }, "Undo")), said];
}

// answers are the keys of a pair's three buttons.
const answers = { o: 0, t: 1, u: 2 };

// keys lets a list of pairs be worked through: j and k go on and back, the answers'
// keys decide the pair that has the focus.
function keys(list) {
  list.addEventListener("keydown", (e) => {
    const items = [...list.children], at = items.indexOf(e.target.closest("ol.pairs > li"));
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "j" || e.key === "k") {
      const next = items[Math.min(Math.max(at + (e.key === "j" ? 1 : -1), 0), items.length - 1)];
      if (next) next.focus();
    } else if (e.key in answers && at >= 0) items[at].querySelectorAll("button")[answers[e.key]].click();
    else return;
    e.preventDefault();
  });
  return list;
}

// review is the page; write says whether this server takes decisions.
export async function review(again, write) {
  const pairs = write ? await ask("/v1/review", { limit: 20 }) : { items: [], total: 0 };
  return [
    h("h1", {}, "Who is who"),
    h("p", { class: "lead" }, "What may be one thing is kept apart until someone decides. A decision is kept, moves at once what rests on it, and can be undone."),
    write ? h("section", { class: "part" }, h("h2", {}, "To decide", h("span", { class: "count" }, " " + pairs.total)),
      pairs.items.length ? [h("p", { class: "quiet" }, "Keys: j and k go on and back, o says one, t two, u cannot be told."), keys(h("ol", { class: "rows pairs" }, pairs.items.map((p) => pair(p, again))))] : h("p", { class: "quiet" }, "Nothing is in doubt."))
      : h("p", { class: "quiet" }, "This server only reads: decisions are made with newsgraph merge and split, or on a server without --read-only."),
    section("Decided", "/v1/judgements", {}, (j) => judged(j, again), "Nobody has decided anything yet."),
  ];
}
