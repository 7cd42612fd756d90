package query_test

import (
	"testing"

	"newsgraph/graph/query"
)

// BenchmarkQuestions asks about the best-known person of 2 000 generated articles.
func BenchmarkQuestions(b *testing.B) {
	r := generated(b, 2000)
	popular, err := query.New(r, query.Limits{}).Popular(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	var person, other query.Popular
	for _, p := range popular {
		if p.Class == "Person" {
			if person.ID != "" {
				other = p
				break
			}
			person = p
		}
	}
	b.Logf("%s: %d articles", person.Name, person.Articles)
	cache := query.NewCache(32 << 20)
	ask := func(name string, fn func(q *query.Query) error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				q, err := cache.New(b.Context(), r, query.Limits{})
				if err != nil {
					b.Fatal(err)
				}
				if err := fn(q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	id := person.ID
	ask("resolve", func(q *query.Query) error { _, err := q.Resolve(b.Context(), person.Name); return err })
	ask("find", func(q *query.Query) error { _, err := q.Find(b.Context(), "mar", query.Filter{}); return err })
	ask("misspelt", func(q *query.Query) error { _, err := q.Find(b.Context(), "Xqzwv Yklm", query.Filter{}); return err })
	ask("card", func(q *query.Query) error { _, err := q.Card(b.Context(), id); return err })
	ask("met", func(q *query.Query) error { _, err := q.Met(b.Context(), id, query.Filter{}); return err })
	ask("said", func(q *query.Query) error { _, err := q.Said(b.Context(), id, query.Filter{}); return err })
	ask("offices", func(q *query.Query) error { _, err := q.Offices(b.Context(), id, query.Filter{}); return err })
	ask("events", func(q *query.Query) error { _, err := q.Events(b.Context(), id, query.Filter{}); return err })
	ask("neighbours", func(q *query.Query) error { _, err := q.Neighbours(b.Context(), id, query.Filter{}); return err })
	ask("paths", func(q *query.Query) error {
		_, err := q.Paths(b.Context(), id, other.ID, query.PathOptions{})
		return err
	})
	ask("places", func(q *query.Query) error { _, err := q.Places(b.Context(), "", 0, query.Filter{}); return err })
	ask("articles", func(q *query.Query) error { _, err := q.Articles(b.Context(), query.Filter{}); return err })
	ask("contradictions", func(q *query.Query) error { _, err := q.ContradictionsPage(b.Context(), "", 50, ""); return err })
	ask("popular", func(q *query.Query) error { _, err := q.Popular(b.Context()); return err })
}
