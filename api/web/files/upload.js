// Adding articles: each file is a job of the server, whose progress is followed.
import { h, ask, page, plural, trouble } from "./dom.js";

const types = { html: "text/html", htm: "text/html", json: "application/json", jsonl: "application/jsonl", txt: "text/plain" };

// hints say what to do about a file that is refused; those of the server are for
// those who ask.
const hints = { invalid: "Text, HTML, feeds, CSV, JSON and JSON Lines are read, archives are not.", limit_exceeded: "Divide the file and add its parts.", body_too_large: "Divide the file and add its parts." };

// follow calls tell with the job whenever it changes and returns it when it is over.
function follow(id, tell) {
  const at = "/v1/jobs/" + encodeURIComponent(id);
  return new Promise((resolve, reject) => {
    const events = new EventSource(at + "/events");
    events.addEventListener("job", (e) => {
      const job = JSON.parse(e.data);
      tell(job);
      if (job.state !== "done" && job.state !== "failed") return;
      events.close();
      resolve(job);
    });
    // A broken stream begins again by itself; one that is refused does not.
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) ask(at).then(resolve, reject);
    };
  });
}

// line shows how far one file is and, in the end, its articles or what is wrong.
function line(name) {
  const bar = h("progress", { "aria-label": "Progress of " + name });
  const words = h("span", { class: "quiet" }, "waiting");
  const el = h("li", {}, h("p", { class: "fact" }, h("strong", {}, name), " ", bar, " ", words));
  const end = (...content) => { bar.remove(); words.replaceChildren(...content.flat()); };
  return {
    el,
    tell(job) {
      const { done, total } = job.progress;
      if (total) { bar.max = total; bar.value = done; }
      words.textContent = job.state === "waiting" ? "waiting for its turn" : total ? done + " of " + plural(total, "article") : "reading";
    },
    done: (ids) => end(plural(ids.length, "article") + " added: ", ids.map((id, i) => [i ? ", " : "", h("a", { href: page(id) }, id)]).flat()),
    failed(err) {
      const detail = err.detail || String(err);
      end("not added");
      el.append(trouble({ detail: detail.startsWith(name + ":") ? detail : name + ": " + detail, hint: hints[err.code] || err.hint }));
    },
  };
}

// send loads one body and reports whether it is in the graph.
async function send(row, body, type, name) {
  try {
    const { job } = await ask("/v1/articles", { async: "true", name }, { method: "POST", headers: { "Content-Type": type }, body });
    const end = await follow(job, row.tell);
    if (end.state === "failed") throw end.problem;
    row.done(end.articles);
    return true;
  } catch (err) {
    row.failed(err);
    return false;
  }
}

// upload is a form that sends a text or files, one after the other; open says
// whether it is seen at once.
export function upload(open) {
  const text = h("textarea", { id: "text", rows: "3", placeholder: "Paste the text of an article" });
  const files = h("input", { id: "files", type: "file", multiple: true });
  const said = h("ol", { class: "rows", role: "status", "aria-live": "polite", "aria-label": "What became of them" });
  const button = h("button", { type: "submit" }, "Add to the graph");
  const submit = async (e) => {
    e.preventDefault();
    const loads = [...files.files].map((f) => [f.name, f, types[f.name.split(".").pop().toLowerCase()] || "application/octet-stream", f.name]);
    const pasted = text.value;
    if (pasted.trim()) loads.push(["Text", pasted, "text/plain; charset=utf-8", ""]);
    if (!loads.length) return said.replaceChildren(h("li", { class: "quiet" }, "Paste a text or choose a file first."));
    const rows = loads.map(([name]) => line(name));
    said.replaceChildren(...rows.map((r) => r.el));
    button.disabled = true;
    for (const [i, load] of loads.entries()) {
      const added = await send(rows[i], ...load.slice(1));
      if (added && load[1] === pasted) text.value = "";
    }
    files.value = "";
    button.disabled = false;
  };
  return h("details", { class: "part", open }, h("summary", {}, h("h2", {}, "Add articles")),
    h("form", { class: "upload", onsubmit: submit },
      h("label", { for: "text" }, "Text"), text,
      h("span", {}, h("label", { for: "files" }, "or files "), files), h("p", { class: "quiet" }, "Text, HTML, feeds, CSV, JSON."), button), said);
}
