package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// Opposed makes the judgement that all of a and all of b are one thing ("merge"),
// are not ("split") or may be ("unsure"). Both sides are held by the places and
// names of their members, so that the judgement outlives any of them. Names may
// stand for ids. ErrConflict says that the two are one already.
func (q *Query) Opposed(ctx context.Context, kind, a, b string) (graph.Judgement, error) {
	left, err := q.side(ctx, a)
	if err != nil {
		return graph.Judgement{}, err
	}
	right, err := q.side(ctx, b)
	if err != nil {
		return graph.Judgement{}, err
	}
	if left[0].Member == right[0].Member {
		return graph.Judgement{}, fmt.Errorf("%s %s and %s: they are one thing: %w", kind, a, b, graph.ErrConflict)
	}
	return graph.Judgement{Kind: kind, Left: left, Right: right}, nil
}

// Apart makes the judgement that the members named leave the thing that they are
// counted to. ErrInvalid if one is no member of it, or if none would stay.
func (q *Query) Apart(ctx context.Context, thing string, leaving ...graph.ID) (graph.Judgement, error) {
	all, err := q.side(ctx, thing)
	if err != nil {
		return graph.Judgement{}, err
	}
	j := graph.Judgement{Kind: "split"}
	for _, a := range all {
		if slices.Contains(leaving, a.Member) {
			j.Left = append(j.Left, a)
		} else {
			j.Right = append(j.Right, a)
		}
	}
	for _, m := range leaving {
		if !slices.ContainsFunc(j.Left, func(a graph.Anchor) bool { return a.Member == m }) {
			return graph.Judgement{}, fmt.Errorf("split %s: %s is no member of it: %w", thing, m, graph.ErrInvalid)
		}
	}
	if len(j.Left) == 0 || len(j.Right) == 0 {
		return graph.Judgement{}, fmt.Errorf("split %s: some members must leave and some stay: %w", thing, graph.ErrInvalid)
	}
	return j, nil
}

// side returns the members of what name stands for, each with the name that its
// article gives it.
func (q *Query) side(ctx context.Context, name string) ([]graph.Anchor, error) {
	members, err := q.Members(ctx, name)
	if err != nil {
		return nil, err
	}
	var out []graph.Anchor
	for _, m := range members {
		called, err := q.calledIn(ctx, m)
		if err != nil {
			return nil, err
		}
		out = append(out, graph.Anchor{Member: m, Name: called})
	}
	return out, nil
}

// calledIn returns what its article calls a member: the name of a chain, the
// trigger of an event.
func (q *Query) calledIn(ctx context.Context, member graph.ID) (string, error) {
	p, err := q.paper(ctx, member.Doc())
	if err != nil {
		return "", err
	}
	if strings.HasPrefix(string(member), "ev:") {
		for i := range p.Events() {
			if ev := p.Event(i); ev.ID == member {
				return p.text(ev.Trigger), nil
			}
		}
		return "", nil
	}
	for i := range p.Chains() {
		if p.Member(i) == member {
			return p.Chain(i).Name, nil
		}
	}
	return "", nil
}

// Judgements returns the log, the latest first.
func (q *Query) Judgements(ctx context.Context) ([]graph.Judgement, error) {
	log, err := q.r.Judgements(ctx)
	if err != nil {
		return nil, fmt.Errorf("judgements: %w", err)
	}
	log = slices.Clone(log)
	slices.Reverse(log)
	return log, nil
}

// Members returns the members of what name stands for, sorted.
func (q *Query) Members(ctx context.Context, name string) ([]graph.ID, error) {
	id, err := q.Resolve(ctx, name)
	if err != nil {
		return nil, err
	}
	members, err := q.r.Members(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("members of %s: %w", id, err)
	}
	return members, nil
}

// A Quotation is what a statement quotes, and who says it.
type Quotation struct {
	Statement graph.ID
	Article   graph.ID
	Title     string
	Speaker   string
	Text      string
}

// Quoted returns the words that a statement quotes; ErrNotFound for one that its
// article does not have.
func (q *Query) Quoted(ctx context.Context, statement graph.ID) (Quotation, error) {
	p, err := q.paper(ctx, statement.Doc())
	if err != nil {
		return Quotation{}, err
	}
	for i := range p.Statements() {
		st := p.Statement(i)
		if st.ID != statement {
			continue
		}
		out := Quotation{Statement: statement, Article: p.head.ID, Title: p.head.Title}
		var words []string
		for _, s := range st.Quotes {
			words = append(words, p.text(s))
		}
		out.Text = strings.Join(words, " … ")
		if ref, err := q.refOf(ctx, p, st.Speaker); err != nil {
			return Quotation{}, err
		} else if ref != nil {
			out.Speaker = ref.Name
		}
		return out, nil
	}
	return Quotation{}, fmt.Errorf("statement %s: %w", statement, graph.ErrNotFound)
}
