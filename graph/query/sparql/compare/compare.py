"""Puts the same SPARQL queries to newsgraph and to oxigraph and compares the answers.

    python -m venv v && v/bin/pip install -r requirements.txt
    go build -o compare ./graph/query/sparql/compare
    v/bin/python graph/query/sparql/compare/compare.py --binary ./compare --reports 300

The graph is that of generated reports (or of --store DIR), read by oxigraph from the
N-Quads that newsgraph exports; each quad is put into oxigraph's default graph as
well, which for newsgraph is the union of all labels. Queries are those of
testdata/queries/*.rq and --generated random ones. Answers are compared as multisets
of rows, numbers by value; queries with LIMIT order by everything they select.

With --times the handwritten queries are run --times times on both and the medians
printed. Exit 1 if any answer differs.
"""
import argparse, collections, glob, json, os, random, re, statistics, subprocess, sys, tempfile, time
import pyoxigraph as ox

HERE = os.path.dirname(os.path.abspath(__file__))
BASE = "https://newsgraph.invalid/"
NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "prov": "http://www.w3.org/ns/prov#", "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/", "time": "http://www.w3.org/2006/time#", "org": "http://www.w3.org/ns/org#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#", "gaf": "http://groundedannotationframework.org/gaf#",
    "wd": "http://www.wikidata.org/entity/", "ng": BASE + "ns#",
    **{p: f"{BASE}id/{p}:" for p in ("doc", "m", "ev", "st", "t", "e", "pos", "occ", "g")},
}
PROLOGUE = "".join(f"PREFIX {p}: <{n}>\n" for p, n in NS.items())


class Ours:
    def __init__(self, args, nquads):
        cmd = [args.binary, "-nquads", nquads, "-reports", str(args.reports)] + (["-store", args.store] if args.store else [])
        self.p = subprocess.Popen(cmd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.p.stdout.readline().strip() == "ready"

    def ask(self, q):
        self.p.stdin.write(json.dumps(q) + "\n")
        self.p.stdin.flush()
        return json.loads(self.p.stdout.readline())


def number(lex, kind):
    """Numbers are compared by value: their spelling is each engine's own."""
    if kind == "integer":
        return str(int(lex))
    return "%.12g" % float(lex.replace("INF", "inf"))


def literal(value, lang, datatype):
    short = (datatype or "").replace(NS["xsd"], "")
    if short in ("integer", "decimal", "double", "float"):
        return ("n", number(value, short), short)
    if short == "string" or lang:
        short = ""
    return ("l", value, (lang or "").lower() or short)


def from_json(b):
    if b["type"] == "uri":
        return ("u", b["value"])
    if b["type"] == "bnode":
        return ("b",)
    return literal(b["value"], b.get("xml:lang"), b.get("datatype"))


def from_ox(t):
    if t is None:
        return None
    if isinstance(t, ox.NamedNode):
        return ("u", t.value)
    if isinstance(t, ox.BlankNode):
        return ("b",)
    return literal(t.value, t.language, t.datatype.value)


def ours_rows(a):
    if "text" in a or "result" not in a:
        return collections.Counter((from_ox(t.subject), from_ox(t.predicate), from_ox(t.object))
                                   for t in ox.parse(a.get("text", "").encode(), format=ox.RdfFormat.N_TRIPLES))
    r = a["result"]
    if "boolean" in r:
        return r["boolean"]
    names = sorted(r["head"].get("vars", []))
    return collections.Counter(tuple(from_json(b[n]) if n in b else None for n in names) for b in r["results"]["bindings"])


def ox_rows(r):
    if isinstance(r, ox.QueryBoolean):
        return bool(r)
    if isinstance(r, ox.QueryTriples):
        return collections.Counter({(from_ox(t.subject), from_ox(t.predicate), from_ox(t.object)): 1 for t in r})
    names = [v.value for v in r.variables]
    order = sorted(range(len(names)), key=lambda i: names[i])
    return collections.Counter(tuple(from_ox(s[i]) for i in order) for s in r)


class Maker:
    """Random queries over the terms of the graph."""

    def __init__(self, rng, quads):
        self.r = rng
        self.quads = quads
        self.preds = sorted({q.predicate.value for q in quads})
        self.vars = ["a", "b", "c", "d", "v", "w"]

    def iri(self, v):
        return f"<{v}>"

    def term(self, t):
        return str(t)

    def triple(self, anchored):
        q = self.r.choice(self.quads)
        s, o = "?a", "?" + self.r.choice(self.vars[:4])  # connected: a product of everything tells nothing
        if self.r.random() < 0.4:
            s, o = o, s
        p = self.iri(q.predicate.value)
        x = self.r.random()
        if anchored or x < 0.35:
            if self.r.random() < 0.5:
                s, o = self.term(q.subject), "?a"
            else:
                s, o = "?a", self.term(q.object)
        if x > 0.9:
            p = "?" + self.r.choice(self.vars[3:])
        elif x > 0.75:
            p = self.path(p)
        return f"{s} {p} {o}"

    def path(self, p):
        q = self.iri(self.r.choice(self.preds))
        either = p if p == q else f"{p}|{q}"  # of p|p oxigraph counts each pair once, where SPARQL 1.1 (18.4) has a union
        return self.r.choice([f"^{p}", f"{p}/{q}", either, f"{p}?", f"^{p}/{p}", f"({either})/^{q}", f"!{p}", f"!({p}|^{q})",
                              f"{p}+" if p.endswith(("met>", "post>", "duringEvent>")) else p, f"({p}/^{p})?"])

    def bgp(self):
        return " . ".join([self.triple(True)] + [self.triple(False) for _ in range(self.r.randrange(2))])

    def cond(self):
        v = "?" + self.r.choice(self.vars[:4])
        q = self.r.choice(self.quads)
        return self.r.choice([f"isIRI({v})", f"isLiteral({v})", f"{v} != {self.term(q.object)}", f"{v} = {self.term(q.object)}",
                              f"BOUND({v})", f"!BOUND({v})", f'CONTAINS(STR({v}), "a")', f'REGEX(STR({v}), "^[A-M]", "i")',
                              f"STRLEN(STR({v})) > 20", f"{v} > 500", f'{v} < "M"', f"{v} IN ({self.term(q.object)}, {self.term(q.subject)})",
                              f"EXISTS {{ {v} {self.iri(self.r.choice(self.preds))} ?z }}",
                              f"NOT EXISTS {{ {v} {self.iri(self.r.choice(self.preds))} ?z . FILTER(?z != {v}) }}",
                              f"isNumeric({v}) || {v} = {v}", f"DATATYPE({v}) = xsd:date", f"YEAR({v}) > 2000", f"{v} + 1 > 2"])

    def group(self, depth):
        parts = [self.bgp()]
        for _ in range(self.r.randrange(3)):
            k = self.r.randrange(8)
            if k == 0:
                parts.append(f"OPTIONAL {{ {self.triple(False)} }}")
            elif k == 1 and depth > 0:
                parts.append(f"{{ {self.group(depth - 1)} }} UNION {{ {self.group(depth - 1)} }}")
            elif k == 2:
                parts.append(f"MINUS {{ {self.bgp()} }}")
            elif k == 3:
                parts.append(f"FILTER({self.cond()})")
            elif k == 4:
                parts.append(f"BIND({self.r.choice(['STR(?a)', 'STRLEN(STR(?b))', 'UCASE(STR(?b))', 'IF(isIRI(?c), 1, 2)', 'COALESCE(?d, ?a, 3)'])} AS ?{self.r.choice(['x', 'y'])}{len(parts)}{depth}{self.r.randrange(9)})")
            elif k == 5:
                q = self.r.choice(self.quads)
                parts.append(f"VALUES (?{self.r.choice(self.vars[:3])} ?w) {{ ({self.term(q.subject)} UNDEF) ({self.term(q.object)} 1) (UNDEF 2) }}")
            elif k == 6:
                parts.append(f"GRAPH ?g {{ {self.triple(True)} }}")
            elif k == 7 and depth > 0:
                parts.append(f"{{ SELECT DISTINCT ?a (COUNT(*) AS ?n{depth}) WHERE {{ {self.group(0)} }} GROUP BY ?a }}")
        return " . ".join(parts)

    def query(self):
        g = self.group(2)
        k = self.r.randrange(10)
        if k < 6:
            return f"SELECT {self.r.choice(['', 'DISTINCT '])}* WHERE {{ {g} }}"
        if k == 6:
            return f"ASK {{ {g} }}"
        if k == 7:
            return f"SELECT ?a (COUNT(?b) AS ?n) (COUNT(DISTINCT ?c) AS ?m) (MIN(?b) AS ?lo) (SUM(STRLEN(STR(?a))) AS ?s) WHERE {{ {g} }} GROUP BY ?a HAVING(COUNT(*) > 0)"
        if k == 8:
            return f"CONSTRUCT {{ ?a ng:x ?b . ?b ng:y ?c }} WHERE {{ {g} }}"
        return f"SELECT ?a ?b ?c WHERE {{ {g} }} ORDER BY DESC(STR(?a)) STR(?b) STR(?c) LIMIT {self.r.randrange(1, 20)} OFFSET {self.r.randrange(3)}"


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--binary", default="./compare")
    ap.add_argument("--reports", type=int, default=300)
    ap.add_argument("--store")
    ap.add_argument("--generated", type=int, default=400)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--times", type=int, default=0)
    ap.add_argument("--show", type=int, default=5)
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        sys.exit(compare(args, os.path.join(tmp, "graph.nq")))


def compare(args, nquads):
    began = time.time()
    ours = Ours(args, nquads)
    store = ox.Store()
    quads = list(ox.parse(path=nquads, format=ox.RdfFormat.N_QUADS))
    store.bulk_extend(quads)
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    print(f"{len(quads)} quads, {time.time() - began:.1f} s to make and read them", flush=True)
    hand = [(os.path.basename(f), open(f).read()) for f in sorted(glob.glob(os.path.join(HERE, "../testdata/queries/*.rq")))]
    maker = Maker(random.Random(args.seed), sorted(quads, key=str))
    made = [(f"generated {i}", maker.query()) for i in range(args.generated)]
    tally = collections.Counter()
    for name, q in hand + made:
        kind = "handwritten" if name.endswith(".rq") else "generated"
        mine = ours.ask(q)
        if "too large" in mine.get("error", "") or "deadline" in mine.get("error", ""):
            tally[kind, "too large"] += 1
            continue
        try:
            theirs = ox_rows(store.query(PROLOGUE + q))
        except (SyntaxError, RuntimeError, ValueError) as err:
            tally[kind, "oxigraph refuses" if "error" not in mine else "both refuse"] += 1
            if "error" not in mine:
                print(f"== {name}: oxigraph: {err}\n{q}")
            continue
        if "error" in mine:
            tally[kind, "newsgraph refuses"] += 1
            print(f"== {name}: {mine['error']}\n{q}")
            continue
        got = ours_rows(mine)
        tally[kind, "equal" if got == theirs else "different"] += 1
        if got == theirs and (got if isinstance(got, bool) else sum(got.values()) > 0):
            tally[kind, "of them not empty"] += 1
        if got != theirs and tally[kind, "different"] <= args.show:
            print(f"== {name}: different\n{q}")
            if not isinstance(got, bool):
                print("  only newsgraph:", list((got - theirs).items())[:3], "\n  only oxigraph:", list((theirs - got).items())[:3])
    for k, n in sorted(tally.items()):
        print(*k, n)
    if args.times:
        times(args, ours, store, hand)
    return 1 if any(k[1] in ("different", "newsgraph refuses") for k in tally) else 0


def times(args, ours, store, hand):
    ratios = []
    print("query\tnewsgraph ms\toxigraph ms\tratio")
    for name, q in hand:
        mine, theirs = [], []
        for _ in range(args.times):
            a = ours.ask(q)
            if "error" in a:
                break
            mine.append(a["ms"])
            t = time.perf_counter()
            r = store.query(PROLOGUE + q)
            if not isinstance(r, ox.QueryBoolean):
                for _ in r:
                    pass
            theirs.append((time.perf_counter() - t) * 1e3)
        if len(mine) == args.times:
            m, o = statistics.median(mine), statistics.median(theirs)
            ratios.append(m / o)
            print(f"{name}\t{m:.2f}\t{o:.2f}\t{m / o:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f}, {sum(r < 1 for r in ratios)} of {len(ratios)} faster than oxigraph")


main()
