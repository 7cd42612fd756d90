// The interface's description, as the server gives it.
import { h, ask, trouble } from "./dom.js";

const main = document.getElementById("main");

function type(schema) {
  if (!schema) return "";
  return [].concat(schema.type || []).join(" or ") + (schema.enum ? ": " + schema.enum.join(", ") : "") + (schema.default !== undefined ? ", " + schema.default + " if left out" : "");
}

function operation(method, path, op) {
  const params = op.parameters || [];
  const kinds = op.requestBody ? Object.keys(op.requestBody.content) : [];
  return h("section", { class: "part", id: op.operationId },
    h("h3", {}, h("span", { class: "method" }, method.toUpperCase()), " ", h("code", {}, path)),
    h("p", {}, op.summary + ". ", op.description || ""),
    kinds.length ? h("p", { class: "quiet" }, "Body: " + kinds.join(", ")) : null,
    params.length ? h("table", {}, h("tbody", {}, params.map((p) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, p.name), p.required ? " *" : ""), h("td", {}, type(p.schema)), h("td", {}, p.description || ""))))) : null,
    h("p", { class: "quiet" }, "Answers " + Object.entries(op.responses).map(([code, r]) => code + (r.content ? " " + Object.keys(r.content).join(", ") : "")).join("; ")));
}

try {
  const spec = await ask("/openapi.json");
  document.getElementById("about").textContent = spec.info.description;
  const gizmo = `curl --data-binary 'g.V("David Cameron").Out("met").All()' -H 'Content-Type: text/plain' ${location.origin}/v1/query/gizmo`;
  main.append(h("p", {}, "Ids and unambiguous names both stand for things. Lists have items, total and next, the cursor of the next page. Errors are problem+json with a code for programs and a hint for people. Names of predicates are those of the ontology: met, holds_position, said_about, participant, place …"), h("pre", { tabindex: "0" }, gizmo));
  const paths = Object.entries(spec.paths).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, ops] of paths) {
    for (const [method, op] of Object.entries(ops)) main.append(operation(method, path, op));
  }
} catch (err) {
  main.append(trouble(err));
}
