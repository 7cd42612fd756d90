// Search with suggestions: a combobox as WAI-ARIA describes it.
import { h, ask, kindOf } from "./dom.js";

// suggest makes the form search; open is called with the id that is chosen.
export function suggest(form, open) {
  const input = form.querySelector("input");
  const list = form.querySelector("ul");
  let timer = 0, active = -1, asked = 0;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (li) => {
    close();
    input.value = "";
    open(li.dataset.id);
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
    let found;
    try {
      found = await ask("/v1/search", { q, limit: 8 });
    } catch {
      return close(); // the page of results says what is wrong
    }
    if (mine !== asked || document.activeElement !== input) return;
    list.replaceChildren(...found.items.map((m, i) =>
      h("li", { role: "option", id: "option-" + i, "aria-selected": "false", "data-id": m.id, class: kindOf(m.class), onmousedown: (e) => { e.preventDefault(); choose(e.currentTarget); } },
        h("span", {}, m.name), h("span", { class: "quiet" }, (m.class || "").toLowerCase() + " · " + m.articles))));
    list.hidden = found.items.length === 0;
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
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    clearTimeout(timer);
    asked++;
    close();
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
