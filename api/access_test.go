package api_test

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

const tokenFile = `# a comment
read  reader-token-0123456789

write writer-token-0123456789
`

func TestTokens(t *testing.T) {
	d := deps(t)
	var err error
	if d.Tokens, err = api.ParseTokens(tokenFile); err != nil {
		t.Fatal(err)
	}
	h := api.New(d)
	for _, tt := range []struct {
		token, method, path, body string
		want                      int
	}{
		{"", "GET", "/v1/articles", "", 401},
		{"", "GET", "/metrics", "", 401},
		{"", "GET", "/openapi.json", "", 401},
		{"", "GET", "/healthz", "", 200},
		{"", "GET", "/readyz", "", 200},
		{"", "GET", "/", "", 200},
		{"Bearer wrong-token-0123456789", "GET", "/v1/articles", "", 401},
		{"Basic reader-token-0123456789", "GET", "/v1/articles", "", 401},
		{"Bearer reader-token-0123456789", "GET", "/v1/articles", "", 200},
		{"bearer reader-token-0123456789", "GET", "/metrics", "", 200},
		{"Bearer reader-token-0123456789", "POST", "/v1/articles", "x", 403},
		{"Bearer reader-token-0123456789", "DELETE", "/v1/articles/doc:0000000000000000", "", 403},
		{"Bearer reader-token-0123456789", "POST", "/v1/query/gizmo", `g.V("e:anna").All()`, 200},
		{"Bearer writer-token-0123456789", "GET", "/v1/articles", "", 200},
		{"Bearer writer-token-0123456789", "POST", "/v1/articles", "x", 201},
	} {
		w := do(t, h, call{method: tt.method, path: tt.path, body: tt.body, kind: "text/plain", header: map[string]string{"Authorization": tt.token}})
		if w.Code != tt.want || tt.want == 401 && w.Header().Get("WWW-Authenticate") == "" {
			t.Errorf("%s %s with %q: %d, want %d", tt.method, tt.path, tt.token, w.Code, tt.want)
		}
	}
}

func TestParseTokensRefuses(t *testing.T) {
	for _, bad := range []string{"", "# nothing", "read", "admin reader-token-0123456789", "read short", "read reader-token-0123456789 more"} {
		if _, err := api.ParseTokens(bad); err == nil || strings.Contains(err.Error(), "reader-token") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestRate(t *testing.T) {
	d := deps(t)
	d.Limits.Rate = 2
	h := api.New(d)
	ask := func(from string) int {
		r := request(t, call{method: "GET", path: "/healthz"})
		r.RemoteAddr = from
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	codes := map[int]int{}
	for range 10 {
		codes[ask("192.0.2.1:5")]++
	}
	if codes[429] < 5 || codes[200] < 4 {
		t.Errorf("of ten at once: %v", codes)
	}
	if got := ask("192.0.2.2:5"); got != 200 {
		t.Errorf("another address: %d", got)
	}
	for range 10 {
		ask("[2001:db8::1]:5")
	}
	if got := ask("[2001:db8::2]:5"); got != 429 {
		t.Errorf("another address of the same network: %d", got)
	}
}

func TestTables(t *testing.T) {
	h := api.New(deps(t))
	asCSV := map[string]string{"Accept": "text/csv"}
	w := do(t, h, call{method: "GET", path: "/v1/met?of=Anna Berg&limit=2", header: asCSV})
	if kind := w.Header().Get("Content-Type"); kind != "text/csv" {
		t.Fatalf("content type %s: %.300s", kind, w.Body)
	}
	rows, err := csv.NewReader(w.Body).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%v, %d lines", err, len(rows))
	}
	got := map[string]string{}
	for i, name := range rows[0] {
		got[name] = rows[1][i]
	}
	if got["other.name"] != "Omar Haddad" || got["place"] != "Oslo" || got["time.value"] != "2024-03-05" || !strings.Contains(got["evidence.sentence"], "Anna Berg met") {
		t.Errorf("first row: %v", got)
	}
	if total, link := w.Header().Get("X-Total-Count"), w.Header().Get("Link"); total != "6" || !strings.Contains(link, "cursor=") || !strings.HasSuffix(link, `rel="next"`) {
		t.Errorf("%s rows, next %q", total, link)
	}
	w = do(t, h, call{method: "GET", path: "/v1/entities/e:anna/mentions?limit=3", header: map[string]string{"Accept": "application/jsonl"}})
	lines := strings.Split(strings.TrimSpace(w.Body.String()), "\n")
	var naming query.Naming
	if err := json.Unmarshal([]byte(lines[0]), &naming); err != nil || len(lines) != 3 || naming.Passage.Text == "" {
		t.Errorf("%v, %d lines: %.200s", err, len(lines), w.Body)
	}
	w = do(t, h, call{method: "GET", path: "/v1/met?of=Nobody", header: asCSV})
	if kind := w.Header().Get("Content-Type"); w.Code != 404 || kind != "application/problem+json" {
		t.Errorf("error as CSV: %d %s", w.Code, kind)
	}
	one, two := do(t, h, call{method: "GET", path: "/v1/articles"}), do(t, h, call{method: "GET", path: "/v1/articles", header: asCSV})
	if one.Header().Get("ETag") == two.Header().Get("ETag") {
		t.Error("JSON and CSV have one tag")
	}
}

// TestCSVFormula keeps words of an article from being a formula of a spreadsheet.
func TestCSVFormula(t *testing.T) {
	reports := querytest.Reports()
	for i, bad := range []string{"=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)"} {
		reports[i].Article.Title = bad
	}
	d := withReports(t, reports)
	w := do(t, api.New(d), call{method: "GET", path: "/v1/articles", header: map[string]string{"Accept": "text/csv"}})
	rows, err := csv.NewReader(w.Body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, c := range row {
			if c != "" && strings.ContainsAny(c[:1], "=+-@") {
				t.Errorf("cell %q", c)
			}
		}
	}
}

func TestMetrics(t *testing.T) {
	h := api.New(deps(t))
	do(t, h, call{method: "GET", path: "/v1/met?of=e:anna"})
	do(t, h, call{method: "GET", path: "/v1/some/made/up/path"})
	w := do(t, h, call{method: "GET", path: "/metrics"})
	for _, want := range []string{
		`newsgraph_requests_total{method="GET",route="/v1/met",status="200"} 1`,
		`newsgraph_requests_total{method="GET",route="none",status="404"} 1`,
		"newsgraph_graph_version 1", "newsgraph_request_seconds_bucket", "go_goroutines",
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(w.Body.String(), "made") {
		t.Error("a path of a client is a label")
	}
}

// TestWatch sees what a later article tells, once, and nothing of another kind.
func TestWatch(t *testing.T) {
	reports := querytest.Reports()
	d := withReports(t, reports[:1])
	srv := httptest.NewServer(api.New(d))
	defer srv.Close()
	res, err := http.Get(srv.URL + "/v1/watch?of=Anna%20Berg&type=Meeting")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %s", res.StatusCode, res.Header.Get("Content-Type"))
	}
	store := d.Ingester.(*ingester).store
	before, after := querytest.Batch(reports[:1]), querytest.Batch(reports[:2])
	had := map[graph.Quad]bool{}
	for _, q := range before.Add {
		had[q] = true
	}
	next := graph.Batch{Put: reports[1:2], Redirects: after.Redirects, Names: after.Names}
	for _, q := range after.Add {
		if !had[q] {
			next.Add = append(next.Add, q)
		}
	}
	if _, err := store.Apply(t.Context(), next); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(res.Body)
	var got []string
	for len(got) < 2 && lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			var n query.News
			if err := json.Unmarshal([]byte(data), &n); err != nil || n.Event == nil || n.Version != 2 {
				t.Fatalf("%v: %s", err, data)
			}
			got = append(got, n.Event.Status)
		}
	}
	if strings.Join(got, " ") != "denied planned" {
		t.Errorf("got %v", got)
	}
}
