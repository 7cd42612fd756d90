package eval

import (
	"context"
	"fmt"
	"strings"

	"newsgraph/graph"
	"newsgraph/loaders"
)

// A participation is an entity in a role of an event, by the places of gold mentions.
type participation struct {
	event, entity graph.Span
	role          string
}

// Participants scores who takes part in the events of the MEANTIME articles in dir: the
// semantic roles Arg0 to Arg4 between gold mentions of events and of entities, labelled and
// not. A predicate or the head of an argument counts for the gold mention that it lies in;
// predicates that are no gold event, and arguments that are no gold entity, are left out.
func Participants(ctx context.Context, l *loaders.Loader, dir string) (Table, error) {
	arts, err := readMeantime(dir)
	if err != nil {
		return nil, fmt.Errorf("score participants: %w", err)
	}
	var labelled, bare fscore
	for i := range arts {
		want, found, err := participations(ctx, l, &arts[i])
		if err != nil {
			return nil, err
		}
		compare(&labelled, want, found)
		compare(&bare, unlabelled(want), unlabelled(found))
	}
	return Table{labelled.row("participants", meantimeSet, "labelled F1"), bare.row("participants", meantimeSet, "unlabelled F1")}, nil
}

func unlabelled(all map[participation]bool) map[participation]bool {
	out := map[participation]bool{}
	for p := range all {
		p.role = ""
		out[p] = true
	}
	return out
}

// participations returns those of the gold and those of the analysis of one article.
func participations(ctx context.Context, l *loaders.Loader, a *meantimeArticle) (want, found map[participation]bool, err error) {
	_, doc, err := l.AnalyseLayers(ctx, a.article())
	if err != nil {
		return nil, nil, fmt.Errorf("analyse %s: %w", a.ID, err)
	}
	bytes := byteOffsets(a.Text)
	events, entities := a.spans(a.Events, bytes), a.spans(a.Entities, bytes)
	want, found = map[participation]bool{}, map[participation]bool{}
	for _, r := range a.Roles {
		ev, ok := events[r.Event]
		ent, known := entities[r.Entity]
		if ok && known && len(r.Role) == len("Arg0") {
			want[participation{ev, ent, strings.ToUpper(r.Role)}] = true
		}
	}
	for _, f := range doc.Frames {
		ev, ok := smallest(events, doc.Tokens[f.Predicate].B)
		for _, arg := range f.Args {
			ent, known := smallest(entities, doc.Tokens[arg.Head].B)
			if ok && known && len(arg.Role) == len("ARG0") {
				found[participation{ev, ent, arg.Role}] = true
			}
		}
	}
	return want, found, nil
}

// spans returns where mentions of the annotated part stand, by their ids.
func (a *meantimeArticle) spans(all []meantimeMention, bytes []int) map[string]graph.Span {
	out := map[string]graph.Span{}
	for _, m := range all {
		if s, ok := a.span(bytes, m.Start, m.End); ok {
			out[m.ID] = s
		}
	}
	return out
}

// smallest returns the shortest of the spans that holds byte b, the first of two alike.
func smallest(spans map[string]graph.Span, b int) (best graph.Span, ok bool) {
	for _, s := range spans {
		if s.B <= b && b < s.E && (!ok || s.Len() < best.Len() || s.Len() == best.Len() && s.B < best.B) {
			best, ok = s, true
		}
	}
	return best, ok
}
