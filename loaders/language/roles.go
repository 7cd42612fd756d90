package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/loaders/language/encoder"
)

// frames finds the predicates of a sentence with their senses and arguments. vec has
// the vectors of its words; forms gives their text.
func (h *heads) frames(p *parse, vec []float32, forms func(int) string, given []bool) {
	n := len(p.tokens)
	score := make([]float32, n)
	h.pred.Apply(score, vec, n)
	var arg []float32 // gelu(role_a), once there is a predicate
	for i, s := range score {
		if given == nil && s <= 0 || given != nil && !given[i] {
			continue
		}
		if arg == nil {
			arg = mlp(h.roleA, vec, n)
		}
		x := vec[i*h.hidden : (i+1)*h.hidden]
		f := Frame{Predicate: i, Sense: h.senseOf(p.tokens[i].Lemma, x), Factuality: h.factuality(x)}
		for j, role := range h.roles(p, i, x, arg) {
			if role == 0 {
				continue
			}
			a := Arg{Role: h.labels.Role[role], Head: j}
			a.First, a.End = p.argSpan(j, i, a.Role, forms)
			f.Args = append(f.Args, a)
		}
		p.frames = append(p.frames, f)
	}
}

// senseOf chooses among the senses that the training data has for a lemma.
func (h *heads) senseOf(lemma string, x []float32) string {
	lemma = strings.ToLower(lemma)
	senses := h.labels.Lexicon[lemma]
	if len(senses) == 0 {
		return lemma + ".01"
	}
	best, top := senses[0], int64(-1<<62)
	for _, s := range senses {
		i, ok := h.rolesets[s]
		if ok && integer(h.senseScore(i, x)) > top {
			best, top = s, integer(h.senseScore(i, x))
		}
	}
	return best
}

func (h *heads) senseScore(i int, x []float32) float32 {
	var sum float32
	for k, q := range h.sense.Q[i*h.hidden : (i+1)*h.hidden] {
		sum += float32(float32(q) * x[k])
	}
	return float32(sum*h.sense.Scale[i]) + h.senseBias[i]
}

// factuality is in thousandths, as in Frame.
func (h *heads) factuality(x []float32) int {
	var out [1]float32
	h.factO.Apply(out[:], mlp(h.factH, x, 1), 1)
	return int(max(-3000, min(3000, integer(out[0])*1000/scoreUnit)))
}

// roles returns the role label of each word for the predicate pred with vector x.
func (h *heads) roles(p *parse, pred int, x, arg []float32) []int {
	n, size, labels := len(p.tokens), h.roleA.Out(), len(h.labels.Role)
	left := make([]float32, h.roleLeft.Out())
	h.roleLeft.Apply(left, mlp(h.roleP, x, 1), 1)
	paths := make([]int, n)
	right := make([]float32, n*(size+1))
	for j := range n {
		row := right[j*(size+1) : (j+1)*(size+1)]
		copy(row, arg[j*size:(j+1)*size])
		row[size] = 1
		if h.pathE != nil {
			paths[j] = h.path(p, pred, j)
			for k, v := range h.pathE[paths[j]*size : (paths[j]+1)*size] {
				row[k] += v
			}
		}
	}
	score := make([]float32, n*labels)
	encoder.MatMulT(score, right, left, n, labels, size+1)
	out := make([]int, n)
	for j := range n {
		row := score[j*labels : (j+1)*labels]
		if h.pathB != nil {
			for k, v := range h.pathB[paths[j]*labels : (paths[j]+1)*labels] {
				row[k] += v
			}
		}
		out[j] = argmax(row)
	}
	return out
}

// pathLimit is the number of steps of the longest dependency path with a name.
const pathLimit = 3

// path returns the number of the dependency path from pred to word j: "<rel" for a
// step up from a word of that relation, ">rel" for a step down to one.
func (h *heads) path(p *parse, pred, j int) int {
	var buf [96]byte
	up := buf[:0]
	for a, k := pred, 0; k <= pathLimit; k++ {
		if down, ok := p.pathDown(a, j, pathLimit-k); ok {
			if id, ok := h.labels.Paths[string(append(up, down...))]; ok {
				return id
			}
			return h.other
		}
		up = append(append(up, '<'), p.tokens[a].Rel...)
		if a = p.tokens[a].Head; a < 0 {
			break
		}
	}
	return h.other
}

// pathDown returns the steps from word a down to word j, if there are at most limit.
func (p *parse) pathDown(a, j, limit int) (string, bool) {
	if a == j {
		return "", true
	}
	if limit == 0 || p.tokens[j].Head < 0 {
		return "", false
	}
	rest, ok := p.pathDown(a, p.tokens[j].Head, limit-1)
	if !ok {
		return "", false
	}
	return rest + ">" + p.tokens[j].Rel, true
}

// argSpan returns the words of the argument of predicate pred that word i heads: those
// below i but for the branch of the predicate and what only links the two.
func (p *parse) argSpan(i, pred int, role string, forms func(int) string) (first, end int) {
	switch role {
	case "ARGM-LVB", "ARGM-MOD", "ARGM-NEG", "ARGM-PRR":
		return i, i + 1
	}
	in := p.below(i, pred)
	first, end = i, i+1
	for first > 0 && in[first-1] {
		first--
	}
	for end < len(in) && in[end] {
		end++
	}
	for first < i && isMark(forms(first)) {
		first++
	}
	for end > i+1 && isMark(forms(end-1)) && forms(end-1) != ")" {
		end--
	}
	return first, end
}

// below marks i and what is below it in an argument of pred.
func (p *parse) below(i, pred int) []bool {
	n := len(p.tokens)
	in := make([]bool, n)
	above := map[int]bool{}
	for a := pred; a >= 0; a = p.tokens[a].Head {
		above[a] = true
	}
	rel := p.tokens[pred].Rel
	inside := above[i]
	copula := inside && p.tokens[pred].Head == i && (rel == "cop" || rel == "aux" || rel == "aux:pass")
	in[i] = true
	var stack []int
	for _, j := range p.kids(i) {
		if !above[j] && !(inside && p.dropped(j, pred, copula)) {
			stack = append(stack, j)
		}
	}
	for len(stack) > 0 {
		j := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !in[j] && j != pred {
			in[j] = true
			stack = append(stack, p.kids(j)...)
		}
	}
	return in
}

// dropped says whether child j of an argument that governs its predicate is no part of
// the argument: what belongs to the clause and not to the noun.
func (p *parse) dropped(j, pred int, copula bool) bool {
	rel := p.tokens[j].Rel
	base, _, _ := strings.Cut(rel, ":")
	switch rel {
	case "punct", "parataxis", "discourse":
		return true
	case "case", "cc", "mark":
		if !copula {
			return true
		}
	}
	if copula {
		return j < pred || base == "nsubj" || base == "csubj" || base == "expl" || base == "advcl"
	}
	return strings.HasPrefix(rel, "nsubj") || strings.HasPrefix(rel, "csubj") ||
		strings.HasPrefix(rel, "aux") || strings.HasPrefix(rel, "cop") || rel == "conj"
}

func isMark(form string) bool {
	switch form {
	case "$", "%", "'s", "&":
		return false
	}
	for s := form; s != ""; {
		r, n := utf8.DecodeRuneInString(s)
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return false
		}
		s = s[n:]
	}
	return true
}
