package api

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
	"newsgraph/graph/query"
)

// A Judge takes the decisions of people and says how the program decided. It is
// safe for concurrent use.
type Judge interface {
	// Judge appends a judgement to the log and applies it: graph.ErrInvalid for one
	// that says nothing, graph.ErrNotFound for what it speaks of.
	Judge(ctx context.Context, j graph.Judgement) (Judged, error)
	// Lost returns the numbers of the judgements that count but have lost all
	// members of a side.
	Lost(ctx context.Context) ([]int, error)
	// Why compares two members.
	Why(ctx context.Context, left, right graph.ID) (Comparison, error)
	// Undecided returns a page of the pairs most worth a look: graph.ErrInvalid for a
	// cursor that is none of them.
	Undecided(ctx context.Context, limit int, cursor string) (query.Page[Pair], error)
}

// Judged says what a judgement changed.
type Judged struct {
	Seq          int    `json:"seq" doc:"number of the judgement, to undo it"`
	QuadsAdded   int    `json:"quads_added"`
	QuadsDropped int    `json:"quads_dropped"`
	Moved        []Move `json:"moved" doc:"members that are now counted to another thing"`
}

// A Move is a member whose canonical id changed.
type Move struct {
	From graph.ID `json:"from" doc:"the member"`
	Was  graph.ID `json:"was" doc:"what it was counted to"`
	To   graph.ID `json:"to" doc:"what it is counted to now"`
}

// A Decision is a judgement with what became of it.
type Decision struct {
	graph.Judgement
	Undone bool `json:"undone,omitempty" doc:"a later one takes it back"`
	Lost   bool `json:"lost,omitempty" doc:"all members of one of its sides are gone: it waits for them"`
}

// Decisions tells what became of the judgements of a log, the latest first; lost
// are the numbers of those that hold on to nothing.
func Decisions(log []graph.Judgement, lost []int) []Decision {
	out, undone := []Decision{}, map[int]bool{}
	for _, j := range log {
		if j.Kind == "undo" && !undone[j.Seq] {
			undone[j.Undoes] = true
		}
		out = append(out, Decision{Judgement: j, Undone: undone[j.Seq], Lost: slices.Contains(lost, j.Seq)})
	}
	return out
}

// DecisionsPage returns a page of them.
func DecisionsPage(log []graph.Judgement, lost []int, limit int, cursor string) (query.Page[Decision], error) {
	return query.Cut(Decisions(log, lost), query.Filter{Limit: limit, Cursor: cursor}, func(d *Decision) string {
		return fmt.Sprintf("%019d", math.MaxInt64-int64(d.Seq))
	})
}

// judgements lists the log.
func judgements(s *server) {
	type params struct {
		Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"1000" doc:"rows of a page"`
		Cursor string `query:"cursor" maxLength:"2000" doc:"next of the page before"`
	}
	get(s, "/v1/judgements", "judgements", "The decisions of people, the latest first",
		func(ctx context.Context, q *query.Query, in *params) (query.Page[Decision], error) {
			log, err := q.Judgements(ctx)
			var lost []int
			if err == nil && s.deps.Judge != nil && len(log) > 0 {
				lost, err = s.deps.Judge.Lost(ctx)
			}
			if err != nil {
				return query.Page[Decision]{}, err
			}
			return DecisionsPage(log, lost, in.Limit, in.Cursor)
		})
}

type judgementBody struct {
	Body struct {
		Kind    string     `json:"kind" enum:"merge,split,unsure,published" doc:"what is decided"`
		Left    string     `json:"left,omitempty" maxLength:"500" doc:"id or clear name of a thing or event"`
		Right   string     `json:"right,omitempty" maxLength:"500" doc:"the other one"`
		Members []graph.ID `json:"members,omitempty" maxItems:"10000" doc:"of left, those that leave it (split)"`
		Article graph.ID   `json:"article,omitempty" doc:"of which the date is told (published)"`
		Date    graph.Date `json:"date,omitempty" doc:"2023-12-07"`
		User    string     `json:"user,omitempty" maxLength:"200"`
		Why     string     `json:"why,omitempty" maxLength:"2000"`
	}
}

// judgement makes the judgement that a body asks for.
func (b *judgementBody) judgement(ctx context.Context, q *query.Query) (j graph.Judgement, err error) {
	in := &b.Body
	switch {
	case in.Kind == "published":
		j = graph.Judgement{Kind: in.Kind, Article: in.Article, Date: in.Date}
	case in.Kind == "split" && len(in.Members) > 0:
		j, err = q.Apart(ctx, in.Left, in.Members...)
	case in.Left == "" || in.Right == "":
		err = fmt.Errorf("%w: %s needs left and right", graph.ErrInvalid, in.Kind)
	default:
		j, err = q.Opposed(ctx, in.Kind, in.Left, in.Right)
	}
	j.User, j.Why = in.User, in.Why
	return j, err
}

// postJudgement takes a decision.
func postJudgement(s *server) {
	op := operation(http.MethodPost, "/v1/judgements", "judge", "Decide that two things are one, are two, or cannot be told; or when an article was published")
	op.DefaultStatus = http.StatusCreated
	huma.Register(s.api, op, func(ctx context.Context, in *judgementBody) (*answer[Judged], error) {
		if s.deps.Judge == nil {
			return nil, readOnly()
		}
		var j graph.Judgement
		if err := s.snapshot(ctx, func(q *query.Query) (err error) {
			j, err = in.judgement(ctx, q)
			return err
		}); err != nil {
			return nil, s.fail(ctx, err)
		}
		return s.judge(ctx, j)
	})
}

// deleteJudgement takes a decision back.
func deleteJudgement(s *server) {
	type param struct {
		N string `path:"n" pattern:"^[1-9][0-9]{0,8}$" doc:"number of a judgement"`
	}
	op := operation(http.MethodDelete, "/v1/judgements/{n}", "undo-judgement", "Take a judgement back; the log keeps both")
	huma.Register(s.api, op, func(ctx context.Context, in *param) (*answer[Judged], error) {
		if s.deps.Judge == nil {
			return nil, readOnly()
		}
		n, err := strconv.Atoi(in.N)
		if err != nil {
			return nil, s.fail(ctx, graph.ErrInvalid)
		}
		return s.judge(ctx, graph.Judgement{Kind: "undo", Undoes: n})
	})
}

func (s *server) judge(ctx context.Context, j graph.Judgement) (*answer[Judged], error) {
	done, err := s.deps.Judge.Judge(ctx, j)
	if err != nil {
		return nil, s.fail(ctx, err)
	}
	return &answer[Judged]{Body: done}, nil
}
