// Building pages: elements are made one by one and text is always text, so that no
// name or sentence can become markup.

// h makes an element: h("a", {href: "#/"}, "text", child, …). Attributes that are
// null or false are left out; "on…" are listeners.
export function h(tag, attrs, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) el.addEventListener(name.slice(2), value);
    else el.setAttribute(name, value === true ? "" : value);
  }
  el.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== ""));
  return el;
}

const space = "http://www.w3.org/2000/svg";

// draw makes an element of a picture in SVG, as h makes one of a page.
export function draw(tag, attrs, ...children) {
  const el = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attrs)) if (value !== null && value !== undefined) el.setAttribute(name, value);
  el.append(...children);
  return el;
}

// ask gets JSON from the interface; an error carries the problem's words.
export async function ask(path, params, options) {
  const url = new URL(path, location.href);
  for (const [k, v] of Object.entries(params || {})) {
    if (v !== null && v !== undefined && v !== "") url.searchParams.set(k, v);
  }
  let res;
  try {
    res = await fetch(url, options);
  } catch (err) {
    if (err.name === "AbortError") throw err;
    throw { detail: "The server does not answer.", hint: "Is newsgraph still running?" };
  }
  const type = res.headers.get("Content-Type") || "";
  if (!res.ok) throw type.includes("json") ? await res.json() : { detail: res.status + " " + res.statusText };
  return type.includes("json") && !type.includes("jsonl") ? res.json() : res.text();
}

// trouble shows an error with what to do about it.
export function trouble(err) {
  const candidates = (err.candidates || []).map((c) => h("li", {}, thing(c), h("span", { class: "quiet" }, " " + plural(c.articles, "article"))));
  return h("div", { class: "trouble", role: "alert" },
    h("p", {}, h("strong", {}, err.detail || String(err))),
    err.hint ? h("p", { class: "quiet" }, err.hint) : null,
    candidates.length ? h("ul", {}, candidates) : null);
}

export const plural = (n, noun) => n + " " + noun + (n === 1 ? "" : "s");

// address of the page of an id.
export function page(id) {
  const kind = id.slice(0, id.indexOf(":"));
  const name = { doc: "article", ev: "event", g: "evidence" }[kind] || "entity";
  return "#/" + name + "/" + encodeURIComponent(id);
}

// clock writes a moment as people do: the day, and the time with its zone where it has one.
export function clock(value) {
  const m = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*(Z|[+-].*)?$/.exec(value || "");
  return m ? m[1] + " " + m[2] + (m[3] ? " UTC" + m[3].replace("Z", "") : "") : value;
}

// thing links to a thing, marked by its class.
export function thing(ref, text) {
  return h("a", { class: "thing " + kindOf(ref.class), href: page(ref.id), title: ref.class || null }, text || ref.name || ref.id);
}

const kinds = {
  person: ["Person"],
  org: ["Organization", "PublicBody", "Company", "Party", "NewsAgency", "ArmedGroup"],
  place: ["Place", "Country", "City", "Territory"],
  group: ["Group"],
  role: ["Position"],
};

// kindOf gives the colour and glyph of a class.
export function kindOf(cls) {
  for (const [kind, classes] of Object.entries(kinds)) if (classes.includes(cls)) return kind;
  return "other";
}

// section is a part of a page that fills itself page by page from a list of the
// interface; empty says what it means when there is nothing.
export function section(title, path, params, row, empty) {
  const list = h("ol", { class: "rows" });
  const more = h("p", { class: "more" });
  const head = h("h2", {}, title);
  const box = h("section", { class: "part" }, head, list, more);
  async function load(cursor) {
    more.replaceChildren(h("span", { class: "quiet", role: "status" }, "Loading…"));
    try {
      const p = await ask(path, { limit: 20, ...params, cursor });
      head.replaceChildren(title, h("span", { class: "count" }, " " + p.total));
      list.append(...p.items.map((item) => h("li", {}, row(item))));
      more.replaceChildren();
      if (p.undated) more.append(h("span", { class: "quiet" }, plural(p.undated, "row") + " without a known date left out. "));
      if (p.next) more.append(h("button", { type: "button", onclick: () => load(p.next) }, "Show more"));
      if (!p.total) {
        if (empty) more.append(h("span", { class: "quiet" }, empty));
        else box.hidden = true;
      }
    } catch (err) {
      more.replaceChildren(trouble(err));
    }
  }
  load();
  return box;
}
