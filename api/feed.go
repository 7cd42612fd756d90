package api

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

type feedParams struct {
	Of        string `query:"of" doc:"id or name of who has a part, speaks or is spoken of; everything without it"`
	Type      string `query:"type" doc:"class of the ontology, sub-classes included" example:"Meeting"`
	FactsOnly bool   `query:"facts_only" doc:"only what an article itself asserts as having happened"`
	Limit     int    `query:"limit" default:"50" minimum:"1" maximum:"200" doc:"entries, the latest"`
}

// feed shows the latest of what watch sends, for readers of news feeds.
func feed(s *server) {
	op := operation(http.MethodGet, "/v1/news.atom", "news-atom", "Atom feed: what the latest articles tell, the newest first")
	produces(&op, "application/atom+xml")
	huma.Register(s.api, op, func(ctx context.Context, in *feedParams) (*raw, error) {
		f := &atomFeed{Title: "newsgraph", ID: "urn:newsgraph:news", Updated: never}
		err := s.snapshot(ctx, func(q *query.Query) error {
			of, err := optional(ctx, q, in.Of)
			if err != nil {
				return err
			}
			if of != "" {
				ref, err := q.Ref(ctx, of)
				if err != nil {
					return err
				}
				f.Title, f.ID = "newsgraph: "+ref.Name, f.ID+":"+string(of)
			}
			news, err := q.Latest(ctx, of, query.Filter{Type: in.Type, FactsOnly: in.FactsOnly, Evidence: 1}, in.Limit)
			for i := range news {
				f.add(&news[len(news)-1-i])
			}
			return err
		})
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		body, err := xml.MarshalIndent(f, "", " ")
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &raw{ContentType: "application/atom+xml; charset=utf-8", Body: append([]byte(xml.Header), body...)}, nil
	})
}

// never is the time of what has no date: Atom wants one.
const never = "1970-01-01T00:00:00Z"

// An atomFeed is a feed of RFC 4287.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
}

// add adds a piece of news. Its id stays the same while the thing has it.
func (f *atomFeed) add(n *query.News) {
	e := atomEntry{Updated: instant(n.Article.Published)}
	var evidence []query.Evidence
	switch {
	case n.Event != nil:
		e.Title, evidence = n.Event.Label, n.Event.Evidence
		if who := names(n.Event.Roles); who != "" {
			e.Title += ": " + who
		}
		e.ID = fmt.Sprintf("urn:newsgraph:%s:%s", n.Event.ID, n.Article.ID)
		e.Link.Href = "/#/event/" + url.PathEscape(string(n.Event.ID))
	case n.Statement != nil:
		e.Title, evidence = cmp.Or(n.Statement.Speaker.Name, n.Statement.As)+": "+n.Statement.Content, n.Statement.Evidence
		e.ID = "urn:newsgraph:" + string(n.Statement.ID)
		e.Link.Href = "/#/article/" + url.PathEscape(string(n.Article.ID))
	}
	for i := range evidence {
		e.Summary = cmp.Or(e.Summary, evidence[i].Sentence())
	}
	f.Author = "newsgraph"
	f.Updated = max(f.Updated, e.Updated)
	f.Entries = append(f.Entries, e)
}

// names lists who has a part, each once.
func names(roles []query.Role) string {
	var out []string
	seen := map[graph.ID]bool{}
	for _, r := range roles {
		if !seen[r.Who.ID] {
			seen[r.Who.ID] = true
			out = append(out, r.Who.Name)
		}
	}
	return strings.Join(out, ", ")
}

// instant writes a date, which may be a year or a month, as a time of RFC 3339.
func instant(d graph.Date) string {
	s := string(d)
	switch len(s) {
	case len("2006"):
		s += "-01-01"
	case len("2006-01"):
		s += "-01"
	case len("2006-01-02"):
	default:
		if strings.Contains(s, "T") {
			return s
		}
		return never
	}
	return s + "T00:00:00Z"
}
