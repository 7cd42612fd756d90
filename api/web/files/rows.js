// One row of each list of the interface.
import { h, thing, page, plural, clock } from "./dom.js";
import { all, evidence, claimants, status, when } from "./evidence.js";

const words = (s) => s.replaceAll("_", " ").replaceAll("-", " ");
const join = (list) => list.flatMap((x, i) => (i ? [", ", x] : [x]));

// encounters says in a word how two met; what did not happen is only called so.
const encounters = { "asserted-meeting": "meeting", "joint-appearance": "joint appearance", call: "call", letter: "letter", inferred: "at the same event, each by another article" };

export function meeting(m) {
  return [
    h("p", { class: "fact" }, thing(m.other), " ",
      h("a", { class: "kind", href: page(m.event) }, encounters[m.directness] || words(m.directness)), " ", m.directness === "inferred" ? null : status(m), claimants(m.source),
      m.place ? h("span", {}, " in ", join(m.place.map((p) => thing(p)))) : null, " ", when(m.time),
      h("span", { class: "quiet" }, " " + plural(m.sources, "source"))),
    all(m.evidence, m.claims, page(m.event)),
  ];
}

export function statement(st) {
  const quotes = (st.quotes || []).map((q) => q.text);
  return [
    h("p", { class: "fact" }, st.speaker.id ? thing(st.speaker) : "Someone",
      st.as && st.as !== st.speaker.name ? h("span", { class: "quiet" }, " (“" + st.as + "”)") : null,
      " ", h("span", { class: "kind" }, st.cue || st.class.toLowerCase()),
      st.stance && st.stance !== "neutral" ? h("span", { class: "status" }, st.stance) : null,
      st.addressee ? h("span", {}, " to ", thing(st.addressee)) : null,
      st.about ? h("span", {}, " about ", join(st.about.map((a) => thing(a)))) : null, " ", when(st.time)),
    quotes.length ? h("p", { class: "quote" }, quotes.join(" … ")) : null,
    all(st.evidence),
  ];
}

export function office(o) {
  const seen = o.observations.map((x) => x.evidence);
  return [
    h("p", { class: "fact" }, thing(o.holder), " ", h("span", { class: "kind" }, o.status), " ", thing({ ...o.post, class: "Position" }),
      o.organization && !o.post.name.endsWith(o.organization.name) ? h("span", {}, " of ", thing(o.organization)) : null,
      h("span", { class: "quiet" }, " observed in " + plural(o.sources, "source"))),
    all(seen, o.claims),
  ];
}

export function event(ev) {
  return [
    h("p", { class: "fact" }, h("a", { class: "kind", href: page(ev.id) }, ev.label), " ", status(ev), " ",
      join(ev.roles.map((r) => h("span", {}, r.role === "participant" ? "" : h("span", { class: "quiet" }, words(r.role) + " "), thing(r.who)))), " ", when(ev.time),
      (ev.plover || []).map((p) => h("span", { class: "code", title: "PLOVER event type" }, p))),
    all(ev.evidence, ev.claims, page(ev.id)),
  ];
}

export function relation(r) {
  return [
    h("p", { class: "fact" }, thing(r.from), " ", h("span", { class: "kind" }, r.label), " ", thing(r.to), h("span", { class: "quiet" }, " " + plural(r.sources, "source"))),
    all(r.evidence, r.claims),
  ];
}

export function neighbour(n) {
  return [
    h("p", { class: "fact" }, thing(n), " ", h("span", { class: "quiet" }, n.how.join(", ") + " · " + plural(n.sources, "source"))),
    all(n.evidence),
  ];
}

export function headline(a) {
  return h("p", { class: "fact" }, h("a", { href: page(a.id) }, a.title || a.lead || a.id), " ",
    h("span", { class: "quiet" }, [a.outlet || a.agency, clock(a.published) || "date unknown", plural(a.claims, "claim")].filter(Boolean).join(" · ")));
}

export function match(m) {
  return h("p", { class: "fact" }, thing(m), " ",
    h("span", { class: "quiet" }, [(m.class || "").toLowerCase(), plural(m.articles, "article"), m.kind === "fuzzy" ? "similar name" : ""].filter(Boolean).join(" · ")));
}

export { evidence };
