package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// Markdown writes a report of an investigation: who, which offices, who met whom,
// what happened and what was said, each with its sentence and its article.
func Markdown(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	d, err := newDossier(ctx, r, o)
	if err != nil {
		return fmt.Errorf("export markdown: %w", err)
	}
	m := &markdownWriter{bufio.NewWriter(w), d}
	fmt.Fprintf(m, "# %s\n\n%s\n\n", md(d.Title), md(d.Picture.Dek))
	m.things()
	m.events("Meetings", d.Meetings)
	m.events("Other events", d.Events)
	m.section("Connections", len(d.Links))
	for i := range d.Links {
		l := &d.Links[i]
		fmt.Fprintf(m, "- **%s** %s **%s** (%s)\n", md(l.From.Name), md(l.Label), md(l.To.Name), plural(l.Sources, "source"))
		m.evidence(l.Evidence)
	}
	m.statements()
	m.section("Articles", len(d.Articles))
	for i := range d.Articles {
		a := &d.Articles[i]
		fmt.Fprintf(m, "%d. %s", i+1, md(firstOf(a.Title, a.Lead, string(a.ID))))
		for _, s := range []string{firstOf(a.Outlet, a.Agency), string(a.Published), a.URI, string(a.ID)} {
			if s != "" {
				fmt.Fprintf(m, " · %s", md(s))
			}
		}
		m.WriteString("\n")
	}
	return m.Flush()
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

type markdownWriter struct {
	*bufio.Writer
	d *dossier
}

func (m *markdownWriter) section(name string, n int) {
	if n > 0 {
		fmt.Fprintf(m, "\n## %s\n\n", name)
	}
}

func (m *markdownWriter) things() {
	m.section("Who and what", len(m.d.Things))
	if len(m.d.Things) > 0 {
		m.WriteString("| name | what | offices | articles |\n| --- | --- | --- | ---: |\n")
	}
	for i := range m.d.Things {
		p := &m.d.Things[i]
		var offices []string
		for j := range p.Offices {
			if p.Offices[j].Holder.ID == p.ID {
				offices = append(offices, md(office(&p.Offices[j])))
			}
		}
		fmt.Fprintf(m, "| %s | %s | %s | %d |\n", md(p.Name), md(p.Class), strings.Join(offices, "; "), p.Articles)
	}
}

func (m *markdownWriter) events(name string, events []query.Event) {
	m.section(name, len(events))
	for i := range events {
		ev := &events[i]
		fmt.Fprintf(m, "- **%s**: %s", md(capital(ev.Label)), md(firstOf(who(ev), "nobody named")))
		if t := ev.Time; t != nil {
			fmt.Fprintf(m, ", %s", md(firstOf(string(t.Value), t.Weekday, t.Text)))
		}
		if s := standing(ev); s != "" {
			fmt.Fprintf(m, " — *%s*", s)
		}
		fmt.Fprintf(m, " (%s)\n", plural(ev.Sources, "source"))
		m.evidence(ev.Evidence)
	}
}

func (m *markdownWriter) statements() {
	m.section("Statements", len(m.d.Said))
	for i := range m.d.Said {
		st := &m.d.Said[i]
		fmt.Fprintf(m, "- **%s**, %s: %s\n", md(firstOf(st.Speaker.Name, st.As, "someone")), md(firstOf(st.Cue, "said")), md(st.Content))
		m.evidence(st.Evidence)
	}
}

// shownEvidence is the number of sentences shown of one claim; the others are counted.
const shownEvidence = 5

func (m *markdownWriter) evidence(evidence []query.Evidence) {
	for i := range evidence[:min(shownEvidence, len(evidence))] {
		e := &evidence[i]
		fmt.Fprintf(m, "  > %s\n  >\n  > — article %d", md(sentence(evidence[i:i+1])), m.d.number[e.Article])
		if s := said(e); s != "" {
			fmt.Fprintf(m, ", claimed by %s", md(s))
		}
		fmt.Fprintf(m, " · %s\n\n", md(string(e.Label)))
	}
	if n := len(evidence) - shownEvidence; n > 0 {
		fmt.Fprintf(m, "  and %s more.\n\n", plural(n, "claim"))
	}
}

// md escapes text for Markdown: no markup, no HTML, no link, no second line. A
// backslash before punctuation is that character in every dialect; what begins a
// list, a heading or a quotation is punctuation too, or a number with a dot.
func md(s string) string {
	var b strings.Builder
	for i, r := range strings.Join(strings.Fields(clean(s)), " ") {
		switch {
		case strings.ContainsRune("\\`*_{}[]<>#|!~$&^=@\"", r), i == 0 && strings.ContainsRune("+-", r):
			b.WriteByte('\\')
		case r == ':' || r == '.' && i > 0 && i < 10:
			// An address would become a link by itself, and "1." a list.
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
