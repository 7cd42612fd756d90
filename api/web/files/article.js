// An article as it was read, with mentions as links and, beside it, what was found.
import { h, ask, page, kindOf, plural, trouble, clock } from "./dom.js";
import { split } from "./evidence.js";

// innermost returns the shortest mention that covers a part.
function innermost(marks, part) {
  let best = null;
  for (const m of marks) {
    if (m.b <= part.b && part.e <= m.e && (!best || m.e - m.b < best.e - best.b)) best = m;
  }
  return best;
}

// body shows the text, the spans of one claim marked.
function body(v, spans) {
  const offsets = [...v.marks, ...spans, ...(v.margins || [])].flatMap((s) => [s.b, s.e]);
  const margins = v.margins || [];
  let first = true;
  return split(v.text, offsets).map((part) => {
    const m = innermost(v.marks, part);
    let el = m ? h("a", { class: "mention " + kindOf(m.who.class), href: page(m.who.id), title: m.who.name, "data-b": m.b, "data-e": m.e }, part.text) : part.text;
    if (spans.some((s) => s.b <= part.b && part.e <= s.e)) {
      el = h("mark", { "data-target": first || null }, el);
      first = false;
    }
    if (margins.some((s) => s.b <= part.b && part.e <= s.e)) el = h("span", { class: "margin", title: "not a sentence of the article" }, el);
    return el;
  });
}

// retract takes the article out of the graph, after a second question.
function retract(v) {
  const said = h("span", { role: "status" });
  const go = async () => {
    if (!window.confirm("Take this article and all that rests on it alone out of the graph?")) return;
    try {
      await ask("/v1/articles/" + v.id, {}, { method: "DELETE" });
      location.hash = "#/articles";
    } catch (err) {
      said.replaceChildren(trouble(err));
    }
  };
  return h("p", {}, h("button", { type: "button", onclick: go }, "Retract this article"), " ", said);
}

export async function article(id, params, write) {
  const v = await ask("/v1/articles/" + encodeURIComponent(id));
  v.marks = v.marks || [];
  const at = params.get("at");
  const text = h("div", { class: "text", lang: "en" });
  const buttons = [];
  let chosen = null;
  // light marks what a line says while it is pointed at, and the lines of a part.
  const light = (label) => {
    const claim = (v.claims || []).find((c) => c.label === label);
    text.replaceChildren(...body(v, claim ? claim.spans : []));
  };
  const near = (b, e) => {
    for (const el of buttons) {
      const claim = v.claims.find((c) => c.label === el.dataset.label);
      el.classList.toggle("near", e > b && claim.spans.some((s) => s.b < e && b < s.e));
    }
  };
  text.addEventListener("mouseover", (ev) => {
    const m = ev.target.closest(".mention");
    near(m ? +m.dataset.b : 0, m ? +m.dataset.e : 0);
  });
  text.addEventListener("mouseleave", () => near(0, 0));
  const show = (label) => {
    chosen = label;
    const claim = (v.claims || []).find((c) => c.label === label);
    text.replaceChildren(...body(v, claim ? claim.spans : []));
    for (const b of buttons) b.setAttribute("aria-pressed", String(b.dataset.label === label));
    const target = text.querySelector("[data-target]");
    if (target) target.scrollIntoView({ block: "center" });
  };
  const kinds = { statement: "Statements", event: "Events", relation: "Relations and offices" };
  const lists = Object.entries(kinds).map(([kind, title]) => {
    const own = (v.claims || []).filter((c) => c.kind === kind).sort((a, b) => (a.spans[0] || {}).b - (b.spans[0] || {}).b);
    return own.length ? [h("h3", {}, title, h("span", { class: "count" }, " " + own.length)), h("ul", { class: "claims" }, own.map((c) => {
      const b = h("button", { type: "button", "data-label": c.label, "aria-pressed": "false", onclick: () => show(c.label), onmouseenter: () => light(c.label), onmouseleave: () => light(chosen) }, c.summary,
        c.asserted ? null : h("span", { class: "status" }, c.status === "happened" ? "claimed" : c.status));
      buttons.push(b);
      return h("li", {}, b);
    }))] : null;
  });
  show(at);
  return [
    h("p", { class: "eyebrow" }, v.outlet || v.agency || "Article"),
    h("h1", { class: v.title ? null : "untitled" }, v.title || v.lead || "Untitled article"),
    h("p", { class: "quiet" }, [v.byline, v.published ? clock(v.published) + (v.basis ? " (known from " + v.basis + ")" : "") : "date unknown", plural(v.mentions, "mention"), plural(v.marks.length ? (v.claims || []).length : 0, "claim"), v.id].filter(Boolean).join(" · ")),
    /^https?:/.test(v.uri || "") ? h("p", {}, h("a", { href: v.uri, rel: "noopener noreferrer" }, v.uri)) : null,
    h("div", { class: "reader" }, text, h("aside", { "aria-label": "What the article says" }, h("h2", {}, "What it says"), lists)),
    write ? retract(v) : null,
  ];
}
