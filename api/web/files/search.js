// Search with suggestions: a combobox as WAI-ARIA describes it.
import { h, ask, kindOf } from "./dom.js";

// complete makes input offer names in list; open is called with the match that is
// chosen. It returns what puts an end to a list that is still on its way.
export function complete(input, list, open) {
  let timer = 0, active = -1, asked = 0, found = [];

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (li) => {
    close();
    open(found[[...list.children].indexOf(li)]);
  };
  const mark = (i) => {
    const items = [...list.children];
    active = (i + items.length) % items.length;
    items.forEach((li, n) => li.setAttribute("aria-selected", n === active ? "true" : "false"));
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  };
  const fill = async () => {
    const mine = ++asked;
    const q = input.value.trim();
    if (q.length < 2) return close();
    let p;
    try {
      p = await ask("/v1/search", { q, limit: 8 });
    } catch {
      return close(); // the page of results says what is wrong
    }
    if (mine !== asked || document.activeElement !== input) return;
    found = p.items;
    list.replaceChildren(...found.map((m, i) =>
      h("li", { role: "option", id: list.id + "-" + i, "aria-selected": "false", class: kindOf(m.class), onmousedown: (e) => { e.preventDefault(); choose(e.currentTarget); } },
        h("span", {}, m.name), h("span", { class: "quiet" }, (m.class || "").toLowerCase() + " · " + m.articles))));
    list.hidden = found.length === 0;
    active = -1;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(fill, 120); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (e) => {
    if (e.key === "Escape") close();
    if (list.hidden) return;
    if (e.key === "ArrowDown") mark(active + 1);
    else if (e.key === "ArrowUp") mark(active < 0 ? list.children.length - 1 : active - 1);
    else if (e.key === "Enter" && active >= 0) choose(list.children[active]);
    else return;
    e.preventDefault();
  });
  return () => { clearTimeout(timer); asked++; close(); };
}

// field is an input with suggestions, for a page to hold.
export function field(id, label, attrs, open) {
  const list = h("ul", { id: id + "-names", class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const input = h("input", { type: "text", id, autocomplete: "off", maxlength: "200", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", ...attrs });
  complete(input, list, open);
  return [h("label", { for: id }, label), h("span", { class: "field" }, input, list)];
}

// suggest makes the form search; open is called with the id that is chosen.
export function suggest(form, open) {
  const input = form.querySelector("input");
  const end = complete(input, form.querySelector("ul"), (m) => { input.value = ""; open(m.id); });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    end();
    const q = input.value.trim();
    if (q) location.hash = "#/search?q=" + encodeURIComponent(q);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      e.preventDefault();
      input.focus();
    }
  });
}
