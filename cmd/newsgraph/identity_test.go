package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsgraph/api"
	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/store"
)

// A counter is a store on disk with the server before it and the command line beside it.
type counter struct {
	dir  string
	st   *store.Store
	desk *desk
	h    http.Handler
}

// open opens the store, again if it is open.
func (b *counter) open(t *testing.T) {
	t.Helper()
	b.close(t)
	st, err := store.Open(t.Context(), b.dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := newDesk(st, "")
	if err != nil {
		t.Fatal(err)
	}
	b.st, b.desk = st, d
	b.h = api.New(api.Deps{
		Source:   func(ctx context.Context) (graph.Snapshot, error) { return st.Snapshot(ctx) },
		Ingester: d, Annotator: d, Judge: d, Log: slog.New(slog.DiscardHandler),
	})
}

func (b *counter) close(t *testing.T) {
	t.Helper()
	if b.st != nil {
		if err := b.st.Close(); err != nil {
			t.Fatal(err)
		}
		b.st = nil
	}
}

// ask sends a request and reads the answer into out, if there is one.
func (b *counter) ask(t *testing.T, method, path, kind, body string, out any) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	r.Host = "localhost"
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	w := httptest.NewRecorder()
	b.h.ServeHTTP(w, r)
	if out != nil {
		if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
			t.Fatalf("%s: %d %v %.300s", path, w.Code, err, w.Body)
		}
	}
	return w
}

// load adds an article and returns its report.
func (b *counter) load(t *testing.T, text string) *graph.Report {
	t.Helper()
	ids, err := b.desk.Ingest(t.Context(), "a.txt", "text/plain", []byte(text))
	if err != nil || len(ids) != 1 {
		t.Fatalf("load: %v %v", ids, err)
	}
	return b.report(t, ids[0])
}

func (b *counter) report(t *testing.T, doc graph.ID) *graph.Report {
	t.Helper()
	snap, err := b.st.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	rep, err := snap.Report(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// canonical returns what a member is counted to.
func (b *counter) canonical(t *testing.T, member graph.ID) graph.ID {
	t.Helper()
	snap, err := b.st.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	id, err := snap.Canonical(t.Context(), member)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// cli runs a command on the store, which must be closed, and returns what it writes.
func (b *counter) cli(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	b.close(t)
	defer b.open(t)
	var out, errs bytes.Buffer
	code = run(t.Context(), append(args, "--store", b.dir), strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// person returns the chain of a report that bears a name.
func person(t *testing.T, rep *graph.Report, name string) *graph.Chain {
	t.Helper()
	i := slices.IndexFunc(rep.Chains, func(c graph.Chain) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("no %s in %q", name, rep.Article.Text)
	}
	return &rep.Chains[i]
}

const (
	harbourNews = "Mara Lindqvist opened the new harbour on March 5, 2024. Lindqvist said the work had taken nine years."
	weddingNews = "Mara Okello-Lund, the head of the port, spoke on March 6, 2024. Okello-Lund said the harbour was hers."
)

// TestMembersRedirect: the id of a member leads to what it is counted to, whatever
// that is at the time; that of a retracted article is gone, for good or until it is
// loaded again.
func TestMembersRedirect(t *testing.T) {
	b := &counter{dir: filepath.Join(t.TempDir(), "store")}
	b.open(t)
	defer b.close(t)
	one, two := b.load(t, harbourNews), b.load(t, weddingNews)
	left, right := person(t, one, "Mara Lindqvist").ID, person(t, two, "Mara Okello-Lund").ID
	if left == right || b.canonical(t, left) == b.canonical(t, right) {
		t.Fatal("one person before the judgement")
	}
	var judged api.Judged
	b.ask(t, "POST", "/v1/judgements", "application/json", `{"kind":"merge","left":"`+string(left)+`","right":"`+string(right)+`","why":"married"}`, &judged)
	whole := b.canonical(t, left)
	for _, m := range []graph.ID{left, right} {
		w := b.ask(t, "GET", "/v1/entities/"+string(m), "", "", nil)
		if m == whole && w.Code != 200 || m != whole && (w.Code != 308 || w.Header().Get("Location") != "/v1/entities/"+string(whole)) {
			t.Errorf("%s, which is %s: %d to %q", m, whole, w.Code, w.Header().Get("Location"))
		}
		if code, out, _ := b.cli(t, "show", string(m)); code != 0 || !strings.Contains(out, "Mara") {
			t.Errorf("show %s: %d %s", m, code, out)
		}
	}
	if err := b.desk.Retract(t.Context(), one.Article.ID); err != nil {
		t.Fatal(err)
	}
	var problem struct{ Code, Title string }
	if w := b.ask(t, "GET", "/v1/entities/"+string(left), "", "", &problem); w.Code != 410 {
		t.Errorf("member of a retracted article: %d %+v", w.Code, problem)
	}
	if code, _, errs := b.cli(t, "show", string(left)); code != 1 || !strings.Contains(errs, "gone") && !strings.Contains(errs, "retracted") {
		t.Errorf("show a member of a retracted article: %d %s", code, errs)
	}
	if got := b.canonical(t, right); got != right {
		t.Errorf("what is left is %s, want %s", got, right)
	}
	b.load(t, harbourNews)
	if b.canonical(t, left) != whole || b.canonical(t, right) != whole {
		t.Error("loaded again, the judgement does not hold")
	}
}

// TestJudgementsSurvive: a judgement outlives a restart, a rebuild, and an analysis by
// another model that finds its members elsewhere; one that finds none of that name
// leaves it waiting, which is told.
func TestJudgementsSurvive(t *testing.T) {
	b := &counter{dir: filepath.Join(t.TempDir(), "store")}
	b.open(t)
	defer b.close(t)
	one, two := b.load(t, harbourNews), b.load(t, weddingNews)
	left, right := person(t, one, "Mara Lindqvist").ID, person(t, two, "Mara Okello-Lund").ID
	b.ask(t, "POST", "/v1/judgements", "application/json", `{"kind":"merge","left":"`+string(left)+`","right":"`+string(right)+`"}`, nil)
	holds := func(when string, left graph.ID) {
		t.Helper()
		if b.canonical(t, left) != b.canonical(t, right) {
			t.Errorf("%s: the judgement does not hold", when)
		}
	}
	b.open(t)
	holds("after a restart", left)
	if code, out, errs := b.cli(t, "rebuild"); code != 0 || !strings.Contains(out, "-0 +0") {
		t.Errorf("rebuild: %d %s %s", code, out, errs)
	}
	holds("after a rebuild", left)

	other := b.report(t, one.Article.ID)
	other.Analysis = "another model"
	c := person(t, other, "Mara Lindqvist")
	c.Mentions = c.Mentions[1:] // the first mention is not found any more
	dropped := one.Chains[slices.IndexFunc(one.Chains, func(c graph.Chain) bool { return c.ID == left })].Mentions[0]
	forget(other, dropped)
	c.ID = graph.In("m", other.Article.ID, other.Mentions[c.Mentions[0]].Span)
	moved := c.ID
	if _, err := b.desk.writer.Put(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if moved == left {
		t.Fatal("the member did not move")
	}
	holds("after an analysis by another model", moved)

	c.Name, c.Names = "Vera Holm", []string{"Vera Holm"}
	other.Analysis = "a third model"
	if _, err := b.desk.writer.Put(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if b.canonical(t, moved) == b.canonical(t, right) {
		t.Error("a judgement holds on to another name")
	}
	var log query.Page[api.Decision]
	if b.ask(t, "GET", "/v1/judgements", "", "", &log); len(log.Items) != 1 || !log.Items[0].Lost {
		t.Errorf("judgements over HTTP: %+v", log)
	}
	if _, out, _ := b.cli(t, "judgements"); !strings.Contains(out, "lost: its members are gone") {
		t.Errorf("judgements: %s", out)
	}
}

// forget takes a mention out of a report.
func forget(rep *graph.Report, mention int) {
	rep.Mentions = slices.Delete(rep.Mentions, mention, mention+1)
	shift := func(m *int) {
		if *m > mention {
			*m--
		}
	}
	for i := range rep.Chains {
		for k := range rep.Chains[i].Mentions {
			shift(&rep.Chains[i].Mentions[k])
		}
	}
	rep.Statements, rep.Events, rep.Claims, rep.Tolls = nil, nil, nil, nil // what another model says of them is not the point
}

// TestWhyNot: two that are not one are told with what speaks against it.
func TestWhyNot(t *testing.T) {
	b := &counter{dir: filepath.Join(t.TempDir(), "store")}
	b.open(t)
	defer b.close(t)
	const words = " met Kenyan Trade Minister Tomas Okello in Oslo on "
	one := b.load(t, "Norwegian Foreign Minister Mara Lindqvist"+words+"March 5, 2024.")
	two := b.load(t, "Norwegian Foreign Minister Mara Lindqvist"+words+"March 7, 2024.")
	three := b.load(t, "Mara Lindqvist, a Canadian senator, met voters in Ottawa on March 9, 2024.")
	for _, tt := range []struct {
		name        string
		left, right graph.ID
		conflict    string
	}{
		{"two days", one.Events[0].ID, two.Events[0].ID, "different days"},
		{"two countries", person(t, one, "Mara Lindqvist").ID, person(t, three, "Mara Lindqvist").ID, "offices in different countries"},
	} {
		var got api.Comparison
		w := b.ask(t, "GET", "/v1/explain?left="+url.QueryEscape(string(tt.left))+"&right="+url.QueryEscape(string(tt.right)), "", "", &got)
		if w.Code != 200 || got.Same || got.Conflict != tt.conflict || len(got.Features) == 0 {
			t.Errorf("%s: %d %+v", tt.name, w.Code, got)
		}
		code, out, errs := b.cli(t, "explain", string(tt.left), string(tt.right))
		if code != 0 || !strings.Contains(out, tt.conflict) {
			t.Errorf("%s: explain: %d %s%s", tt.name, code, out, errs)
		}
	}
}
