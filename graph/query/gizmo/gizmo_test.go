package gizmo_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/gizmo"
	"newsgraph/graph/query/querytest"
)

func open(t testing.TB, lim query.Limits) *query.Query {
	t.Helper()
	return query.New(querytest.Open(t), lim)
}

func run(t testing.TB, src string) (string, error) {
	p, err := gizmo.Parse(src)
	if err != nil {
		return "", err
	}
	res, err := p.Run(t.Context(), open(t, query.Limits{}), gizmo.Limits{})
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(res.Rows)
	return string(b), err
}

func ExampleParse() {
	_, err := gizmo.Parse(`g.V("David Cameron").Out("met").ForEach(function(d) { g.Emit(d) })`)
	fmt.Println(err)
	// Output: 1:33: .ForEach is not supported, queries are never executed as JavaScript and call nothing back; take the rows of .All()
}

// examples are the vocabulary by example; each is a test.
var examples = []struct{ query, want string }{
	{`g.V("Anna Berg").Out("met").All()`, `[{"id":"e:omar"},{"id":"e:tomas"}]`},
	{`g.V("Omar Haddad").Out("met").Out("met").All()`, `[{"id":"e:omar"},{"id":"e:tomas"}]`},
	{`g.V("e:anna").Out("holds_position").Out("name").All()`, `[{"id":"Foreign Minister of Norway"}]`},
	{`g.V("e:anna").Out("holdsPosition").Out("ng:name").ToValue()`, `["Foreign Minister of Norway"]`},
	{`g.V("Oslo").In("place").Has("type", "Meeting").Out("participant").All()`, `[{"id":"e:anna"},{"id":"e:omar"}]`},
	{`g.V("Anna Berg").In(["participant", "speaker"]).Has("type", "NewsConference").Count()`, `[1]`},
	{`g.V("Anna Berg").Tag("who").In("participant").Has("status", "denied").Out("participant").All()`, `[{"id":"e:anna","who":"e:anna"},{"id":"e:lena","who":"e:anna"}]`},
	{`var m = g.M().In("participant").Out("participant"); g.V("Lena Ortiz").Follow(m).Order().ToArray()`, `["e:anna","e:lena","e:omar"]`},
	{`const p = g.V("Omar Haddad").In("participant"); p.And(g.V("Lena Ortiz").In("participant")).Count()`, `[2]`},
	{`g.V("e:anna", "e:omar").Except(g.V("e:omar")).All()`, `[{"id":"e:anna"}]`},
	{`g.V("e:anna").Or(g.V("e:omar")).ToArray()`, `["e:anna","e:omar"]`},
	{`g.V("e:anna").Save("name", "n").All()`, `[{"id":"e:anna","n":"Anna Berg"}]`},
	{`g.V("Jordan").In("criticised").Has("name", "Anna Berg").Count()`, `[1]`},
	{`g.V("e:anna").Has("met", "Omar Haddad").Count()`, `[1]`},
	{`g.V("e:anna").Has("met", "Lena Ortiz").Count()`, `[0]`},
	{`g.V("e:omar").As("a").Out("met").Back("a").All()`, `[{"a":"e:omar","id":"e:omar"}]`},
	{`g.V("e:jordan").FollowR(g.M().Out("criticised")).All()`, `[{"id":"e:anna"}]`},
	{`g.V("e:anna").Out("met", "how").Limit(1).All()`, `[{"how":"ng:met","id":"e:omar"}]`},
	{`g.V("e:anna").In("participant").Order().Skip(1).Limit(1).Count()`, `[1]`},
	{`g.V("e:anna").In("participant").GetLimit(1).x`, ``},
	{`g.V("e:evil").Out("name").All()`, `[{"id":"Eve \"]; \u003cscript\u003ealert('x')\u003c/script\u003e \\N"}]`},
	{`g.V("Anna Berg").Out("met")`, `[{"id":"e:omar"},{"id":"e:tomas"}]`},
	{`graph.Vertex("e:anna").out("met").all()`, `[{"id":"e:omar"},{"id":"e:tomas"}]`},
	{`var p = g.V("e:omar"); p`, `[{"id":"e:omar"}]`},
	{`g.Emit(g.V("e:omar").Out("name").ToArray())`, `["Omar Haddad"]`},
	{`var n = ["a", "b"]; g.Emit("met:"); g.Emit(n); g.Emit(2); g.Emit(null); g.Emit(g.V("e:omar"))`, `["met:",["a","b"],2,null,{"id":"e:omar"}]`},
	{`g.V(g.IRI("e:anna")).Intersect(g.V("e:anna", "e:omar")).Count()`, `[1]`},
	{`g.V("e:anna").Out("met").Out("name").Filter(like("O% Had?ad"))`, `[{"id":"Omar Haddad"}]`},
	{`g.V("e:anna").Out("met").Filter(regex("^e:t", true))`, `[{"id":"e:tomas"}]`},
	{`g.V("e:anna").Out("met").Filter(regex("^e:t")).Count()`, `[0]`},
	{`g.V("e:anna").Out("met").Filter(gt(iri("e:p")))`, `[{"id":"e:tomas"}]`},
	{`g.V("e:anna").Out("met").Has("name", gte("Omar"), lt("P"))`, `[{"id":"e:omar"}]`},
	{`g.V("e:anna").FollowRecursive("met", 1, "depth")`, `[{"depth":"1","id":"e:omar"},{"depth":"1","id":"e:tomas"}]`},
	{`g.V("e:omar").FollowRecursive(g.M().Out("met")).Order().ToArray()`, `["e:anna","e:omar","e:tomas"]`},
	{`g.V("e:anna").SaveOpt("met", "m").Has("name")`, `[{"id":"e:anna","m":"e:omar"},{"id":"e:anna","m":"e:tomas"}]`},
	{`g.V("Oslo").SaveOpt("met", "m").Out("met").Count(); g.V("Jordan").SaveOpt("met", "m")`, `[0,{"id":"e:jordan"}]`},
	{`g.V("Jordan").SaveInPredicates("p")`, `[{"id":"e:jordan","p":"ng:criticised"},{"id":"e:jordan","p":"ng:postIn"}]`},
	{`g.V("Anna Berg").Out("holds_position").SaveOutPredicates("p").TagArray()`, `[{"p":"ng:name"},{"p":"ng:postIn"},{"p":"rdf:type"}]`},
	{`g.V("e:anna").Out("name").In("name").All(); g.V("e:omar").Count()`, `[{"id":"e:anna"},1]`},
}

func TestExamples(t *testing.T) {
	for _, tt := range examples {
		t.Run(tt.query, func(t *testing.T) {
			got, err := run(t, tt.query)
			if (err != nil) != (tt.want == "") {
				t.Fatal(err)
			}
			if d := cmp.Diff(got, tt.want); d != "" {
				t.Errorf("-got +want\n%s", d)
			}
		})
	}
}

// TestRefused lists what is not supported, with the place of the error. Several
// end or exhaust a process that executes Gizmo.
func TestRefused(t *testing.T) {
	for _, tt := range []struct{ query, want string }{
		{``, "1:1: nothing is asked"},
		{`g.V("Anna Berg").Out("mte").All()`, "no predicate"},
		{`g.V("e:typo").Both("met").Both("met").All()`, "not found"},
		{`"x".repeat(3e9)`, "1:5: .Repeat is not supported"},
		{`while(true){}`, "1:1: this statement"},
		{`for(;;);`, "1:1: this statement"},
		{`function f(){f()}; f()`, "this statement"},
		{`g.V("e:anna").ForEach(function(d){g.Emit(d)})`, "1:15: .ForEach is not supported"},
		{`g.V("e:anna").Out(function(){}).All()`, "1:19: this expression"},
		{`g.V("e:anna").All().All()`, "1:15: .All ends a path"},
		{`g.V("e:anna").Out("met").Filter(like("a%", 2)).All()`, "one string"},
		{`g.V("e:anna").Filter(regex("(")).All()`, "missing closing"},
		{`g.V("e:anna").Filter("anna").All()`, ".Filter takes filters"},
		{`g.V("e:anna").map(function(d){})`, "1:15: .Map is not supported"},
		{`g.AddNamespace("a", "b")`, "g.AddNamespace is not supported"},
		{`g.V(1).All()`, "g.V takes names"},
		{`g["V"]("x").All()`, "1:1: only methods"},
		{`g.M().Out("met").All()`, "begins nowhere"},
		{`x.Out("met").All()`, "x is not set"},
		{`g.V("e:anna").Limit(-1).All()`, "not supported"},
		{`g.V("e:anna").Limit(1.5).All()`, "whole"},
		{`g.V("e:anna").GetLimit()`, "takes a number"},
		{`var f = like("a"); g.Emit(f)`, "g.Emit takes"},
		{`g = 5`, "cannot be set"},
		{"g.V(`e:anna`).All()", "this expression"},
		{`g.V("e:anna"`, "Unexpected end of input"},
		{`eval("1")`, "only methods"},
		{`this.constructor.constructor("return 1")()`, "only methods"},
		{`var {a} = g.V("e:anna");`, "plain name"},
		{`g.V(..."abc").All()`, "this expression"},
		{`g.V("e:anna").Back("nowhere").All()`, "nothing was tagged"},
		{strings.Repeat("a", 20000), "longer than"},
	} {
		t.Run(tt.query[:min(40, len(tt.query))], func(t *testing.T) {
			got, err := run(t, tt.query)
			if err == nil {
				t.Fatalf("answered %s", got)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %q, want it to contain %q", err, tt.want)
			}
			if !errors.Is(err, graph.ErrInvalid) && !errors.Is(err, graph.ErrNotFound) {
				t.Errorf("error %v is neither invalid nor not found", err)
			}
		})
	}
}

// TestBounded runs what a server that executes or does not count would not
// survive: each ends within a second, with an answer or a refusal, in little memory.
func TestBounded(t *testing.T) {
	double := "var a = g.M().Both();"
	for range 40 {
		double += "a = a.Follow(a);"
	}
	for _, src := range []string{
		`g.V().Except(g.V().Or(g.V("e:anna"))).All()`,
		`g.V().And(g.V()).Count()`,
		`g.V().Both().Both().Both().Both().Count()`,
		`g.V("e:anna")` + strings.Repeat(`.Both()`, 199) + `.All()`,
		`g.V("e:anna")` + strings.Repeat(`.Both()`, 2000) + `.All()`,
		`g.V("e:anna").Tag("a")` + strings.Repeat(`.Both(null, ["a", "b", "c"])`, 50) + `.Count()`,
		double + `g.V("e:anna").Follow(a).Count()`,
		strings.Repeat("(", 16000), strings.Repeat("[", 16000), strings.Repeat("{", 16000), strings.Repeat("!", 16000),
		strings.Repeat("- ", 8000) + "1", strings.Repeat("a=>", 5000) + "1", strings.Repeat("new ", 4000),
		strings.Repeat("`${", 5000), strings.Repeat("function(){", 1400), strings.Repeat("if(a)", 3000), strings.Repeat("g.V(", 4000),
		"g.V('e:anna').All() //# sourceMappingURL=file:///etc/passwd",
		"/(((((((((a*)*)*)*)*)*)*)*)*)/.test('aaaaaaaaaaaaaaaaaaaaaaaa')",
		"\x00\xff\xfe", "g.V('\\uD800').All()", "g.V('\u202e').All()",
	} {
		t.Run(src[:min(30, len(src))], func(t *testing.T) {
			q := open(t, query.Limits{Quads: 300_000})
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
			defer cancel()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := time.Now()
			if p, err := gizmo.Parse(src); err == nil {
				_, err = p.Run(ctx, q, gizmo.Limits{Rows: 1000, Between: 5000})
				t.Logf("%.120v", err)
			} else {
				t.Logf("%.120v", err)
			}
			runtime.ReadMemStats(&after)
			if d := time.Since(began); d > 20*time.Second {
				t.Errorf("took %v", d)
			}
			if mib := (after.TotalAlloc - before.TotalAlloc) >> 20; mib > 1024 {
				t.Errorf("allocated %d MiB", mib)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	p, err := gizmo.Parse(`g.V().All()`)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		q query.Limits
		g gizmo.Limits
	}{{query.Limits{Quads: 5}, gizmo.Limits{}}, {query.Limits{}, gizmo.Limits{Rows: 5}}, {query.Limits{}, gizmo.Limits{Between: 5}}} {
		if res, err := p.Run(t.Context(), open(t, tt.q), tt.g); !errors.Is(err, graph.ErrTooLarge) {
			t.Errorf("%+v: %d rows, %v; want ErrTooLarge", tt, len(res.Rows), err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, e := range examples {
		f.Add(e.query)
	}
	f.Add(`g.V("a").And(g.M().Out([null])).All()`)
	f.Fuzz(func(t *testing.T, src string) {
		p, err := gizmo.Parse(src)
		if err != nil {
			var e *gizmo.Error
			if !errors.As(err, &e) || e.Line < 1 {
				t.Errorf("error without a place: %v", err)
			}
			return
		}
		q := open(t, query.Limits{Quads: 20_000})
		if _, err := p.Run(t.Context(), q, gizmo.Limits{Rows: 100, Between: 500}); err != nil &&
			!errors.Is(err, graph.ErrInvalid) && !errors.Is(err, graph.ErrNotFound) && !errors.Is(err, graph.ErrTooLarge) {
			t.Errorf("%q: %v", src, err)
		}
	})
}
