// Pictures that the server draws, put into the page so that their links lead to
// its pages.
import { h, page, trouble } from "./dom.js";

// ids finds the page for an address of the interface.
function pageOf(href) {
  const m = /^\/v1\/(?:entities|events|evidence|articles)\/([^/?]+)/.exec(href) || /^\/v1\/offices\?of=([^&]+)/.exec(href);
  return m ? page(decodeURIComponent(m[1])) : null;
}

// adopt takes what is drawn and nothing that could run.
function adopt(text) {
  const doc = new DOMParser().parseFromString(text, "image/svg+xml");
  const svg = doc.documentElement;
  if (svg.nodeName !== "svg") throw { detail: "The picture cannot be read." };
  for (const bad of svg.querySelectorAll("script, foreignObject, style, image, use")) bad.remove();
  for (const el of svg.querySelectorAll("*")) {
    for (const a of [...el.attributes]) if (a.name.startsWith("on")) el.removeAttribute(a.name);
  }
  for (const a of svg.querySelectorAll("a")) {
    const to = pageOf(a.getAttribute("href") || "");
    const old = [...a.children].find((c) => c.nodeName === "title");
    const tip = old ? old.textContent : "";
    if (old) old.remove();
    for (const attr of [...a.attributes]) a.removeAttributeNode(attr);
    if (to) a.setAttribute("href", to);
    const title = doc.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = tip;
    a.prepend(title);
    a.setAttribute("aria-label", tip);
  }
  for (const g of svg.querySelectorAll("g > title")) if (g.parentNode.nodeName === "g") g.remove();
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", "Picture of the graph; each thing and line is a link");
  return document.importNode(svg, true);
}

// picture shows what the parameters ask for, with links to the files.
export function picture(params, title) {
  const box = h("div", { class: "paper", tabindex: "0", role: "region", "aria-label": title + ", picture" });
  const query = new URLSearchParams(params).toString();
  const files = h("p", { class: "quiet" }, "Picture: ", h("a", { href: "/v1/draw.svg?" + query, target: "_blank", rel: "noopener" }, "SVG"), " · ", h("a", { href: "/v1/draw.dot?" + query, download: "newsgraph.dot" }, "Graphviz source"));
  box.append(h("span", { class: "quiet", role: "status" }, "Drawing…"));
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  box.classList.toggle("dark", dark);
  fetch("/v1/draw.svg?" + query + (dark ? "&theme=dark" : "")).then(async (res) => {
    if (!res.ok) throw await res.json();
    box.replaceChildren(adopt(await res.text()));
  }).catch((err) => box.replaceChildren(trouble(err)));
  return h("section", { class: "part" }, h("h2", {}, title), box, files);
}
