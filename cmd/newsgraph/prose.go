package main

import (
	"fmt"
	"io"
	"strings"

	"newsgraph/graph/query"
)

// answer prints a page: as JSON, or each row as a heading with its sentences.
func answer[T any](a *app, page query.Page[T], row func(*prose, T)) error {
	if a.json {
		return a.print(page, nil)
	}
	p := &prose{w: a.stdout}
	for _, item := range page.Items {
		row(p, item)
	}
	rest(a, page)
	return p.err
}

// table prints a page: as JSON, or its rows as a table.
func table[T any](a *app, page query.Page[T], rows [][]string) error {
	if err := a.print(page, rows); err != nil {
		return err
	}
	if !a.json {
		rest(a, page)
	}
	return nil
}

// rest says what a page leaves out.
func rest[T any](a *app, page query.Page[T]) {
	switch {
	case page.Total == 0:
		fmt.Fprintln(a.stderr, "newsgraph: nothing found")
	case page.Next != "":
		fmt.Fprintf(a.stderr, "newsgraph: %d of %d; go on with --cursor %s\n", len(page.Items), page.Total, page.Next)
	}
	if page.Undated > 0 {
		fmt.Fprintf(a.stderr, "newsgraph: %d more have no known date\n", page.Undated)
	}
}

// prose writes rows for people; the first error sticks.
type prose struct {
	w   io.Writer
	err error
}

func (p *prose) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// head writes the parts of a row that are not empty.
func (p *prose) head(parts ...string) {
	var keep []string
	for _, s := range parts {
		if s != "" {
			keep = append(keep, printable(s))
		}
	}
	p.printf("%s\n", strings.Join(keep, "  ·  "))
}

func (p *prose) line(s string) {
	if s != "" {
		p.printf("    %s\n", printable(s))
	}
}

// evidence writes each sentence and where it stands.
func (p *prose) evidence(ev []query.Evidence) {
	for i := range ev {
		p.line("“" + strings.TrimSpace(ev[i].Sentence()) + "”")
		p.articles(ev[i : i+1])
	}
}

// rest says how many claims of a row are not shown.
func (p *prose) rest(shown, claims int) {
	if n := claims - shown; n > 0 {
		p.line(fmt.Sprintf("and %s more; --evidence -1 lists all", plural(n, "claim")))
	}
}

func (p *prose) articles(ev []query.Evidence) {
	for _, e := range ev {
		parts := []string{}
		for _, s := range []string{e.Title, e.Outlet, string(e.Published), string(e.Article)} {
			if s != "" {
				parts = append(parts, printable(s))
			}
		}
		if e.CopyOf != "" {
			parts = append(parts, "a copy of "+string(e.CopyOf))
		}
		p.printf("      %s\n", strings.Join(parts, ", "))
	}
}

// status says how a meeting is meant and, if not by the article, by whom.
func status(s string, asserted bool, source []query.Claimant) string {
	if asserted || len(source) == 0 {
		return s
	}
	who := source[len(source)-1].Speaker.Name
	if who == "" {
		return s + ", as claimed"
	}
	return s + ", says " + who
}

func when(w *query.When) string {
	switch {
	case w == nil:
		return ""
	case w.Value != "":
		return string(w.Value)
	case w.Text != "":
		return w.Text + " (date unknown)"
	}
	return w.Weekday
}

func where(places []query.Ref) string {
	var names []string
	for _, pl := range places {
		names = append(names, pl.Name)
	}
	return strings.Join(names, ", ")
}

func sources(n int) string { return plural(n, "source") }

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
