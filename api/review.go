package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// A Comparison says why two members are one or two.
type Comparison struct {
	Left      graph.ID  `json:"left"`
	Right     graph.ID  `json:"right"`
	Same      bool      `json:"same"`
	Score     int       `json:"score" doc:"thousandths; 0 if they were not compared"`
	Conflict  string    `json:"conflict,omitempty" doc:"why they cannot be one"`
	Judgement int       `json:"judgement,omitempty" doc:"number of the latest judgement on the two"`
	Verdict   string    `json:"verdict,omitempty"`
	OneSource bool      `json:"one_source,omitempty" doc:"the article of one is a copy of that of the other, such as prints of one wire story: the two count as one source"`
	Features  []Feature `json:"features" doc:"what was compared"`
	Quotes    []Quoted  `json:"quotes,omitempty" doc:"the two quotations of one utterance that prove it, left and right"`
}

// Quoted is what a statement quotes.
type Quoted struct {
	Statement graph.ID `json:"statement"`
	Article   graph.ID `json:"article"`
	Title     string   `json:"title,omitempty"`
	Speaker   string   `json:"speaker"`
	Text      string   `json:"text"`
}

// Names returns the names of both.
func (c *Comparison) Names() string {
	for _, f := range c.Features {
		if f.Name == "names" {
			return f.Left + " / " + f.Right
		}
	}
	return ""
}

// A Feature is one property of both, as compared.
type Feature struct {
	Name  string `json:"name"`
	Left  string `json:"left"`
	Right string `json:"right"`
}

// A Pair is two things that a person should look at.
type Pair struct {
	Left    graph.ID   `json:"left"`
	Right   graph.ID   `json:"right"`
	Score   int        `json:"score"`
	Members int        `json:"members" doc:"members that would change their identity"`
	Why     Comparison `json:"why" doc:"of the two members that are most alike"`
}

// review lists the undecided pairs.
func review(s *server) {
	type params struct {
		Limit  int    `query:"limit" default:"20" minimum:"1" maximum:"1000" doc:"rows of a page"`
		Cursor string `query:"cursor" maxLength:"2000" doc:"next of the page before"`
	}
	op := operation(http.MethodGet, "/v1/review", "review", "Pairs that may be one thing and on which nobody has decided, the most valuable first")
	huma.Register(s.api, op, func(ctx context.Context, in *params) (*found[query.Page[Pair]], error) {
		if s.deps.Judge == nil {
			return nil, readOnly()
		}
		pairs, err := s.deps.Judge.Undecided(ctx, in.Limit, in.Cursor)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		out := &found[query.Page[Pair]]{Body: pairs}
		out.Link, out.Total = s.more(ctx, pairs)
		return out, nil
	})
	declareTables(s.api.OpenAPI().Paths[op.Path].Get)
}

// explain compares two members.
func explain(s *server) {
	type params struct {
		Left  string `query:"left" required:"true" pattern:"^(m|ev):[0-9a-f]{16}\\.[0-9]+-[0-9]+$" doc:"a member"`
		Right string `query:"right" required:"true" pattern:"^(m|ev):[0-9a-f]{16}\\.[0-9]+-[0-9]+$" doc:"another member"`
	}
	op := operation(http.MethodGet, "/v1/explain", "explain", "Why two members are one thing or are not: the features compared, the shared quotation, the judgement")
	huma.Register(s.api, op, func(ctx context.Context, in *params) (*answer[Comparison], error) {
		if s.deps.Judge == nil {
			return nil, readOnly()
		}
		c, err := s.deps.Judge.Why(ctx, graph.ID(in.Left), graph.ID(in.Right))
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &answer[Comparison]{Body: c}, nil
	})
}
