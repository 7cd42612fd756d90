"""Writes the evaluation tests of the W3C for SPARQL queries as JSON Lines, for TestW3CAnswers.

    python w3c.py rdflib-7.6.0/test/data/suites/w3c > tests.jsonl

A line is {group, name, query, format, quads, vars, rows, ordered, boolean, triples}. A
term is [kind, value, datatype, language], kind one of u b l; a quad has a fourth term, the
name of its graph or null.
"""
import json, os, sys
import pyoxigraph as ox

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
KINDS = {MF + "QueryEvaluationTest", MF + "CSVResultFormatTest"}
FORMATS = {"ttl": ox.RdfFormat.TURTLE, "n3": ox.RdfFormat.N3, "rdf": ox.RdfFormat.RDF_XML, "nt": ox.RdfFormat.N_TRIPLES, "trig": ox.RdfFormat.TRIG}
RESULTS = {"srx": ox.QueryResultsFormat.XML, "srj": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV}


def term(t):
    if t is None or isinstance(t, ox.DefaultGraph):
        return None
    if isinstance(t, ox.NamedNode):
        return ["u", t.value, "", ""]
    if isinstance(t, ox.BlankNode):
        return ["b", t.value, "", ""]
    return ["l", t.value, t.datatype.value, t.language or ""]


def read(path, base=None):
    ext = path.rsplit(".", 1)[-1]
    return list(ox.parse(path=path, format=FORMATS[ext], base_iri=base or "file://" + path))


class Graph:
    def __init__(self, quads):
        self.out = {}
        for q in quads:
            self.out.setdefault((q.subject, q.predicate.value), []).append(q.object)
            self.out.setdefault((None, q.predicate.value), []).append(q.subject)

    def all(self, s, p):
        return self.out.get((s, p), [])

    def one(self, s, p):
        return next(iter(self.all(s, p)), None)


def local(node):
    return node.value.removeprefix("file://")


def result_set(g):
    """Reads a result that is written as a graph of the vocabulary rs:."""
    top = g.one(None, RS + "resultVariable") or g.one(None, RS + "boolean")
    boolean = g.one(top, RS + "boolean")
    if boolean is not None:
        return {"boolean": boolean.value == "true"}
    rows = []
    for s in g.all(top, RS + "solution"):
        row = {g.one(b, RS + "variable").value: term(g.one(b, RS + "value")) for b in g.all(s, RS + "binding")}
        index = g.one(s, RS + "index")
        rows.append((int(index.value) if index else 0, row))
    ordered = any(i for i, _ in rows)
    return {"vars": [v.value for v in g.all(top, RS + "resultVariable")], "ordered": ordered,
            "rows": [r for _, r in sorted(rows, key=lambda x: x[0])]}


def result(path):
    ext = path.rsplit(".", 1)[-1]
    if ext == "csv":
        return {"text": open(path, newline="").read()}
    if ext in RESULTS:
        res = ox.parse_query_results(path=path, format=RESULTS[ext])
        if isinstance(res, ox.QueryBoolean):
            return {"boolean": bool(res)}
        names = [v.value for v in res.variables]
        return {"vars": names, "rows": [{n: term(s[n]) for n in names if s[n] is not None} for s in res]}
    quads = read(path)
    g = Graph(quads)
    if g.all(None, RS + "resultVariable") or g.all(None, RS + "boolean"):
        return result_set(g)
    return {"triples": [[term(q.subject), term(q.predicate), term(q.object)] for q in quads]}


def manifest(path, group):
    g = Graph(read(path))
    for kind in KINDS:
        for test in [s for s in g.all(None, RDF + "type") if any(k.value == kind for k in g.all(s, RDF + "type"))]:
            action, out = g.one(test, MF + "action"), g.one(test, MF + "result")
            query = local(g.one(action, QT + "query"))
            files = [query, local(out)] + [local(d) for p in ("data", "graphData") for d in g.all(action, QT + p)]
            if missing := [f for f in files if not os.path.exists(f)]:
                print("left out, not carried:", *missing, file=sys.stderr)
                continue
            quads = []
            for d in g.all(action, QT + "data"):
                quads += [[term(q.subject), term(q.predicate), term(q.object), None] for q in read(local(d))]
            for d in g.all(action, QT + "graphData"):
                name = ["u", d.value, "", ""]
                quads += [[term(q.subject), term(q.predicate), term(q.object), name] for q in read(local(d))]
            yield {"group": group, "name": g.one(test, MF + "name").value, "file": os.path.basename(query), "query": open(query).read(), "base": "file://" + query,
                   "format": local(out).rsplit(".", 1)[-1], "quads": quads, **result(local(out))}


def main(root):
    root = os.path.abspath(root)
    for suite in ("dawg-data-r2", "sparql11"):
        for group in sorted(os.listdir(os.path.join(root, suite))):
            path = os.path.join(root, suite, group, "manifest.ttl")
            if group in ("entailment", "service") or not os.path.exists(path):
                continue
            tests = {}
            for t in manifest(path, f"{suite}/{group}"):
                tests[t["name"], t["file"]] = t
            for _, t in sorted(tests.items()):
                print(json.dumps(t).replace("file://" + root + "/", "http://w3c.example/"))


main(sys.argv[1])
