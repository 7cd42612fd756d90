package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed" // the page
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

//go:embed dossier.html.tmpl
var pageSource string

//go:embed dossier.css
var pageStyle string

var page = sync.OnceValues(func() (*template.Template, error) {
	return template.New("dossier").Funcs(template.FuncMap{
		"anchor": anchor, "clean": clean, "capital": capital, "plural": plural, "office": func(o query.Office) string { return office(&o) }, "who": who,
		"standing": standing, "said": said, "first": firstOf, "link": ftmURL, "words": marked,
		"shown": func(e []query.Evidence) []query.Evidence { return e[:min(shownEvidence, len(e))] },
		"rest":  func(e []query.Evidence) int { return max(len(e)-shownEvidence, 0) },
		// A template takes one value; these join what theirs need.
		"pair": func(e query.Evidence, number map[graph.ID]int) any {
			return struct {
				E *query.Evidence
				N int
			}{&e, number[e.Article]}
		},
		"event": func(ev query.Event, number map[graph.ID]int) any {
			return struct {
				Ev     *query.Event
				Number map[graph.ID]int
			}{&ev, number}
		},
		"when": func(w *query.When) string {
			if w == nil {
				return ""
			}
			return firstOf(string(w.Value), w.Weekday, w.Text)
		},
	}).Parse(pageSource)
})

// HTML writes an investigation as one file that needs no server and no network:
// the picture is inline, nothing runs, and its content policy allows nothing else.
func HTML(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	d, err := newDossier(ctx, r, o)
	if err != nil {
		return fmt.Errorf("export html: %w", err)
	}
	t, err := page()
	if err != nil {
		return fmt.Errorf("export html: %w", err)
	}
	d.relink()
	svg, err := d.Picture.SVG(ctx)
	if err != nil {
		return fmt.Errorf("export html: %w", err)
	}
	sum := sha256.Sum256([]byte(pageStyle))
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"D": d, "Number": d.number, "Style": template.CSS(pageStyle), "Picture": template.HTML(svg),
		"Policy": "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
	})
	if err != nil {
		return fmt.Errorf("export html: %w", err)
	}
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("export html: %w", err)
	}
	return nil
}

// relink lets the picture's links lead to places of the page.
func (d *dossier) relink() {
	there := map[string]bool{}
	for i := range d.Things {
		there[anchor(d.Things[i].ID)] = true
	}
	for _, list := range [][]query.Event{d.Meetings, d.Events} {
		for i := range list {
			there[anchor(list[i].ID)] = true
			for _, e := range list[i].Evidence[:min(shownEvidence, len(list[i].Evidence))] {
				there[anchor(e.Label)] = true
			}
		}
	}
	for i := range d.Links {
		for _, e := range d.Links[i].Evidence[:min(shownEvidence, len(d.Links[i].Evidence))] {
			there[anchor(e.Label)] = true
		}
	}
	for i := range d.Said {
		there[anchor(d.Said[i].ID)] = true
		there[anchor(d.Said[i].Evidence[0].Label)] = true
	}
	for i := range d.Articles {
		there[anchor(d.Articles[i].ID)] = true
	}
	local := func(url string) string {
		if a := anchor(graph.ID(url[strings.LastIndexByte(url, '/')+1:])); there[a] {
			return "#" + a
		}
		return ""
	}
	p := d.Picture
	for i := range p.Nodes {
		p.Nodes[i].URL = local(p.Nodes[i].URL)
	}
	for i := range p.Edges {
		p.Edges[i].URL = local(p.Edges[i].URL)
	}
	for i := range p.Rows {
		p.Rows[i].URL = local(p.Rows[i].URL)
	}
}

// anchor names a place of the page.
func anchor(id graph.ID) string { return strings.ReplaceAll(string(id), ":", "-") }

// A bit is a stretch of a sentence, marked or not.
type bit struct {
	Text string
	Mark bool
}

// marked parts a passage into the words that count and the others.
func marked(p query.Passage) []bit {
	var out []bit
	at := 0
	for _, m := range p.Marks {
		if m.B < at || m.E > len(p.Text) {
			continue // it lies in the one before
		}
		out = append(out, bit{clean(p.Text[at:m.B]), false}, bit{clean(p.Text[m.B:m.E]), true})
		at = m.E
	}
	return append(out, bit{clean(p.Text[at:]), false})
}
