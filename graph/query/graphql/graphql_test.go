package graphql_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/graphql"
	"newsgraph/graph/query/querytest"
)

func run(ctx context.Context, r graph.Reader, req graphql.Request, lim graphql.Limits) (string, error) {
	res, err := graphql.Run(ctx, query.New(r, query.Limits{Quads: 100_000}), req, lim)
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(res)
	return string(b), err
}

func ExampleSchema() {
	for line := range strings.Lines(graphql.Schema()) {
		if strings.Contains(line, " met(first") {
			fmt.Print(line)
		}
	}
	// Output: met(first: Int, after: String, offset: Int): [Node!]!
}

var first = querytest.Reports()[0]

// examples are the vocabulary by example; each is a test.
var examples = []struct{ query, want string }{
	{`{ nodes(id: "Anna Berg") { id met { id name } } }`, `{"data":{"nodes":[{"id":"e:anna","met":[{"id":"e:omar","name":"Omar Haddad"},{"id":"e:tomas","name":"Tomas Berg"}]}]}}`},
	{`{ node(id: "e:anna") { who: name class holds_position { name } } }`, `{"data":{"node":{"who":"Anna Berg","class":"Person","holds_position":[{"name":"Foreign Minister of Norway"}]}}}`},
	{`{ node(id: "e:jordan") { in_criticised { name } } }`, `{"data":{"node":{"in_criticised":[{"name":"Anna Berg"}]}}}`},
	{`{ node(id: "e:anna") { met(first: 1) { name } rest: met(offset: 1) { name } } }`, `{"data":{"node":{"met":[{"name":"Omar Haddad"}],"rest":[{"name":"Tomas Berg"}]}}}`},
	{`query ($n: [String!]) { nodes(id: $n) { ...who } } fragment who on Node { name __typename }`, `{"data":{"nodes":[{"name":"Anna Berg","__typename":"Node"}]}}`},
	{`{ node(id: "e:anna") { met { id } met { name } id @skip(if: true) name @include(if: false) } }`, `{"data":{"node":{"met":[{"id":"e:omar","name":"Omar Haddad"},{"id":"e:tomas","name":"Tomas Berg"}]}}}`},
	{`{ search(text: "haddad", first: 1) { id } }`, `{"data":{"search":[{"id":"e:omar"}]}}`},
	{`{ person(id: "Anna Berg") { name } met(of: "e:omar", first: 1) { name } }`, `{"data":{"person":{"name":"Anna Berg"},"met":[{"name":"Anna Berg"}]}}`},
	{fmt.Sprintf(`{ statement(id: %q) { class } article(id: %q) { class } event(id: %q) { class } }`, first.Statements[0].ID, first.Article.ID, first.Events[0].ID), `{"data":{"statement":{"class":"Say"},"article":{"class":"Article"},"event":{"class":"Meeting"}}}`},
	{`{ organization(id: "World Fishery Board") { id class } }`, `{"data":{"organization":{"id":"e:wfb","class":"Organization"}}}`},
	{`{ __type(name: "Query") { kind fields { name } } none: __type(name: "Nonsense") { name } }`, `{"data":{"__type":{"kind":"OBJECT","fields":[{"name":"nodes"},{"name":"node"},{"name":"article"},{"name":"event"},{"name":"organization"},{"name":"person"},{"name":"statement"},{"name":"met"},{"name":"search"}]},"none":null}}`},
	{`{ nodes(type: "NewsConference") { class status { id } } }`, ``},
}

func TestExamples(t *testing.T) {
	r := querytest.Open(t)
	for _, tt := range examples {
		got, err := run(t.Context(), r, graphql.Request{Query: tt.query, Variables: map[string]any{"n": "Anna Berg"}}, graphql.Limits{})
		if err != nil {
			t.Errorf("%s: %v", tt.query, err)
			continue
		}
		if d := cmp.Diff(got, tt.want); tt.want != "" && d != "" {
			t.Errorf("%s: -got +want\n%s", tt.query, d)
		}
	}
}

// TestPages reads lists of things and of texts by their cursors, one node at a time.
func TestPages(t *testing.T) {
	r := querytest.Open(t)
	type node struct{ Name, Cursor string }
	list := func(of, args string) []node {
		got, err := run(t.Context(), r, graphql.Request{Query: `{ node(id: "e:anna") { l: ` + of + args + ` { name cursor } } }`}, graphql.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var answer struct {
			Data struct{ Node struct{ L []node } }
		}
		if err := json.Unmarshal([]byte(got), &answer); err != nil {
			t.Fatal(err)
		}
		return answer.Data.Node.L
	}
	for _, of := range []string{"met", "alias", "in_participant"} {
		all := list(of, "")
		var paged []node
		for page := list(of, "(first: 1)"); len(page) > 0; page = list(of, fmt.Sprintf("(first: 1, after: %q)", page[0].Cursor)) {
			paged = append(paged, page...)
		}
		if d := cmp.Diff(paged, all); d != "" || len(all) < 2 {
			t.Errorf("%s: -paged +all\n%s", of, d)
		}
	}
}

func TestRefused(t *testing.T) {
	r := querytest.Open(t)
	for _, tt := range []struct {
		query, want string
		kind        error
	}{
		{``, "operation", graph.ErrInvalid},
		{`{`, "1:2", graph.ErrInvalid},
		{`mutation { nodes }`, "read-only", graph.ErrInvalid},
		{`subscription { nodes { id } }`, "read-only", graph.ErrInvalid},
		{`{ person(id: "Oslo") { id } }`, "not Person", graph.ErrInvalid},
		{`{ __schema { types { nonsense } } }`, "nonsense", graph.ErrInvalid},
		{`{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`, "introspection depth exceeded", graph.ErrInvalid},
		{`{ __type(name: "Node") { ` + strings.Repeat("ofType { ", 30) + "name" + strings.Repeat(" }", 32), "nested more than 24", graph.ErrInvalid},
		{`{ nodes(id: "e:anna") { nonsense } }`, "nonsense", graph.ErrInvalid},
		{`{ nodes { id } }`, "needs an id or a type", graph.ErrInvalid},
		{`{ nodes(type: "Unicorn") { id } }`, "not a class", graph.ErrInvalid},
		{`{ node(id: "nobody at all") { id } }`, "not found", graph.ErrNotFound},
		{`{ ...a } fragment a on Query { ...a }`, "contains itself", graph.ErrInvalid},
		{`{ node(id: "e:anna") { met(first: -1) { id } } }`, "negative", graph.ErrInvalid},
		{`{ node(id: "e:anna") { met(after: "?") { id } } }`, "no cursor", graph.ErrInvalid},
		{`{ node(id: "e:anna") { met(after: "ZTphbm5hAAA") { id } } }`, "cursor of nothing", graph.ErrInvalid}, // e:anna itself
	} {
		got, err := run(t.Context(), r, graphql.Request{Query: tt.query}, graphql.Limits{})
		if err == nil || !strings.Contains(err.Error(), tt.want) || !errors.Is(err, tt.kind) {
			t.Errorf("%s: %s, %v; want %q", tt.query, got, err, tt.want)
		}
	}
}

// TestIntrospection asks what GraphiQL, code generators and other tools begin with and
// reads the schema back from the answer.
func TestIntrospection(t *testing.T) {
	const src = `query IntrospectionQuery { __schema { queryType { name } mutationType { name } subscriptionType { name }
		types { ...FullType } directives { name description locations args { ...InputValue } } } }
	fragment FullType on __Type { kind name description fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
		inputFields { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
	fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
	fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }`
	got, err := run(t.Context(), querytest.Open(t), graphql.Request{Query: src, Operation: "IntrospectionQuery"}, graphql.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	type ref struct {
		Kind, Name string
		OfType     *ref
	}
	var answer struct {
		Data struct {
			Schema struct {
				QueryType    struct{ Name string }
				MutationType *struct{}
				Types        []struct {
					Kind, Name string
					Fields     []struct {
						Name string
						Args []struct{ Name, DefaultValue string }
						Type ref
					}
				}
			} `json:"__schema"`
		}
	}
	if err := json.Unmarshal([]byte(got), &answer); err != nil {
		t.Fatal(err)
	}
	s := answer.Data.Schema
	if s.QueryType.Name != "Query" || s.MutationType != nil {
		t.Errorf("query type %q, mutation type %v", s.QueryType.Name, s.MutationType)
	}
	said := map[string]string{}
	for _, typ := range s.Types {
		for _, f := range typ.Fields {
			name := ""
			for r := &f.Type; r != nil; r = r.OfType {
				name += r.Kind + r.Name + " "
			}
			said[typ.Name+"."+f.Name] = name
			if typ.Name+"."+f.Name == "Query.search" && (len(f.Args) != 3 || f.Args[2].DefaultValue != "20") {
				t.Errorf("arguments of search: %+v", f.Args)
			}
		}
	}
	for field, want := range map[string]string{"Node.met": "NON_NULL LIST NON_NULL OBJECTNode ", "Node.id": "SCALARID ", "Query.person": "NON_NULL OBJECTNode "} {
		if said[field] != want {
			t.Errorf("%s is %q, want %q", field, said[field], want)
		}
	}
}

func TestTooLarge(t *testing.T) {
	const src = `{ nodes(type: "Person") { name met { name } } }`
	r := querytest.Open(t)
	for _, lim := range []graphql.Limits{{Rows: 2}, {List: 1}} {
		if got, err := run(t.Context(), r, graphql.Request{Query: src}, lim); !errors.Is(err, graph.ErrTooLarge) {
			t.Errorf("%+v: %s, %v; want ErrTooLarge", lim, got, err)
		}
	}
}

// hostile returns n queries that are too deep, too wide, exponential or broken.
func hostile(n int) []string {
	deep := func(k int) string {
		return `{ nodes(id: "e:anna") ` + strings.Repeat("{ met ", k) + "{ id }" + strings.Repeat(" }", k) + " }"
	}
	double := `{ ...f0 } `
	for i := range 30 {
		double += fmt.Sprintf("fragment f%d on Query { ...f%d ...f%d } ", i, i+1, i+1)
	}
	out := []string{
		deep(5), deep(10), deep(200), deep(9000), double + `fragment f30 on Query { __typename }`,
		strings.Repeat("{", 60000), strings.Repeat("[", 60000), "{ nodes(id: " + strings.Repeat("[", 30000), "query(" + strings.Repeat("$a: [", 5000),
		"{ " + strings.Repeat("nodes(id: \"e:anna\") { id } ", 3000) + "}", "{ " + strings.Repeat("__typename ", 3000) + "}",
		`{ nodes(id: "e:anna") { in_type { in_type { in_type { id } } } } }`, `{ nodes(type: "Event") { participant { in_participant { participant { in_participant { id } } } } } }`,
		`{ nodes(type: "Thing") { id } }`, "\x00", "\xff\xfe", `{ node(id: "\uD800") { id } }`, `"""` + strings.Repeat("a", 60000), strings.Repeat("#\n", 30000),
		`{ node(id: """` + strings.Repeat("\\", 20000) + `""") { id } }`, "{ a: nodes(id: 1e999) { id } }", "query A { __typename } query B { __typename }",
	}
	words := strings.Fields(`{ { { } } } ( ) : nodes node search person organization event statement article __schema __type of text id name met in_met participant in_participant first "e:anna" "Oslo" type "Person" ... on Node fragment a $n @skip ( if : true ) [ ] query , 5 -1 null`)
	state := uint64(3)
	roll := func(n int) int {
		state = state*6364136223846793005 + 1442695040888963407
		return int(state>>33) % n
	}
	for len(out) < n {
		if roll(2) == 0 { // words at random
			var b strings.Builder
			b.WriteString("{ ")
			for range 1 + roll(30) {
				b.WriteString(words[roll(len(words))] + " ")
			}
			out = append(out, b.String())
			continue
		}
		src := strings.Fields(examples[roll(len(examples))].query)
		src[roll(len(src))] = words[roll(len(words))]
		out = append(out, strings.Join(src, " "))
	}
	return out
}

// TestHostile runs a thousand queries; each ends soon, in an answer or in an error
// that says whose fault it is.
func TestHostile(t *testing.T) {
	r := querytest.Open(t)
	answered, refused := 0, 0
	for _, src := range hostile(1000) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		began := time.Now()
		_, err := run(ctx, r, graphql.Request{Query: src}, graphql.Limits{Rows: 2000})
		cancel()
		if d := time.Since(began); d > 20*time.Second {
			t.Errorf("%.100s took %v", src, d)
		}
		switch {
		case err == nil:
			answered++
		case errors.Is(err, graph.ErrInvalid), errors.Is(err, graph.ErrNotFound), errors.Is(err, graph.ErrTooLarge):
			refused++
		default:
			t.Errorf("%.200s: %v", src, err)
		}
	}
	if answered < 20 || refused < 100 {
		t.Errorf("%d answered, %d refused", answered, refused)
	}
}

func FuzzRun(f *testing.F) {
	for _, e := range examples {
		f.Add(e.query)
	}
	r := querytest.Open(f)
	f.Fuzz(func(t *testing.T, src string) {
		_, err := run(t.Context(), r, graphql.Request{Query: src}, graphql.Limits{Rows: 500})
		if err != nil && !errors.Is(err, graph.ErrInvalid) && !errors.Is(err, graph.ErrNotFound) && !errors.Is(err, graph.ErrTooLarge) {
			t.Errorf("%q: %v", src, err)
		}
	})
}
