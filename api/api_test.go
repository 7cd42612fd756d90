package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/memory"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

// ingester stores the hand-made report whose text it is given.
type ingester struct {
	store *memory.Store
	gone  map[graph.ID]bool
}

func (g *ingester) Ingest(ctx context.Context, name, contentType string, body []byte) ([]graph.ID, error) {
	if strings.Contains(string(body), "no article") {
		return nil, fmt.Errorf("%w: no article in %s", graph.ErrInvalid, name)
	}
	if strings.Contains(string(body), "panic") {
		panic("boom")
	}
	return []graph.ID{graph.ArticleID("", string(body))}, ctx.Err()
}

func (g *ingester) Retract(_ context.Context, doc graph.ID) error {
	switch {
	case g.gone[doc]:
		return fmt.Errorf("%s: %w", doc, graph.ErrGone)
	case doc != querytest.Reports()[0].Article.ID:
		return fmt.Errorf("%s: %w", doc, graph.ErrNotFound)
	}
	g.gone[doc] = true
	return nil
}

func (g *ingester) Annotate(_ context.Context, w io.Writer, _, _ string, body []byte) error {
	return json.NewEncoder(w).Encode(map[string]int{"bytes": len(body)})
}

func deps(t testing.TB) api.Deps {
	t.Helper()
	return withReports(t, querytest.Reports())
}

func withReports(t testing.TB, reports []*graph.Report) api.Deps {
	t.Helper()
	s := memory.New()
	if _, err := s.Apply(t.Context(), querytest.Batch(reports)); err != nil {
		t.Fatal(err)
	}
	g := &ingester{store: s, gone: map[graph.ID]bool{}}
	return api.Deps{Source: s.Snapshot, Ingester: g, Annotator: g, Judge: &judge{}, Jobs: jobs(t), Backup: copyStore, Log: slog.New(slog.DiscardHandler)}
}

// copyStore stands for the copy of a store.
func copyStore(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, "a copy of the store")
	return err
}

func jobs(t testing.TB) *api.Jobs {
	js := api.NewJobs(t.Context())
	t.Cleanup(func() { js.Close() })
	return js
}

type call struct {
	method, path, body, kind string
	header                   map[string]string
	host                     string
}

func do(t testing.TB, h http.Handler, c call) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request(t, c))
	return w
}

func request(t testing.TB, c call) *http.Request {
	t.Helper()
	var body io.Reader
	if c.body != "" {
		body = strings.NewReader(c.body)
	}
	ctx := t.Context()
	if strings.Contains(c.path, "/v1/watch") { // which does not end by itself
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, 50*time.Millisecond)
		t.Cleanup(cancel)
	}
	r := httptest.NewRequestWithContext(ctx, c.method, "http://localhost"+strings.ReplaceAll(c.path, " ", "%20"), body)
	r.Host = "localhost"
	if c.host != "" {
		r.Host = c.host
	}
	if c.kind != "" {
		r.Header.Set("Content-Type", c.kind)
	}
	for k, v := range c.header {
		r.Header.Set(k, v)
	}
	return r
}

// doc, label and event are ids of the hand-made world.
func ids() (doc, label, event string) {
	rep := querytest.Reports()[0]
	return string(rep.Article.ID), string(rep.Events[0].Label), string(rep.Events[0].ID)
}

// calls holds one good call for each operation, by its id.
func calls() map[string]call {
	doc, label, event := ids()
	return map[string]call{
		"search":            {path: "/v1/search?q=berg"},
		"entity":            {path: "/v1/entities/e:anna"},
		"entity-mentions":   {path: "/v1/entities/e:anna/mentions?limit=2"},
		"entity-statements": {path: "/v1/entities/e:anna/statements"},
		"entity-events":     {path: "/v1/entities/e:oslo/events"},
		"entity-offices":    {path: "/v1/entities/e:anna/offices"},
		"entity-neighbours": {path: "/v1/entities/e:anna/neighbours"},
		"entity-timeline":   {path: "/v1/entities/e:anna/timeline"},
		"events":            {path: "/v1/events?type=Meeting&facts_only=true"},
		"event":             {path: "/v1/events/" + event},
		"met":               {path: "/v1/met?of=Anna Berg&since=2024"},
		"statements":        {path: "/v1/statements?speaker=Anna Berg"},
		"offices":           {path: "/v1/offices?of=Norway"},
		"paths":             {path: "/v1/paths?from=Tomas Berg&to=Omar Haddad"},
		"why":               {path: "/v1/why?from=Anna Berg&to=Omar Haddad"},
		"suggest":           {path: "/v1/suggest?q=ann"},
		"places":            {path: "/v1/places?of=Anna Berg"},
		"contradictions":    {path: "/v1/contradictions?kind=denied"},
		"compare":           {path: "/v1/compare?event=" + event},
		"timeline":          {path: "/v1/timeline?of=Anna Berg"},
		"articles":          {path: "/v1/articles"},
		"article":           {path: "/v1/articles/" + doc},
		"load-articles":     {path: "/v1/articles?name=x.txt", body: "An article.", kind: "text/plain"},
		"retract-article":   {path: "/v1/articles/" + doc},
		"job":               {path: "/v1/jobs/1"},
		"job-events":        {path: "/v1/jobs/1/events"},
		"watch":             {path: "/v1/watch?type=Meeting&of=Anna Berg&since=0"},
		"news-atom":         {path: "/v1/news.atom?of=Anna Berg&limit=20"},
		"evidence":          {path: "/v1/evidence/" + label},
		"draw-dot":          {path: "/v1/draw.dot?ego=Anna Berg"},
		"draw-svg":          {path: "/v1/draw.svg?all=true"},
		"draw-png":          {path: "/v1/draw.png?from=Anna Berg&to=Omar Haddad&why=true&theme=dark"},
		"backup":            {path: "/v1/backup"},
		"export":            {path: "/v1/export?format=html&ego=Anna Berg&theme=dark"},
		"gizmo":             {path: "/v1/query/gizmo", body: `{"query": "g.V(\"Anna Berg\").Out(\"met\").All()"}`, kind: "application/json"},
		"judgements":        {path: "/v1/judgements"},
		"judge":             {path: "/v1/judgements", body: `{"kind": "unsure", "left": "Anna Berg", "right": "Omar Haddad"}`, kind: "application/json"},
		"undo-judgement":    {path: "/v1/judgements/1"},
		"review":            {path: "/v1/review?limit=5"},
		"explain":           {path: "/v1/explain?left=m:0123456789abcdef.1-2&right=m:0123456789abcdef.3-4"},
		"sparql":            {path: "/v1/query/sparql", body: "SELECT ?who WHERE { e:anna ng:met ?who }", kind: "application/sparql-query"},
		"graphql":           {path: "/v1/query/graphql", body: `{"query": "{ nodes(id: \"Anna Berg\") { met { name } } }"}`, kind: "application/json"},
		"sparql-get":        {path: "/v1/query/sparql?query=ASK+%7B+e%3Aanna+ng%3Amet+%3Fwho+%7D"},
		"annotate":          {path: "/v1/annotate", body: "Some text.", kind: "text/plain; charset=utf-8"},
		"version":           {path: "/v1/version"},
		"health":            {path: "/healthz"},
		"ready":             {path: "/readyz"},
	}
}

// A refusal is a call and how it is refused.
type refusal struct {
	call
	status int
	code   string
}

var bigBody = strings.Repeat("x", 3000)

func refusals() []refusal {
	_, _, event := ids()
	return append(refusedCalls, refusal{call{method: "GET", path: "/v1/entities/" + event}, 308, "moved"})
}

var refusedCalls = []refusal{
	{call{method: "GET", path: "/v1/nothing"}, 404, "no_such_path"},
	{call{method: "PUT", path: "/v1/articles"}, 405, "method"},
	{call{method: "DELETE", path: "/v1/met"}, 405, "method"},
	{call{method: "GET", path: "/v1/met?of=Nobody Atall"}, 404, "not_found"},
	{call{method: "GET", path: "/v1/met"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/search?q=" + strings.Repeat("a", 300)}, 422, "invalid"},
	{call{method: "GET", path: "/v1/search?q=%3F"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/met?of=o"}, 422, "ambiguous"},
	{call{method: "GET", path: "/v1/met?of=e:anna&limit=0"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/met?of=e:anna&limit=9999"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/met?of=e:anna&since=soon"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/met?of=e:anna&type=Dragon"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/met?of=e:anna&cursor=%25"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/entities/e:none"}, 404, "not_found"},
	{call{method: "GET", path: "/v1/events/ev:0000000000000000.1-2"}, 404, "not_found"},
	{call{method: "GET", path: "/v1/articles/doc:0000000000000000"}, 404, "not_found"},
	{call{method: "GET", path: "/v1/articles/..%2f..%2fetc%2fpasswd"}, 404, "no_such_path"},
	{call{method: "GET", path: "/v1/evidence/g:0000000000000000.00000000"}, 404, "not_found"},
	{call{method: "GET", path: "/v1/met?of=e:anna&sort=-time&asof=yesterday"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/entities/e:anna/mentions?sort=name"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/jobs/7"}, 404, "not_found"},
	{call{method: "GET", path: "/v1/jobs/7/events"}, 404, "not_found"},
	{call{method: "GET", path: "/v1/compare?event=e:anna"}, 404, "not_found"},
	{call{method: "GET", path: "/v1/draw.svg?ego=e:anna&theme=pink"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/draw.png?from=e:anna"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/export?format=nothing"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/export?format=nq&ego=e:anna&timeline=e:anna"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/export?format=nq&ego=nobody"}, 404, "not_found"},
	{call{method: "GET", path: "/v1/draw.svg"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/draw.dot?ego=e:anna&all=true"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/export?format=exe"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/export?format=nq&base=x"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/paths?from=e:anna&to=e:anna"}, 422, "invalid"},
	{call{method: "POST", path: "/v1/articles", body: "x", kind: "image/png"}, 415, "media_type"},
	{call{method: "POST", path: "/v1/articles", body: "x"}, 415, "media_type"},
	{call{method: "POST", path: "/v1/articles", body: "PK", kind: "application/zip"}, 415, "media_type"},
	{call{method: "POST", path: "/v1/articles", body: "x", kind: "text/plain", header: map[string]string{"Content-Encoding": "gzip"}}, 415, "content_encoding"},
	{call{method: "POST", path: "/v1/judgements", body: `{"kind": "merge", "left": "e:anna"}`, kind: "application/json"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/events?since=2024-02-30"}, 422, "invalid"},
	{call{method: "GET", path: "/v1/events?cursor=%zz"}, 400, "malformed"},
	{call{method: "GET", path: "/v1/met?of=e:anna;limit=1"}, 400, "malformed"},
	{call{method: "GET", path: "/v1/events?type=Meeting&type=Visit"}, 400, "malformed"},
	{call{method: "POST", path: "/v1/articles", kind: "text/plain"}, 400, "malformed"},
	{call{method: "POST", path: "/v1/articles", body: "no article", kind: "text/plain"}, 422, "invalid"},
	{call{method: "POST", path: "/v1/articles", body: bigBody, kind: "text/plain"}, 413, "body_too_large"},
	{call{method: "POST", path: "/v1/articles", body: "panic", kind: "text/plain"}, 500, "internal"},
	{call{method: "POST", path: "/v1/articles", body: "x", kind: "text/plain", header: map[string]string{"Origin": "https://evil.example"}}, 403, "origin"},
	{call{method: "POST", path: "/v1/articles", body: "x", kind: "text/plain", header: map[string]string{"Sec-Fetch-Site": "cross-site"}}, 403, "origin"},
	{call{method: "POST", path: "/v1/articles", body: "x", kind: "text/plain", header: map[string]string{"Origin": "null"}}, 403, "origin"},
	{call{method: "GET", path: "/v1/version", host: "evil.example"}, 403, "host"},
	{call{method: "DELETE", path: "/v1/articles/doc:0000000000000000"}, 404, "not_found"},
	{call{method: "POST", path: "/v1/query/gizmo", body: `g.V("e:anna").Map()`, kind: "text/plain"}, 400, "unsupported_query"},
	{call{method: "POST", path: "/v1/query/gizmo", body: `{"query": 5}`, kind: "application/json"}, 400, "malformed"},
	{call{method: "POST", path: "/v1/query/gizmo", body: `{`, kind: "application/json"}, 400, "malformed"},
	{call{method: "POST", path: "/v1/query/gizmo", body: `g.V("nobody at all").All()`, kind: "text/plain"}, 404, "not_found"},
}

func TestErrors(t *testing.T) {
	for _, tt := range refusals() {
		t.Run(tt.method+tt.path[:min(60, len(tt.path))]+tt.body[:min(10, len(tt.body))]+tt.host, func(t *testing.T) {
			d := deps(t)
			d.Limits.Body = 2000
			w := do(t, api.New(d), tt.call)
			var p api.Problem
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
				t.Fatalf("%v: %d %.300s", err, w.Code, w.Body)
			}
			if w.Code != tt.status || p.Status != tt.status || p.Code != tt.code || p.Detail == "" || p.Title == "" {
				t.Errorf("status %d, %+v; want %d %s", w.Code, p, tt.status, tt.code)
			}
			if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("content type %q", got)
			}
		})
	}
}

func TestGone(t *testing.T) {
	h, doc := api.New(deps(t)), querytest.Reports()[0].Article.ID
	for i, want := range []int{200, 410} {
		if w := do(t, h, call{method: "DELETE", path: "/v1/articles/" + string(doc)}); w.Code != want {
			t.Errorf("retraction %d: %d, want %d", i, w.Code, want)
		}
	}
}

func TestRedirect(t *testing.T) {
	h := api.New(deps(t))
	member := string(querytest.Reports()[0].Chains[1].ID)
	for from, want := range map[string]string{
		"/v1/entities/" + member + "/events?limit=3": "/v1/entities/e:anna/events?limit=3",
		"/v1/entities/Anna Berg":                     "/v1/entities/e:anna",
	} {
		w := do(t, h, call{method: "GET", path: from})
		if w.Code != 308 || w.Header().Get("Location") != want {
			t.Errorf("%s: %d to %q, want %q", from, w.Code, w.Header().Get("Location"), want)
		}
	}
}

func TestReadOnly(t *testing.T) {
	d := deps(t)
	d.Ingester, d.Annotator = nil, nil
	h := api.New(d)
	for _, tt := range []struct {
		call
		want int
	}{
		{call{method: "POST", path: "/v1/articles", body: "x", kind: "text/plain"}, 403},
		{call{method: "DELETE", path: "/v1/articles/doc:0000000000000000"}, 403},
		{call{method: "POST", path: "/v1/annotate", body: "x", kind: "text/plain"}, 503},
	} {
		if w := do(t, h, tt.call); w.Code != tt.want {
			t.Errorf("%s %s: %d, want %d", tt.method, tt.path, w.Code, tt.want)
		}
	}
}

func TestETag(t *testing.T) {
	d := deps(t)
	h := api.New(d)
	first := do(t, h, call{method: "GET", path: "/v1/articles"})
	tag := first.Header().Get("ETag")
	again := do(t, h, call{method: "GET", path: "/v1/articles", header: map[string]string{"If-None-Match": tag}})
	if tag == "" || again.Code != 304 || again.Body.Len() != 0 {
		t.Errorf("tag %q, then %d with %d bytes", tag, again.Code, again.Body.Len())
	}
	store := d.Ingester.(*ingester).store
	if _, err := store.Apply(t.Context(), graph.Batch{Remove: []graph.ID{querytest.Reports()[1].Article.ID}}); err != nil {
		t.Fatal(err)
	}
	if w := do(t, h, call{method: "GET", path: "/v1/articles", header: map[string]string{"If-None-Match": tag}}); w.Code != 200 {
		t.Errorf("after a change: %d", w.Code)
	}
	if w := do(t, h, call{method: "GET", path: "/v1/articles/" + string(querytest.Reports()[1].Article.ID)}); w.Code != 410 {
		t.Errorf("retracted article: %d, want 410", w.Code)
	}
}

// TestSearchSort orders matches by how many articles mention them, or by name.
func TestSearchSort(t *testing.T) {
	h := api.New(deps(t))
	for by, less := range map[string]func(a, b query.Match) bool{
		"name":    func(a, b query.Match) bool { return a.Name <= b.Name },
		"sources": func(a, b query.Match) bool { return a.Articles >= b.Articles },
	} {
		w := do(t, h, call{method: "GET", path: "/v1/search?q=berg&sort=" + by})
		var page query.Page[query.Match]
		if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || len(page.Items) < 2 {
			t.Fatalf("by %s: %v in %s", by, err, w.Body)
		}
		for i := 1; i < len(page.Items); i++ {
			if !less(page.Items[i-1], page.Items[i]) {
				t.Errorf("by %s: %v before %v", by, page.Items[i-1], page.Items[i])
			}
		}
	}
}

func TestHeadAndHeaders(t *testing.T) {
	h := api.New(deps(t))
	srv := httptest.NewServer(h)
	defer srv.Close()
	res, err := http.Head(srv.URL + "/v1/articles")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != 200 {
		t.Errorf("HEAD: %d", res.StatusCode)
	}
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "X-Request-Id", "Referrer-Policy"} {
		if res.Header.Get(name) == "" {
			t.Errorf("no %s", name)
		}
	}
}

// TestBusy answers 429 while all places for costly requests are taken.
func TestBusy(t *testing.T) {
	d := deps(t)
	d.Limits.Heavy = 1
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
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		r := httptest.NewRequestWithContext(context.WithValue(t.Context(), slowKey{}, true), "GET", "/v1/export?format=nq", nil)
		r.Host = "localhost"
		h.ServeHTTP(httptest.NewRecorder(), r)
	}()
	<-began // the tag's snapshot
	done <- struct{}{}
	<-began // the export's
	w := do(t, h, call{method: "GET", path: "/v1/export?format=nq"})
	close(done)
	<-finished
	if w.Code != 429 {
		t.Errorf("second export: %d, want 429", w.Code)
	}
}

type slowKey struct{}

func FuzzRequest(f *testing.F) {
	for _, c := range calls() {
		f.Add(c.path, c.body)
	}
	f.Add("/v1/search?q=%ff&limit=1&limit=2", "")
	f.Fuzz(func(t *testing.T, path, body string) {
		r, err := http.NewRequestWithContext(t.Context(), "GET", "http://localhost/", nil)
		if err != nil {
			t.Fatal(err)
		}
		u, err := r.URL.Parse(path)
		if err != nil || !strings.HasPrefix(u.Path, "/") || strings.Contains(u.Path, "draw.svg") || u.Path == "/v1/watch" {
			return
		}
		r.URL = u
		if body != "" {
			r.Method, r.Body = "POST", io.NopCloser(bytes.NewReader([]byte(body)))
			r.Header.Set("Content-Type", "text/plain")
		}
		w := httptest.NewRecorder()
		handler(t).ServeHTTP(w, r)
		if w.Code >= 500 && w.Code != 503 && !strings.Contains(body, "panic") {
			t.Errorf("%s %q: %d %s", r.Method, path, w.Code, w.Body)
		}
	})
}

var fuzzed http.Handler

func handler(t testing.TB) http.Handler {
	if fuzzed == nil {
		fuzzed = api.New(deps(t))
	}
	return fuzzed
}

// TestTimeout answers 503 when a question takes too long.
func TestTimeout(t *testing.T) {
	d := deps(t)
	d.Limits.Read = time.Nanosecond
	w := do(t, api.New(d), call{method: "GET", path: "/v1/met?of=Anna Berg"})
	if w.Code != 503 || !strings.Contains(w.Body.String(), `"code":"timeout"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestLimit refuses what reads too much and says so.
func TestLimit(t *testing.T) {
	d := deps(t)
	d.Limits.Query.Quads = 5
	w := do(t, api.New(d), call{method: "GET", path: "/v1/met?of=Anna Berg"})
	if w.Code != 422 || !strings.Contains(w.Body.String(), `"code":"limit_exceeded"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
