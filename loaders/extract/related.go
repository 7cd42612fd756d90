package extract

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// This file hears the scorer of relations of the language layer: who was born where, works
// for whom, in words that no rule knows. The bodies of posts it tells are read in hearbody.

// A relatedKind says what a kind of the scorer means.
type relatedKind struct {
	relation        string
	turned          bool // the second mention is the subject
	subject, object []string
	margin          int      // the least, in thousandths of a natural logarithm
	covered         []string // relations that say so already
}

var relatedKinds = sync.OnceValue(func() map[string]relatedKind {
	out := map[string]relatedKind{}
	for _, f := range table("related", 7) {
		margin, err := strconv.Atoi(f[5])
		if err != nil {
			panic(err) // embedded: a table that is none is a build error
		}
		out[f[0]] = relatedKind{f[1], f[2] == "yes", strings.Fields(f[3]), strings.Fields(f[4]), margin, strings.Fields(f[6])}
	}
	return out
})

// relatedConfidence is that of what only the scorer finds: 114 of 139 were right in fold 3 of
// KnowledgeNet, of which it has learned nothing.
const relatedConfidence = 800

// hearRelations claims the relations that only the scorer finds.
func (r *reading) hearRelations() {
	for k := range r.doc.Relations {
		rel := &r.doc.Relations[k]
		if kind, ok := relatedKinds()[rel.Kind]; ok && rel.Margin >= kind.margin {
			r.hearRelation(rel, kind)
		}
	}
}

func (r *reading) hearRelation(rel *language.Relation, kind relatedKind) {
	a, b := r.at[rel.A], r.at[rel.B]
	if kind.turned {
		a, b = b, a
	}
	if !r.ofType(a, kind.subject) || !r.ofType(b, kind.object) || r.sameChain(a, b) || !r.namedMention(a) || !r.namedMention(b) {
		return
	}
	if kind.relation == "employed_by" && r.isParty(&r.mentions[b]) || r.left(rel.Trigger) || r.left(r.head(rel.B)) {
		return
	}
	if s := r.statusOf(rel.Trigger); s.status != graph.Happened || s.polarity != "+" {
		return
	}
	if r.claimed(kind, a, b) {
		return
	}
	r.addRelation("relation.learned-"+rel.Kind, kind.relation, a, b, rel.Trigger, relatedConfidence)
}

// claimed reports whether a rule says what kind means of mentions a and b already, or of a
// word that is meant here and somebody else: "X and Y, who was born in Lima".
func (r *reading) claimed(kind relatedKind, a, b int) bool {
	return slices.ContainsFunc(r.claims, func(c graph.Claim) bool {
		if c.Object == graph.None || !slices.Contains(kind.covered, c.Relation) {
			return false
		}
		same := r.sameChain(c.Subject, a) && r.sameChain(c.Object, b) || r.sameChain(c.Subject, b) && r.sameChain(c.Object, a)
		return same || c.Object == b && !strings.HasPrefix(c.Rule, "relation.learned")
	})
}

// ofType reports whether m is a mention, in a chain, of one of the types.
func (r *reading) ofType(m int, types []string) bool {
	return m != graph.None && r.mentions[m].chain != graph.None && slices.Contains(types, r.mentions[m].typ)
}

// left reports whether word i is a verb of leaving.
func (r *reading) left(i int) bool {
	return i >= 0 && r.verb(i) && appointments[r.lex.lemma(r.tree, i)].occupancy == "resigned"
}
