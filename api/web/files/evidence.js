// Sentences with their marked words. Offsets are bytes of UTF-8.
import { h, thing, page, clock } from "./dom.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// split cuts text at the given byte offsets: [{b, e, text}].
export function split(text, offsets) {
  const bytes = encoder.encode(text);
  const cuts = [...new Set([0, bytes.length, ...offsets])].filter((o) => o >= 0 && o <= bytes.length).sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    out.push({ b: cuts[i], e: cuts[i + 1], text: decoder.decode(bytes.subarray(cuts[i], cuts[i + 1])) });
  }
  return out;
}

// marked shows text with the spans marked.
export function marked(text, spans) {
  return split(text, spans.flatMap((s) => [s.b, s.e])).map((part) =>
    spans.some((s) => s.b <= part.b && part.e <= s.e) ? h("mark", {}, part.text) : part.text);
}

// claimants tells who says so, from the outside in.
export function claimants(source) {
  return (source || []).map((c) => h("span", { class: "claim" }, "according to ",
    (c.via || []).map((v) => [thing(v), ", citing "]), thing(c.speaker), c.cue ? h("span", { class: "quiet" }, " (“" + c.cue + "”)") : null, " "));
}

// status shows how something is meant, unless it simply happened.
export function status(row) {
  const words = [];
  if (row.status && row.status !== "happened") words.push(row.status);
  else if (row.asserted === false) words.push("claimed");
  return words.map((w) => h("span", { class: "status " + w.replace(" ", "-") }, w));
}

// from names the article of a piece of evidence and links to the words in it.
function from(e) {
  const name = [e.outlet, e.title && "“" + e.title + "”", clock(e.published)].filter(Boolean).join(", ") || "article " + e.article;
  return h("a", { class: "from", href: page(e.article) + "?at=" + encodeURIComponent(e.label) }, name);
}

// evidence shows the sentences of one claim.
export function evidence(e) {
  return h("figure", { class: "evidence" },
    (e.passages || []).map((p) => h("blockquote", {}, marked(p.text, p.marks))),
    h("figcaption", {}, claimants(e.source), status(e), " ", from(e),
      h("details", { class: "how" }, h("summary", {}, "how it was read"), h("span", { class: "quiet" }, " confidence " + e.confidence / 10 + " %" + (e.rule ? ", rule " + e.rule : "")))));
}

// all shows the first piece of evidence and folds the others away; claims says how many
// there are, and whole is where all of them are shown.
export function all(list, claims, whole) {
  const [first, ...rest] = list || [];
  if (!first) return [];
  const hidden = Math.max(0, (claims || 0) - list.length);
  const more = hidden ? h("p", { class: "quiet" }, hidden + " are not shown here", whole ? [": ", h("a", { href: whole }, "all of them")] : null) : null;
  return [evidence(first), rest.length ? h("details", {}, h("summary", {}, rest.length + hidden + " more"), rest.map(evidence), more) : null];
}

// when writes a time as far as it is known.
export function when(t) {
  if (!t) return null;
  if (t.value) return h("time", { datetime: t.value, class: "when" }, clock(t.value));
  const words = t.weekday ? t.weekday[0].toUpperCase() + t.weekday.slice(1) + ", date unknown" : t.text;
  return words ? h("span", { class: "when unknown" }, words) : null;
}
