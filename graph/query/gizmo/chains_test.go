package gizmo_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/query"
	"newsgraph/graph/query/gizmo"
)

// chain writes a random query of n steps: sensible ones, misspelt ones, cyclic ones.
func chain(r *rand.Rand, n int) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	node := func() string {
		return pick(`"e:anna"`, `"Omar Haddad"`, `"Oslo"`, `"e:typo"`, `"Berg"`, `"pos:foreign-minister-of-norway"`, `"ng:Meeting"`, ``)
	}
	pred := func() string {
		return pick(`"met"`, `"participant"`, `"type"`, `"name"`, `"ng:status"`, `["met", "said_about"]`, `null`, ``, `"nonsense"`, `"place"`)
	}
	var b strings.Builder
	b.WriteString("var m = g.M().Out(" + pred() + ").In(" + pred() + ");\n")
	fmt.Fprintf(&b, "g.V(%s)", node())
	for range n {
		switch r.IntN(14) {
		case 0, 1:
			fmt.Fprintf(&b, ".Out(%s)", pred())
		case 2, 3:
			fmt.Fprintf(&b, ".In(%s)", pred())
		case 4:
			fmt.Fprintf(&b, ".Both(%s)", pred())
		case 5:
			fmt.Fprintf(&b, ".Has(%s, %s)", pick(`"type"`, `"met"`, `"status"`, `"name"`), pick(`"Meeting"`, `"denied"`, `"Anna Berg"`, `"e:omar"`))
		case 6:
			fmt.Fprintf(&b, ".%s(g.V(%s).Both())", pick("And", "Or", "Except"), node())
		case 7:
			fmt.Fprintf(&b, ".%s(m)", pick("Follow", "FollowR", "And", "Or", "Except"))
		case 8:
			b.WriteString(pick(`.Tag("t")`, `.Back("t")`, `.Save("name", "n")`, `.SaveR("met", "x")`))
		case 9:
			b.WriteString(pick(".Unique()", ".Limit(3)", ".Skip(1)", ".Order()", ".Labels()", ".InPredicates()", ".OutPredicates()"))
		case 10:
			b.WriteString(pick(`.LabelContext("g:infer.names")`, `.LabelContext()`, `.Is("e:anna")`))
		case 12:
			b.WriteString(pick(`.Filter(like("%a%"))`, `.Filter(regex("^e:", true))`, `.Filter(gt("O"), lt(5))`, `.Has("name", like("%e%"))`))
		case 13:
			b.WriteString(pick(`.FollowRecursive("met")`, `.FollowRecursive(m, 3, "d")`, `.SaveOpt("met", "o")`, `.SaveInPredicates("i")`, `.SaveOutPredicates("u")`))
		case 11:
			fmt.Fprintf(&b, ".Follow(g.M().Follow(m).Out(%s))", pred())
		}
	}
	return b.String() + pick(".All()", ".Count()", ".GetLimit(5)", ".ToArray()", ".First()", "", ".TagArray()")
}

// TestChains runs a thousand random queries. Each ends soon, with an answer or with
// an error that says whose fault it is.
func TestChains(t *testing.T) {
	q := open(t, query.Limits{})
	answered, refused := 0, 0
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 7))
		src := chain(r, 1+r.IntN(8))
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		p, err := gizmo.Parse(src)
		if err == nil {
			var first, second gizmo.Result
			run := query.New(q.Reader(), query.Limits{Quads: 200_000})
			if first, err = p.Run(ctx, run, gizmo.Limits{Rows: 500, Between: 3000}); err == nil {
				second, err = p.Run(ctx, query.New(q.Reader(), query.Limits{}), gizmo.Limits{})
				if fmt.Sprint(first) != fmt.Sprint(second) {
					t.Errorf("two answers to %s", src)
				}
			}
		}
		cancel()
		switch {
		case err == nil:
			answered++
		case errors.Is(err, graph.ErrInvalid), errors.Is(err, graph.ErrNotFound), errors.Is(err, graph.ErrTooLarge):
			refused++
		default:
			t.Errorf("%s\n%v", src, err)
		}
	}
	if answered < 200 || refused < 200 {
		t.Errorf("%d answered, %d refused: the queries are too much alike", answered, refused)
	}
}
