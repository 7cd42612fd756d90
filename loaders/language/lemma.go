package language

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/loaders/language/model"
)

// A lemmaRule makes the lemma of a form: it cuts characters off the end and adds some.
type lemmaRule struct {
	how byte // '=' whole lemma, or the case: K keep, L lower, T title, U upper
	cut int
	add string
}

func parseLemmaRule(s string) (lemmaRule, error) {
	if whole, ok := strings.CutPrefix(s, "="); ok {
		return lemmaRule{how: '=', add: whole}, nil
	}
	cut, add, ok := strings.Cut(s, "+")
	if !ok || len(cut) < 2 || strings.IndexByte("KLTU", cut[0]) < 0 {
		return lemmaRule{}, fmt.Errorf("lemma rule %q", s)
	}
	n, err := strconv.Atoi(cut[1:])
	if err != nil || n < 0 {
		return lemmaRule{}, fmt.Errorf("lemma rule %q", s)
	}
	return lemmaRule{how: cut[0], cut: n, add: add}, nil
}

func (r lemmaRule) apply(form string) string {
	if r.how == '=' {
		return r.add
	}
	for range r.cut {
		_, n := utf8.DecodeLastRuneInString(form)
		form = form[:len(form)-n]
	}
	form += r.add
	switch r.how {
	case 'L':
		return strings.ToLower(form)
	case 'T':
		form = strings.ToLower(form)
		first, n := utf8.DecodeRuneInString(form)
		if n == 0 {
			return ""
		}
		return string(unicode.ToUpper(first)) + form[n:]
	case 'U':
		return strings.ToUpper(form)
	}
	return form
}

// address reports whether the rule gives an address for a lemma: treebanks of mail have
// "AlmaMartinez@ENRON" for the "Alma" of one that its marks cut up.
func (r lemmaRule) address() bool { return r.how == '=' && strings.Contains(r.add, "@") }

// astray reports whether the whole lemma that the table has for a form belongs to another
// word: an address, or for a name one that does not begin as the form does.
func (r lemmaRule) astray(form, pos string) bool {
	if r.how != '=' || pos != "PROPN" {
		return r.address()
	}
	a, _ := utf8.DecodeRuneInString(form)
	b, _ := utf8.DecodeRuneInString(r.add)
	return r.address() || unicode.ToLower(a) != unicode.ToLower(b)
}

// A lemmatizer finds lemmas by the table of known forms, then by the rules that the
// model scores best, where a rule that gives a known lemma goes first.
type lemmatizer struct {
	rules []lemmaRule
	forms map[posForm]lemmaRule
	words map[posForm]bool
	open  map[string]bool               // parts of speech with known lemmas
	cuts  map[lemmaRule]map[string]bool // rule -> what it cuts off known forms
}

// A posForm is a form, or a lemma, as one part of speech.
type posForm struct{ pos, form string }

func newLemmatizer(l *model.Labels) (*lemmatizer, error) {
	t := &lemmatizer{
		rules: make([]lemmaRule, len(l.Lemma)), forms: map[posForm]lemmaRule{},
		words: map[posForm]bool{}, open: map[string]bool{}, cuts: map[lemmaRule]map[string]bool{},
	}
	var err error
	for i, s := range l.Lemma {
		if t.rules[i], err = parseLemmaRule(s); err != nil {
			return nil, err
		}
		if t.rules[i].address() {
			t.rules[i] = lemmaRule{how: 'K'}
		}
	}
	for pos, byRule := range l.Forms {
		for s, forms := range byRule {
			rule, err := parseLemmaRule(s)
			if err != nil {
				return nil, err
			}
			for f := range strings.SplitSeq(forms, " ") {
				if rule.astray(f, pos) {
					continue
				}
				t.forms[posForm{pos, f}] = rule
				t.learnCut(rule, f)
			}
		}
	}
	for pos, words := range l.Words {
		t.open[pos] = true
		for w := range strings.SplitSeq(words, " ") {
			t.words[posForm{pos, w}] = true
		}
	}
	return t, nil
}

// lemmaMargin is how far below the best rule one may score that gives a known lemma
// (model/FORMAT.md).
const lemmaMargin = 6

// key returns what a form is known by: names as they are written, the rest in lower case.
func key(form, pos string) string {
	if pos == "PROPN" {
		return form
	}
	return strings.ToLower(form)
}

// known returns the lemma of a form that stands in the table.
func (t *lemmatizer) known(form, pos string) (string, bool) {
	form = key(form, pos)
	r, ok := t.forms[posForm{pos, form}]
	if !ok {
		return "", false
	}
	return r.apply(form), true
}

// guess returns the lemma of an unknown form, given the scores of the rules.
func (t *lemmatizer) guess(form, pos string, score []float32) string {
	best := bestThree(score)
	if t.open[pos] {
		for _, k := range best {
			r := t.rules[k]
			if score[k] <= score[best[0]]-lemmaMargin || r.how == '=' || r.cut >= utf8.RuneCountInString(form) {
				continue
			}
			if l := r.apply(form); t.words[posForm{pos, l}] {
				return l
			}
		}
	}
	for _, k := range best {
		if l := t.rules[k].apply(form); l != "" && t.fits(t.rules[k], key(form, pos)) {
			return l
		}
	}
	return form
}

// learnCut remembers the ending that an irregular rule cuts off the known form.
func (t *lemmatizer) learnCut(r lemmaRule, form string) {
	if r.regular() {
		return
	}
	if t.cuts[r] == nil {
		t.cuts[r] = map[string]bool{}
	}
	t.cuts[r][ending(form, r.cut)] = true
}

// fits reports whether rule r may apply to an unknown form: a rule that writes more than
// one letter anew has cut that ending off a known form before, so that "parted" is not
// made "pareak" as "broke" is made "break".
func (t *lemmatizer) fits(r lemmaRule, form string) bool {
	return r.regular() || t.cuts[r][ending(form, r.cut)]
}

// regular reports whether rule r writes at most one letter anew, or the whole lemma.
func (r lemmaRule) regular() bool { return r.how == '=' || len(r.add) < 2 }

// ending returns the last n characters of form, the whole form where it is shorter.
func ending(form string, n int) string {
	i := len(form)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(form[:i])
		i -= size
	}
	return form[i:]
}

// bestThree returns the indexes of the three largest scores, the lower first among equals.
func bestThree(score []float32) []int {
	var best []int
	for i, s := range score {
		k := len(best)
		for k > 0 && s > score[best[k-1]] {
			k--
		}
		if k == 3 {
			continue
		}
		best = append(best, 0)
		copy(best[k+1:], best[k:])
		best[k] = i
		best = best[:min(3, len(best))]
	}
	return best
}
