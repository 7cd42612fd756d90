package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query/querytest"
)

// heapBound is what the process may hold while hostile queries run: the bounds of
// the places for them together, with room for the collector.
const heapBound = 512 << 20

// A post is a query as a client sends it.
type post struct{ path, kind, body string }

// gizmoHostile holds what ends or exhausts a process that runs Gizmo as JavaScript on
// plain path queries.
func gizmoHostile() []string {
	double := "var a = g.M().Both();" + strings.Repeat("a = a.Follow(a);", 40)
	return []string{
		`g.V("e:typo").Both("met").Both("met").All()`, `g.V("<typo>").Both("<p>").Both("<p>").All()`,
		`g.V().Except(g.V().Or(g.V("e:anna"))).All()`, `g.V().And(g.V()).Count()`, `g.V().Count()`, `g.V("e:anna").Out("nothing").Count()`,
		`"x".repeat(3e9)`, `while(true){}`, `for(;;);`, `function f(){f()}; f()`, `(function f(){ return f() })()`, `eval("1")`,
		`this.constructor.constructor("return process")()`, `g.V().ForEach(function(d){g.Emit(d)})`, `new Array(1e9)`, "`${g}`",
		`g.V().Both().Both().Both().Both().Both().All()`, `g.V().Has("name", regex("(((a*)*)*)*$")).All()`, `g.V().FollowRecursive(g.M().Both(), 1000000).All()`,
		`g.V("e:anna")` + strings.Repeat(".Both()", 1500) + ".All()", double + `g.V("e:anna").Follow(a).All()`,
		`g.V("e:anna").Tag("a")` + strings.Repeat(`.Both(null, ["a", "b", "c"])`, 60) + ".All()",
		strings.Repeat("(", 16000), strings.Repeat("[", 16000), strings.Repeat("{", 16000), strings.Repeat("a=>", 5000) + "1", strings.Repeat("g.V(", 4000),
		"\x00\xff\xfe", `g.V("` + "\u202e" + `").All()`, `g.V("\uD800").All()`, strings.Repeat("g.V().All();", 1300), strings.Repeat("x", 63<<10),
		"g.V('e:anna').All() //# sourceMappingURL=file:///etc/passwd",
	}
}

func graphqlHostile() []string {
	double := "{ ...f0 } "
	for i := range 30 {
		double += fmt.Sprintf("fragment f%d on Query { ...f%d ...f%d } ", i, i+1, i+1)
	}
	loop := `{ nodes(type: "Person") ` + strings.Repeat("{ met ", 10) + "{ id }" + strings.Repeat(" }", 11)
	return []string{
		loop, double + "fragment f30 on Query { __typename }", strings.Repeat("{", 60000), "{ nodes(id: " + strings.Repeat("[", 30000),
		`{ ...a } fragment a on Query { ...a }`, `{ nodes(type: "Thing") { id } }`, "{ " + strings.Repeat("__typename ", 3000) + "}",
		`mutation { a }`, `subscription { a }`, "\x00", `"""` + strings.Repeat("a", 60000), strings.Repeat("#\n", 30000), `{ node(id: "\uD800") { id } }`,
		"{ __schema { types { " + strings.Repeat("fields { type { ", 20), `{ nodes(id: "e:anna") { met(first: 99999999999999999999) { id } } }`,
		`{ nodes(type: "Event") { participant { in_participant { participant { in_participant { participant { id } } } } } } }`,
		`{ person(id: "") { id } organization(id: "\u0000") { id } }`, `{ met(of: "e:anna", first: -1) { id } }`, `{ search(text: "` + strings.Repeat("a", 5000) + `") { id } }`,
		`query ($a: [[[[String]]]]) { __typename }`, `{ event(id: "e:anna") { id } }`, `{ statement(id: "st:0") { id } article(id: "../../etc/passwd") { id } }`,
	}
}

func sparqlHostile() []string {
	product := ""
	for i := range 20 {
		product += fmt.Sprintf("?s%d ?p%d ?o%d . ", i, i, i)
	}
	doubling := `BIND("aaaaaaaaaaaaaaaa" AS ?a0) `
	for i := range 40 {
		doubling += fmt.Sprintf("BIND(CONCAT(?a%d, ?a%d) AS ?a%d) ", i, i, i+1)
	}
	return []string{
		"SELECT * WHERE { " + product + "}", "SELECT (COUNT(*) AS ?n) WHERE { " + product + "FILTER(?s0 = ?s19) }", "SELECT * WHERE { " + doubling + "}",
		"SELECT * WHERE { ?a ((ng:met*)*)* ?b . ?c ((!rdf:type+)+)+ ?d . ?e !rdf:type* ?f }", "SELECT * WHERE { " + strings.Repeat("{ ", 5000),
		"SELECT * WHERE { FILTER(" + strings.Repeat("!", 20000) + "true) }", "SELECT * WHERE { ?x " + strings.Repeat("(", 20000) + "ng:met ?y }",
		`SELECT * WHERE { ?s ?p ?o FILTER(REGEX(STR(?o), "((a{1000}){1000}){1000}")) }`, `SELECT (REPLACE(STR(?s), "", "aaaa") AS ?x) WHERE { ?s ?p ?o }`,
		`SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?b), STR(?c))) AS ?x) WHERE { ?a ?p ?o . ?b ?q ?r . ?c ?t ?u }`,
		`SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }`, `LOAD <file:///etc/passwd>`, `DROP ALL`, `INSERT DATA { e:a ng:met e:b }`,
		`SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }`, "\x00", "\xff\xfe", strings.Repeat("a", 60000), `SELECT * WHERE { ?s ?p ?o } LIMIT 99999999999999999999`,
		`CONSTRUCT { ?a ?b ?c . ?d ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f }`, `DESCRIBE ?s WHERE { ?s ?p ?o }`,
		`SELECT * WHERE { ?s ?p ?o MINUS { ?a ?b ?c . ?d ?e ?s } }`, `SELECT * WHERE { ?s ?p ?o FILTER EXISTS { ?a ?b ?c . ?d ?e ?f FILTER(?a = ?s && ?c != ?f) } }`,
	}
}

// good queries are what broken ones are made of.
var good = map[string][]string{
	"gizmo": {
		`g.V( "Anna Berg" ) .Out( "met" ) .All( )`, `var m = g.M( ) .In( "participant" ) .Out( "participant" ) ; g.V( "Lena Ortiz" ) .Follow( m ) .Order( ) .ToArray( )`,
		`g.V( "e:anna" ) .Has( "name" , gte( "Omar" ) , lt( "P" ) ) .Count( )`, `g.V( "Oslo" ) .In( "place" ) .Tag( "t" ) .Both( ) .Back( "t" ) .GetLimit( 5 )`,
		`g.V( ) .Both( [ "met" , "participant" ] ) .Save( "name" , "n" ) .Except( g.V( "e:omar" ) ) .Unique( ) .Skip( 1 ) .Limit( 3 )`,
		`g.V( "e:omar" ) .FollowRecursive( "met" , 3 , "depth" ) .Labels( ) .LabelContext( ) .InPredicates( )`,
	},
	"graphql": {
		`{ nodes ( id: "Anna Berg" ) { id met ( first: 1 offset: 1 ) { id name } } }`, `{ person ( id: "e:anna" ) { who: name class holds_position { name in_type { id } } } }`,
		`query A ( $n: [String!] = "e:omar" ) { nodes ( id: $n ) { ...w @skip ( if: true ) } } fragment w on Node { name __typename }`,
		`{ met ( of: "Anna Berg" first: 2 ) { participant { id } } search ( text: "berg" type: "Person" ) { id } }`, `{ __schema { types { name fields { name type { name } } } } }`,
		`{ organization ( id: "World Fishery Board" ) { id } event ( id: "Oslo" ) { id } statement ( id: "x" ) { id } article ( id: "doc:0" ) { id } }`,
	},
	"sparql": {
		`SELECT ?a ( COUNT ( DISTINCT ?b ) AS ?n ) WHERE { ?a ng:met ?b OPTIONAL { ?b ng:name ?m } } GROUP BY ?a HAVING ( COUNT ( ?b ) > 1 ) ORDER BY DESC ( ?n ) LIMIT 5`,
		`ASK { { e:anna ng:met+ ?x } UNION { ?x ^ng:met / ng:name ?y } FILTER ( ?x != e:omar && REGEX ( STR ( ?x ) , "e:" ) ) }`,
		`CONSTRUCT { ?a ng:met [ ng:name ?n ] } WHERE { GRAPH ?g { ?a ng:met ?b } ?b ng:name ?n MINUS { ?a ng:name "x" } }`,
		`SELECT * WHERE { VALUES ( ?x ?y ) { ( e:anna UNDEF ) ( 5 "c"@en ) } BIND ( IF ( BOUND ( ?y ) , 1 / 0 , 2 ) AS ?z ) }`,
		`DESCRIBE e:anna ?b WHERE { e:anna ( ng:met | !rdf:type ) * ?b . { SELECT ?b WHERE { ?b a ?c } LIMIT 2 } }`,
	},
}

func jsonBody(t testing.TB, src string) string {
	b, err := json.Marshal(map[string]string{"query": src})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// hostilePosts returns about 350 queries of each language in each way that a client may
// send them.
func hostilePosts(t testing.TB) []post {
	var out []post
	for i, src := range append(gizmoHostile(), querytest.Mutants(1, 320, good["gizmo"])...) {
		if i%2 == 0 {
			out = append(out, post{"/v1/query/gizmo", "text/plain", src})
		} else {
			out = append(out, post{"/v1/query/gizmo", "application/json", jsonBody(t, src)})
		}
	}
	for _, src := range append(graphqlHostile(), querytest.Mutants(2, 330, good["graphql"])...) {
		out = append(out, post{"/v1/query/graphql", "application/json", jsonBody(t, src)})
	}
	for i, src := range append(sparqlHostile(), querytest.Mutants(3, 330, good["sparql"])...) {
		if i%2 == 0 {
			out = append(out, post{"/v1/query/sparql", "application/sparql-query", src})
		} else {
			out = append(out, post{"/v1/query/sparql", "application/x-www-form-urlencoded", "query=" + url.QueryEscape(src)})
		}
	}
	return out
}

// contract holds an answer to the contract: 200, or a problem document that says whose
// fault it is. It returns the status.
func contract(t testing.TB, what string, res *http.Response) int {
	t.Helper()
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Errorf("%.120q: %v", what, err)
	}
	if res.StatusCode == http.StatusOK {
		return res.StatusCode
	}
	var p api.Problem
	if err := json.Unmarshal(body, &p); err != nil || p.Status != res.StatusCode || p.Code == "" || p.Detail == "" || res.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%.120q: %d %s %.300s", what, res.StatusCode, res.Header.Get("Content-Type"), body)
	}
	if res.StatusCode < 400 || res.StatusCode >= 500 && res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("%.120q: %d %.300s", what, res.StatusCode, body)
	}
	return res.StatusCode
}

// heapPeak looks at the heap until it is told to stop and returns the most it saw.
func heapPeak(stop <-chan struct{}) uint64 {
	var most uint64
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
		select {
		case <-stop:
			return most
		case <-tick.C:
		}
	}
}

// TestHostileQueries sends a thousand hostile queries over HTTP, eight at a time. The
// server answers each, stays within its memory and answers a good one afterwards.
func TestHostileQueries(t *testing.T) {
	d := deps(t)
	d.Limits.Read, d.Limits.Queries = 2*time.Second, 2
	srv := httptest.NewServer(api.New(d))
	defer srv.Close()
	posts := hostilePosts(t)
	if len(posts) < 1000 {
		t.Fatalf("%d queries", len(posts))
	}
	defer debug.SetGCPercent(debug.SetGCPercent(25)) // so that the heap is what queries hold, and not what a busy machine has yet to collect
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() { peak <- heapPeak(stop) }()
	work := make(chan post)
	var mu sync.Mutex
	var wg sync.WaitGroup
	seen := map[string]int{}
	for range 8 {
		wg.Go(func() {
			for p := range work {
				res, err := http.Post(srv.URL+p.path, p.kind, strings.NewReader(p.body))
				if err != nil {
					t.Errorf("%s %.120q: %v", p.path, p.body, err)
					continue
				}
				code := contract(t, p.path+" "+p.body, res)
				mu.Lock()
				seen[fmt.Sprintf("%s %d", p.path, code)]++
				mu.Unlock()
			}
		})
	}
	for _, p := range posts {
		work <- p
	}
	close(work)
	wg.Wait()
	close(stop)
	most := <-peak
	t.Logf("%d queries, heap at most %d MiB: %v", len(posts), most>>20, seen)
	if most > heapBound {
		t.Errorf("heap of %d MiB", most>>20)
	}
	for _, path := range []string{"/v1/query/gizmo", "/v1/query/graphql", "/v1/query/sparql"} {
		if seen[path+" 200"] < 10 || seen[path+" 400"] < 50 {
			t.Errorf("%s: the queries are too much alike: %v", path, seen)
		}
	}
	res, err := http.Post(srv.URL+"/v1/query/gizmo", "text/plain", strings.NewReader(`g.V("Anna Berg").Out("met")`))
	if err != nil || contract(t, "after all", res) != 200 {
		t.Errorf("after all: %v", err)
	}
}

// TestHostileRequests sends requests that are wrong as HTTP or as questions.
func TestHostileRequests(t *testing.T) {
	d := deps(t)
	d.Limits.Body = 1 << 20
	srv := httptest.NewServer(api.New(d))
	defer srv.Close()
	big := strings.Repeat("a", 2<<20)
	deep := `{"query": ` + strings.Repeat("[", 60000)
	for _, tt := range []struct {
		call
		want []int
	}{
		{call{method: "POST", path: "/v1/query/gizmo", kind: "text/plain", body: big}, []int{413}},
		{call{method: "POST", path: "/v1/query/graphql", kind: "application/json", body: big}, []int{413}},
		{call{method: "POST", path: "/v1/query/sparql", kind: "application/sparql-query", body: big}, []int{413}},
		{call{method: "POST", path: "/v1/articles", kind: "text/plain", body: big}, []int{413}},
		{call{method: "POST", path: "/v1/annotate", kind: "text/plain", body: big}, []int{413}},
		{call{method: "POST", path: "/v1/judgements", kind: "application/json", body: big}, []int{413}},
		{call{method: "POST", path: "/v1/query/gizmo", kind: "multipart/form-data; boundary=x", body: "--x"}, []int{415}},
		{call{method: "POST", path: "/v1/query/gizmo", kind: "///;;;", body: "g.V()"}, []int{415}},
		{call{method: "POST", path: "/v1/query/graphql", kind: "text/plain", body: "{ __typename }"}, []int{400, 415}},
		{call{method: "POST", path: "/v1/query/sparql", kind: "application/json", body: "{}"}, []int{415}},
		{call{method: "POST", path: "/v1/query/sparql", kind: "application/x-www-form-urlencoded", body: "query=%zz"}, []int{400}},
		{call{method: "POST", path: "/v1/query/sparql", kind: "application/x-www-form-urlencoded", body: "query=a&query=b"}, []int{400}},
		{call{method: "POST", path: "/v1/judgements", kind: "application/xml", body: "<a/>"}, []int{415}},
		{call{method: "POST", path: "/v1/judgements", kind: "application/json", body: `{"kind": 1e400}`}, []int{400, 422}},
		{call{method: "POST", path: "/v1/query/gizmo", kind: "application/json", body: deep}, []int{400}},
		{call{method: "POST", path: "/v1/query/graphql", kind: "application/json", body: deep}, []int{400}},
		{call{method: "POST", path: "/v1/judgements", kind: "application/json", body: deep}, []int{400}},
		{call{method: "POST", path: "/v1/query/graphql", kind: "application/json", body: `{"query": "{ __typename }", "variables": ` + strings.Repeat(`{"a": `, 20000)}, []int{400}},
		{call{method: "POST", path: "/v1/query/graphql", kind: "application/json", body: `[{"query": "{ __typename }"}]`}, []int{400}},
		{call{method: "GET", path: "/v1/met?of=e:anna&cursor=AAAA"}, []int{422}},
		{call{method: "GET", path: "/v1/met?of=e:anna&cursor=" + strings.Repeat("A", 1999)}, []int{422}},
		{call{method: "GET", path: "/v1/met?of=e:anna&cursor=" + strings.Repeat("A", 3000)}, []int{422}},
		{call{method: "GET", path: "/v1/articles?cursor=eyJ2IjoxfQ"}, []int{422}},
		{call{method: "GET", path: "/v1/statements?cursor=%00%ff"}, []int{422}},
		{call{method: "GET", path: "/v1/events?limit=-1"}, []int{422}},
		{call{method: "GET", path: "/v1/events?limit=1e3"}, []int{422}},
		{call{method: "GET", path: "/v1/events?limit=99999999999999999999"}, []int{422}},
		{call{method: "GET", path: "/v1/events?unknown=1"}, []int{422}},
		{call{method: "GET", path: "/v1/search?q=" + strings.Repeat("a", 50000)}, []int{422}},
		{call{method: "GET", path: "/v1/search?q=a" + strings.Repeat("&q=b", 10000)}, []int{400}},
		{call{method: "GET", path: "/v1/search?q=%ff%fe"}, []int{200, 422}},
		{call{method: "GET", path: "/v1/search?q=" + strings.Repeat("%20", 200)}, []int{422}},
		{call{method: "GET", path: "/v1/query/sparql?query=" + strings.Repeat("a", 50000)}, []int{400}},
		{call{method: "GET", path: "/v1//met?of=e:anna"}, []int{404}},
		{call{method: "GET", path: "/v1/../../etc/passwd"}, []int{404}},
		{call{method: "GET", path: "/%2e%2e/%2e%2e/etc/passwd"}, []int{404}},
		{call{method: "GET", path: "/v1/entities/%00"}, []int{404, 422}},
		{call{method: "GET", path: "/v1/entities/%ff%fe"}, []int{404, 422}},
		{call{method: "GET", path: "/v1/entities/" + strings.Repeat("a", 40000)}, []int{404, 422}},
		{call{method: "GET", path: "/v1/evidence/%27%3B%20DROP%20TABLE"}, []int{404, 422}},
		{call{method: "GET", path: "/v1/jobs/-1"}, []int{404, 422}},
		{call{method: "TRACE", path: "/v1/version"}, []int{404, 405}},
		{call{method: "BREW", path: "/v1/version"}, []int{404, 405}},
		{call{method: "GET", path: "/v1/version", host: "attacker.example:8080"}, []int{403}},
		{call{method: "GET", path: "/v1/version", host: "localhost.attacker.example"}, []int{403}},
		{call{method: "GET", path: "/v1/version", host: "127.0.0.1.attacker.example"}, []int{403}},
		{call{method: "POST", path: "/v1/query/gizmo", kind: "text/plain", body: "g.V()", header: map[string]string{"Origin": "http://localhost.attacker.example"}}, []int{403}},
		{call{method: "POST", path: "/v1/query/gizmo", kind: "text/plain", body: "g.V()", header: map[string]string{"Origin": "\x7f://"}}, []int{400, 403}},
		{call{method: "DELETE", path: "/v1/judgements/1", header: map[string]string{"Sec-Fetch-Site": "same-site"}}, []int{403}},
		{call{method: "GET", path: "/v1/articles", header: map[string]string{"Accept": strings.Repeat("text/csv,", 5000)}}, []int{200, 406}},
		{call{method: "GET", path: "/v1/articles", header: map[string]string{"If-None-Match": strings.Repeat(`"a",`, 10000)}}, []int{200}},
		{call{method: "GET", path: "/v1/articles", header: map[string]string{"Authorization": "Bearer " + strings.Repeat("a", 30000)}}, []int{200}},
	} {
		r := request(t, tt.call)
		r.RequestURI, r.URL.Host = "", strings.TrimPrefix(srv.URL, "http://")
		res, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			if !strings.Contains(err.Error(), "invalid header") { // which no client sends
				t.Errorf("%s %.100s: %v", tt.method, tt.path, err)
			}
			continue
		}
		code := contract(t, tt.method+" "+tt.path, res)
		if !slices.Contains(tt.want, code) {
			t.Errorf("%s %.100s %.60s: %d, want %v", tt.method, tt.path, tt.body, code, tt.want)
		}
	}
}

// TestSlowBodies holds a request whose body does not come, with and without a length,
// to the time of a question.
func TestSlowBodies(t *testing.T) {
	d := deps(t)
	d.Limits.Read = 200 * time.Millisecond
	addr := serve(t, d)
	for _, path := range []string{"/v1/query/gizmo", "/v1/query/sparql", "/v1/query/graphql", "/v1/articles", "/v1/annotate"} {
		for _, length := range []string{"Content-Length: 1000", "Transfer-Encoding: chunked"} {
			lines := raw(t, addr, fmt.Sprintf("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n%s\r\n\r\n5\r\ng.V(\"", path, length))
			if !strings.HasPrefix(lines, "HTTP/1.1 408 ") && !strings.HasPrefix(lines, "HTTP/1.1 503 ") && !strings.HasPrefix(lines, "HTTP/1.1 415 ") || !strings.Contains(lines, "application/problem+json") {
				t.Errorf("%s %s: %.300q", path, length, lines)
			}
		}
	}
}

// TestHostileBytes sends what is no HTTP, or nearly so.
func TestHostileBytes(t *testing.T) {
	addr := serve(t, deps(t))
	for _, src := range []string{
		"\x00\x01\x02\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
		"GET /v1/version HTTP/1.1\r\n\r\n", "GET /v1/version HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET http://evil.example/v1/version HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"POST /v1/query/gizmo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"POST /v1/query/gizmo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n", "POST /v1/query/gizmo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
		"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
		"GET /" + strings.Repeat("a", 200_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\n" + strings.Repeat("A: b\r\n", 50_000) + "\r\n",
		"GET /v1/version HTTP/1.1\r\nHost: " + strings.Repeat("a", 20000) + "\r\n\r\n", "CONNECT evil.example:80 HTTP/1.1\r\nHost: evil.example:80\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
	} {
		got := raw(t, addr, src)
		if !strings.HasPrefix(got, "HTTP/1.1 4") && !strings.HasPrefix(got, "HTTP/1.1 505 ") && !(strings.HasPrefix(src, "OPTIONS *") && strings.HasPrefix(got, "HTTP/1.1 200 ")) && got != "" {
			t.Errorf("%.60q: %.200q", src, got)
		}
	}
}

// serve runs the server until the end of the test and returns its address.
func serve(t testing.TB, d api.Deps) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- api.Serve(t.Context(), l, api.New(d), d.Log) }()
	t.Cleanup(func() {
		if err := <-served; err != nil { // the context ends before this runs
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// raw sends bytes and returns the first line and the content type of the answer, ""
// if the server closes the connection or says nothing for two seconds.
func raw(t testing.TB, addr, src string) string {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(2 * time.Second)); err != nil {
		t.Fatal(err)
	}
	io.WriteString(conn, src) // the server may have closed it before the end
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return ""
	}
	defer res.Body.Close()
	return res.Proto + " " + res.Status + " " + res.Header.Get("Content-Type")
}

// TestRateOfQueries refuses what comes too fast, queries in a language like all else.
func TestRateOfQueries(t *testing.T) {
	d := deps(t)
	d.Limits.Rate = 5
	srv := httptest.NewServer(api.New(d))
	defer srv.Close()
	codes := map[int]int{}
	for range 60 {
		res, err := http.Post(srv.URL+"/v1/query/gizmo", "text/plain", strings.NewReader(`g.V("Anna Berg").Out("met")`))
		if err != nil {
			t.Fatal(err)
		}
		retry := res.Header.Get("Retry-After")
		code := contract(t, "rate", res)
		if codes[code]++; code == 429 && retry == "" {
			t.Error("429 without Retry-After")
		}
	}
	if codes[429] == 0 || codes[200] < 10 || codes[200]+codes[429] != 60 {
		t.Errorf("of sixty: %v", codes)
	}
}

// TestPlacesForQueries lets a query wait while all places are taken, and no longer
// than a question may take.
func TestPlacesForQueries(t *testing.T) {
	d := deps(t)
	d.Limits.Queries, d.Limits.Read = 1, 300*time.Millisecond
	began, done := make(chan struct{}), make(chan struct{})
	source := d.Source
	d.Source = func(ctx context.Context) (graph.Snapshot, error) {
		if ctx.Value(slowKey{}) != nil {
			began <- struct{}{}
			<-done
		}
		return source(ctx)
	}
	h := api.New(d)
	const src = `g.V("Anna Berg").Out("met")`
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		r := request(t, call{method: "POST", path: "/v1/query/gizmo", kind: "text/plain", body: src})
		h.ServeHTTP(httptest.NewRecorder(), r.WithContext(context.WithValue(t.Context(), slowKey{}, true)))
	}()
	<-began
	w := do(t, h, call{method: "POST", path: "/v1/query/gizmo", kind: "text/plain", body: src})
	close(done)
	<-finished
	if w.Code != 503 {
		t.Errorf("with no place free: %d %s", w.Code, w.Body)
	}
	if w := do(t, h, call{method: "POST", path: "/v1/query/gizmo", kind: "text/plain", body: src}); w.Code != 200 {
		t.Errorf("with a place free again: %d", w.Code)
	}
}
