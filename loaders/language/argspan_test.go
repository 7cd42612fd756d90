package language

import (
	"strings"
	"testing"
)

func TestArgSpan(t *testing.T) {
	// Words with their heads (from 1, 0 the root) and relations; "*" marks the predicate,
	// "+" the argument, "-" other arguments of it.
	for _, c := range []struct{ sentence, role, want string }{
		// What has a role of its own beside a copula is no part of its complement.
		{"They/6/nsubj are*/6/cop really-/6/advmod not-/6/advmod very/6/advmod late+/0/root", "ARG2", "very late"},
		// A clause beside the complement is no part of it, another complement is.
		{"Olm/3/nsubj is*/3/cop poor+/0/root and/6/cc we/6/nsubj leave/3/conj", "ARG2", "poor"},
		{"Olm/3/nsubj is*/3/cop poor+/0/root and/5/cc cold/3/conj", "ARG2", "poor and cold"},
		// An open complement belongs to the object, unless it has a role.
		{"It/2/nsubj made*/0/root him+/2/obj look/2/xcomp weak/4/xcomp", "ARG1", "him look weak"},
		{"It/2/nsubj made*/0/root him+/2/obj rich-/2/xcomp", "ARG1", "him"},
	} {
		p, head, pred, roles := sentenceOf(c.sentence)
		first, end := p.argSpan(head, pred, c.role, roles)
		if got := strings.Join(p.forms[first:end], " "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.sentence, got, c.want)
		}
	}
}

func sentenceOf(s string) (p *parse, head, pred int, roles []int) {
	p = &parse{}
	for i, w := range strings.Fields(s) {
		f := strings.Split(w, "/")
		form, role := strings.TrimRight(f[0], "*+-"), 0
		switch f[0][len(form):] {
		case "*":
			pred = i
		case "+":
			head, role = i, 1
		case "-":
			role = 2
		}
		p.forms, roles = append(p.forms, form), append(roles, role)
		p.tokens = append(p.tokens, Token{Head: int(f[1][0]-'0') - 1, Rel: f[2]})
	}
	p.indexKids()
	return p, head, pred, roles
}
