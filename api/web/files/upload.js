// Adding articles.
import { h, ask, page, trouble } from "./dom.js";

const types = { html: "text/html", htm: "text/html", json: "application/json", jsonl: "application/jsonl", txt: "text/plain" };

// upload is a form that sends a text or files; done is called when the graph has
// changed.
export function upload() {
  const text = h("textarea", { id: "text", rows: "7", placeholder: "Paste the text of an article" });
  const files = h("input", { id: "files", type: "file", multiple: true });
  const said = h("div", { role: "status", "aria-live": "polite" });
  const button = h("button", { type: "submit" }, "Add to the graph");
  const send = async (body, type, name) => {
    const res = await ask("/v1/articles", { name }, { method: "POST", headers: { "Content-Type": type }, body });
    said.append(h("p", {}, (name || "Text") + ": ", res.articles.map((id, i) => [i ? ", " : "", h("a", { href: page(id) }, "article " + id)])));
  };
  const submit = async (e) => {
    e.preventDefault();
    const jobs = [...files.files].map((f) => () => send(f, types[f.name.split(".").pop().toLowerCase()] || "application/octet-stream", f.name));
    if (text.value.trim()) jobs.push(() => send(text.value, "text/plain; charset=utf-8", ""));
    said.replaceChildren();
    if (!jobs.length) return said.append(h("p", { class: "quiet" }, "Paste a text or choose a file first."));
    button.disabled = true;
    const wait = h("p", { class: "quiet" }, "Reading…");
    said.append(wait);
    for (const job of jobs) {
      try {
        await job();
      } catch (err) {
        said.append(trouble(err));
      }
    }
    wait.remove();
    text.value = "";
    files.value = "";
    button.disabled = false;
  };
  return h("section", { class: "part" }, h("h2", {}, "Add articles"),
    h("form", { class: "upload", onsubmit: submit },
      h("label", { for: "text" }, "Text"), text,
      h("label", { for: "files" }, "or files: text, HTML, JSON, packed or not"), files, button, said));
}
