package export_test

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"newsgraph/graph"
	"newsgraph/graph/export"
	"newsgraph/graph/query"
	"newsgraph/graph/query/querytest"
)

// everyScene is one scene of each kind.
var everyScene = []export.Scene{
	{Kind: "ego", Of: "e:anna"}, {Kind: "ego", Of: "e:tomas", Depth: 2}, {Kind: "path", Of: "e:tomas", To: "e:omar"},
	{Kind: "why", Of: "e:anna", To: "e:omar"}, {Kind: "timeline", Of: "e:omar"}, {Kind: "articles", Of: "e:lena"},
	{Kind: "articles"}, {Kind: "all"}, {Kind: "things", IDs: []graph.ID{"e:lena", "e:wfb"}},
}

// TestPart holds the quads and claims of each kind of part against the whole.
func TestPart(t *testing.T) {
	whole := open(t, querytest.Reports())
	all := map[graph.Quad]bool{}
	for q, err := range whole.Quads(t.Context(), graph.Pattern{}) {
		if err != nil {
			t.Fatal(err)
		}
		all[q] = true
	}
	scenes := everyScene
	if testing.Short() { // wasm and 16 formats under the race detector take minutes
		scenes = scenes[:2]
	}
	for _, s := range scenes {
		part, err := export.Part(t.Context(), query.New(whole, query.Limits{}), s)
		if err != nil {
			t.Fatalf("%+v: %v", s, err)
		}
		seen := map[graph.Quad]bool{}
		for q, err := range part.Quads(t.Context(), graph.Pattern{}) {
			if err != nil {
				t.Fatal(err)
			}
			if !all[q] || seen[q] {
				t.Errorf("%s: quad %v is not of the graph or comes twice", s.Kind, q)
			}
			seen[q] = true
		}
		// Whatever a pattern finds is what reading all and choosing finds.
		for q := range all {
			for _, p := range []graph.Pattern{{S: q.S}, {P: q.P}, {O: &q.O}, {G: q.G}} {
				n := 0
				for _, err := range part.Quads(t.Context(), p) {
					if err != nil {
						t.Fatal(err)
					}
					n++
				}
				want := 0
				for q := range seen {
					if p.Matches(q) {
						want++
					}
				}
				if n != want {
					t.Errorf("%s: pattern %+v gives %d quads, want %d", s.Kind, p, n, want)
				}
			}
		}
		if s.Kind != "all" && s.Kind != "articles" && len(seen) >= len(all) {
			t.Errorf("%s: the part is the whole", s.Kind)
		}
		for _, f := range export.Formats {
			if testing.Short() && (f.Name == "png" || f.Name == "svg") {
				continue
			}
			if err := f.Write(t.Context(), part, io.Discard, export.Options{Scene: s, Full: true}); err != nil {
				t.Errorf("%s of %s: %v", f.Name, s.Kind, err)
			}
		}
	}
}

// A patternReader counts the patterns that a graph is asked for.
type patternReader struct {
	graph.Reader
	asked  int
	labels int // that were asked for
}

func (r *patternReader) Quads(ctx context.Context, p graph.Pattern) iter.Seq2[graph.Quad, error] {
	r.asked++
	if p.G != "" {
		r.labels++
	}
	return r.Reader.Quads(ctx, p)
}

// TestWidePart reads a part with most claims of a graph in one go, one with few by its
// labels, and both as label after label gives them.
func TestWidePart(t *testing.T) {
	whole := worldReader(t, 60, 40)
	popular, err := query.New(whole, query.Limits{}).Popular(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	person := popular[len(popular)-1].ID
	for _, tt := range []struct {
		scene export.Scene
		wide  bool
	}{{export.Scene{Kind: "all"}, true}, {export.Scene{Kind: "ego", Of: person}, false}} {
		r := &patternReader{Reader: whole}
		part, err := export.Part(t.Context(), query.New(r, query.Limits{}), tt.scene)
		if err != nil {
			t.Fatal(err)
		}
		r.asked = 0
		got := quadsOf(t, part, graph.Pattern{})
		if wide := r.asked == 1; wide != tt.wide {
			t.Errorf("%s: asked for %d patterns, want one: %v", tt.scene.Kind, r.asked, tt.wide)
		}
		var want []graph.Quad
		labels := map[graph.ID]bool{}
		for _, q := range quadsOf(t, whole, graph.Pattern{}) {
			if !labels[q.G] {
				want = append(want, quadsOf(t, part, graph.Pattern{G: q.G})...)
			}
			labels[q.G] = true
		}
		slices.SortFunc(want, graph.Quad.Compare)
		if diff := cmp.Diff(got, want); diff != "" || len(got) == 0 {
			t.Errorf("%s: %d quads differ (-at once +label by label):\n%s", tt.scene.Kind, len(got), diff)
		}
	}
}

// TestArticlesUnread draws articles without a look at what rests on their claims.
func TestArticlesUnread(t *testing.T) {
	r := &patternReader{Reader: worldReader(t, 60, 40)}
	pic, err := export.Draw(t.Context(), query.New(r, query.Limits{}), export.Scene{Kind: "articles", Top: 40})
	if err != nil || len(pic.Nodes) < 20 || r.labels > 0 {
		t.Errorf("asked for %d labels: %v", r.labels, err)
	}
}

// quadsOf returns the quads of a pattern, sorted.
func quadsOf(t *testing.T, r graph.Reader, p graph.Pattern) []graph.Quad {
	t.Helper()
	var out []graph.Quad
	for q, err := range r.Quads(t.Context(), p) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	slices.SortFunc(out, graph.Quad.Compare)
	return out
}

// TestPartRefuses asks for parts that are not there.
func TestPartRefuses(t *testing.T) {
	q := query.New(open(t, querytest.Reports()), query.Limits{})
	if _, err := export.Part(t.Context(), q, export.Scene{Kind: "nothing"}); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("unknown kind: %v", err)
	}
	if _, err := export.Found(t.Context(), q, []any{"nobody", 3}); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("a query without things: %v", err)
	}
	if _, err := export.Draw(t.Context(), q, export.Scene{Kind: "all", Theme: "pink"}); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("unknown theme: %v", err)
	}
}

// TestHTML parses the page with another parser: nothing in it may run or load
// anything, every link within it leads somewhere, and it shows every sentence.
func TestHTML(t *testing.T) {
	reports := append(querytest.Reports(), hostileReports()...)
	text := write(t, "html", reports, export.Options{Scene: export.Scene{Kind: "all", Top: 300}})
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	ids, links, policy := map[string]int{}, map[string]bool{}, ""
	var words strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			words.WriteString(n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains([]string{"script", "img", "image", "iframe", "object", "link", "form", "base", "foreignObject"}, n.Data) {
			t.Errorf("element %s", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "src", a.Key == "style":
				t.Errorf("attribute %s of %s", a.Key, n.Data)
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				links[a.Val[1:]] = true
			case a.Key == "href" && !strings.HasPrefix(a.Val, "https://"):
				t.Errorf("link to %q", a.Val)
			case a.Key == "content" && strings.Contains(a.Val, "default-src"):
				policy = a.Val
			}
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") {
		t.Errorf("content policy %q", policy)
	}
	for l := range links {
		if ids[l] == 0 {
			t.Errorf("nothing at #%s", l)
		}
	}
	if len(links) < 30 {
		t.Errorf("only %d links within the page", len(links))
	}
	shown := strings.Join(strings.Fields(words.String()), " ")
	for _, want := range []string{"Norwegian Foreign Minister Anna Berg met Jordanian Trade Minister Omar Haddad", "<script>alert('1')</script>", "=cmd|'/C calc'!A0"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
}

// TestPNG decodes pictures of each theme and looks whether they show anything.
func TestPNG(t *testing.T) {
	r := open(t, append(querytest.Reports(), hostileReports()...))
	for i, theme := range export.Themes {
		if testing.Short() && i > 0 {
			break
		}
		for _, s := range everyScene[3*i : 3*i+3] {
			s.Theme = theme
			p, err := export.Draw(t.Context(), query.New(r, query.Limits{}), s)
			if err != nil {
				t.Fatal(err)
			}
			b, err := p.PNG(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			colours := map[[3]uint32]int{}
			for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y += 7 {
				for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x += 7 {
					r, g, b, _ := img.At(x, y).RGBA()
					colours[[3]uint32{r, g, b}]++
				}
			}
			if len(colours) < 8 {
				t.Errorf("%s %s: only %d colours: %v", theme, s.Kind, len(colours), slices.Collect(maps.Keys(colours)))
			}
		}
	}
}
