package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/loaders/language/encoder"
)

// A place is a word: word i of sentence p, word w of all sentences.
type place struct {
	p    *parse
	i, w int
}

// frames finds the predicates with their senses and arguments.
func (r *reader) frames() {
	preds := r.predicates()
	if len(preds) == 0 {
		return
	}
	x := r.rows(preds)
	fact := r.apply(r.factO, r.hidden(r.factH, x, len(preds)), len(preds))
	for k, at := range preds {
		at.p.frames = append(at.p.frames, Frame{
			Predicate:  at.i,
			Sense:      r.senseOf(at.p.tokens[at.i].Lemma, x[k*r.heads.hidden:(k+1)*r.heads.hidden]),
			Factuality: thousandths(fact[k]),
		})
	}
	r.arguments(preds, x)
}

func (r *reader) predicates() []place {
	var out []place
	r.each(func(w int, p *parse, i int) {
		_, _, score := r.scores(w)
		if p.given == nil && score > 0 || p.given != nil && p.given[i] {
			out = append(out, place{p, i, w})
		}
	})
	return out
}

// arguments fills the arguments of the frames, which stand in the order of preds; x
// has the vectors of the predicates.
func (r *reader) arguments(preds []place, x []float32) {
	arg := r.hidden(r.roleA, r.vec, r.n)
	pred := r.hidden(r.roleP, x, len(preds))
	size, wide := r.roleA.Out(), r.roleLeft.Out()
	left := r.mem.take(min(len(preds), relBlock) * wide)
	frame := 0 // of the sentence
	for k, at := range preds {
		b := k % relBlock
		if b == 0 {
			m := min(relBlock, len(preds)-k)
			r.roleLeft.Apply(left, pred[k*size:(k+m)*size], m)
		}
		if frame++; k == 0 || at.p != preds[k-1].p {
			frame = 0
		}
		own := arg[(at.w-at.i)*size:][:len(at.p.tokens)*size]
		roles := r.roles(at.p, at.i, left[b*wide:(b+1)*wide], own)
		at.p.frames[frame].Args = at.p.args(roles, at.i, r.labels.Role)
	}
}

// args makes arguments of the words of a sentence that have a role for pred.
func (p *parse) args(roles []int, pred int, labels []string) []Arg {
	var out []Arg
	for j, k := range roles {
		if k > 0 {
			a := Arg{Role: labels[k], Head: j}
			a.First, a.End = p.argSpan(j, pred, a.Role, roles)
			out = append(out, a)
		}
	}
	return out
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
		if !ok || len(senses) == 1 {
			continue
		}
		if score := integer(h.senseScore(i, x)); score > top {
			best, top = s, score
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

// thousandths makes a Frame.Factuality of a score.
func thousandths(score float32) int {
	return int(max(-3000, min(3000, integer(score)*1000/scoreUnit)))
}

// roles returns the role label of each word of a sentence for the predicate pred, of
// which left is the left side of the product and arg the right.
func (r *reader) roles(p *parse, pred int, left, arg []float32) []int {
	n, size, labels := len(p.tokens), r.roleA.Out(), len(r.labels.Role)
	defer r.mem.release(r.mem.mark()) // a long sentence has many predicates
	paths := make([]int, n)
	right := r.mem.take(n * (size + 1))
	for j := range n {
		row := right[j*(size+1) : (j+1)*(size+1)]
		copy(row, arg[j*size:(j+1)*size])
		row[size] = 1
		if r.pathE != nil {
			paths[j] = r.path(p, pred, j)
			for k, v := range r.pathE[paths[j]*size : (paths[j]+1)*size] {
				row[k] += v
			}
		}
	}
	score := r.mem.take(n * labels) // of each label all words
	encoder.MatMulT(score, left[:labels*(size+1)], right, labels, n, size+1)
	out := make([]int, n)
	row := make([]float32, labels)
	for j := range n {
		for k := range row {
			row[k] = score[k*n+j]
		}
		if r.pathB != nil {
			for k, v := range r.pathB[paths[j]*labels : (paths[j]+1)*labels] {
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

// runAround returns the unbroken run of marked words around i without punctuation at
// its ends.
func (p *parse) runAround(in []bool, i int) (first, end int) {
	first, end = i, i+1
	for first > 0 && in[first-1] {
		first--
	}
	for end < len(in) && in[end] {
		end++
	}
	for first < i && isMark(p.forms[first]) {
		first++
	}
	for end > i+1 && isMark(p.forms[end-1]) && p.forms[end-1] != ")" {
		end--
	}
	return first, end
}

// include marks word i and what is below it, but never stop and what is below that.
func (p *parse) include(in []bool, i, stop int) {
	stack := []int{i}
	for len(stack) > 0 {
		j := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !in[j] && j != stop {
			in[j] = true
			stack = append(stack, p.kids(j)...)
		}
	}
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
