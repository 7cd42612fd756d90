package language_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"newsgraph/loaders/language"
	"newsgraph/loaders/samples"
)

// universal are the parts of speech and relations of Universal Dependencies 2.
var (
	universalPOS = strings.Fields("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X")
	universalRel = strings.Fields(`acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det
		discourse dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct
		reparandum root vocative xcomp`)
)

// checkCoNLLU says what in a CoNLL-U file breaks the format of Universal Dependencies,
// levels 1 and 2 of its validator: columns, numbers, one root, no cycle, known labels,
// sorted features, and that the words rebuild the text.
func checkCoNLLU(text string) error {
	if text == "" {
		return nil
	}
	if !strings.HasSuffix(text, "\n\n") {
		return fmt.Errorf("no empty line at the end")
	}
	for k, block := range strings.Split(strings.TrimSuffix(text, "\n\n"), "\n\n") {
		if err := checkSentence(strings.Split(block, "\n")); err != nil {
			return fmt.Errorf("sentence %d: %w", k+1, err)
		}
	}
	return nil
}

func checkSentence(lines []string) error {
	var want string
	var rebuilt strings.Builder
	var heads []int
	named := false
	inside := 0 // last word of the fused token that goes on
	for _, line := range lines {
		if strings.HasPrefix(line, "#") {
			if s, ok := strings.CutPrefix(line, "# text = "); ok {
				want = s
			}
			named = named || strings.HasPrefix(line, "# sent_id = ")
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 10 || slices.Contains(c, "") {
			return fmt.Errorf("%q has not ten full columns", line)
		}
		space := " "
		if slices.Contains(strings.Split(c[9], "|"), "SpaceAfter=No") {
			space = ""
		}
		if from, to, fused := strings.Cut(c[0], "-"); fused {
			last, err := strconv.Atoi(to)
			if err != nil || from != strconv.Itoa(len(heads)+1) || last <= len(heads)+1 || inside > len(heads) {
				return fmt.Errorf("token %s before word %d", c[0], len(heads)+1)
			}
			inside = last
			rebuilt.WriteString(c[1] + space)
			continue
		}
		head, err := checkWord(c, len(heads)+1)
		if err != nil {
			return err
		}
		heads = append(heads, head)
		if len(heads) > inside {
			rebuilt.WriteString(c[1] + space)
		}
	}
	if !named || inside > len(heads) {
		return fmt.Errorf("no sent_id, or a token that ends behind the sentence")
	}
	if got := strings.TrimSuffix(rebuilt.String(), " "); got != want {
		return fmt.Errorf("words rebuild %q, the text is %q", got, want)
	}
	return checkTree(heads)
}

func checkWord(c []string, id int) (head int, err error) {
	head, err = strconv.Atoi(c[6])
	rel, _, _ := strings.Cut(c[7], ":")
	switch {
	case c[0] != strconv.Itoa(id):
		err = fmt.Errorf("word %s is the %d.", c[0], id)
	case err != nil || head < 0 || head == id:
		err = fmt.Errorf("head %s of word %d", c[6], id)
	case (head == 0) != (c[7] == "root"):
		err = fmt.Errorf("word %d is %s of %d", id, c[7], head)
	case !slices.Contains(universalPOS, c[3]) || !slices.Contains(universalRel, rel):
		err = fmt.Errorf("word %d: %s and %s are not universal", id, c[3], c[7])
	}
	names := strings.Split(c[5], "|")
	for i, f := range names {
		names[i], _, _ = strings.Cut(strings.ToLower(f), "=")
	}
	if err == nil && !slices.IsSorted(names) {
		err = fmt.Errorf("word %d: features %s are not sorted", id, c[5])
	}
	return head, err
}

func checkTree(heads []int) error {
	roots := 0
	for i := range heads {
		if heads[i] > len(heads) {
			return fmt.Errorf("head %d of %d words", heads[i], len(heads))
		}
		if heads[i] == 0 {
			roots++
		}
		at, steps := i+1, 0
		for ; at != 0 && steps <= len(heads); steps++ {
			at = heads[at-1]
		}
		if at != 0 {
			return fmt.Errorf("word %d is on a cycle", i+1)
		}
	}
	if roots != 1 {
		return fmt.Errorf("%d roots", roots)
	}
	return nil
}

func TestValidCoNLLU(t *testing.T) {
	arts, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"", "Don't!\n\nThe dogs' owner can't: 20km, $5m (U.S.)\u00a0now.", "e-mail a.b@c.org \u2028 \xff x"}
	for _, art := range arts {
		texts = append(texts, art.Text)
	}
	for _, text := range texts {
		var out strings.Builder
		if err := language.WriteCoNLLU(&out, annotate(t, text)); err != nil {
			t.Fatal(err)
		}
		if err := checkCoNLLU(out.String()); err != nil {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// The check must see what it is there for.
func TestCheckCoNLLU(t *testing.T) {
	const good = "# newdoc\n# sent_id = 1\n# text = He can't\n1\tHe\the\tPRON\t_\t_\t2\tnsubj\t_\t_\n" +
		"2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tca\tcan\tAUX\t_\t_\t0\troot\t_\t_\n3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_\n\n"
	if err := checkCoNLLU(good); err != nil {
		t.Fatal(err)
	}
	for _, edit := range [][2]string{
		{"He can't\n", "He can not\n"}, {"2\tnsubj", "1\tnsubj"}, {"2\tnsubj", "0\troot"}, {"2\tnsubj", "9\tnsubj"},
		{"nsubj", "subject"}, {"AUX", "MODAL"}, {"2-3", "2-4"}, {"2\tadvmod", "1\tadvmod"}, {"# sent_id = 1\n", ""},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		if edit[0] == "2\tadvmod" {
			bad = strings.Replace(bad, "2\tnsubj", "3\tnsubj", 1)
		}
		if checkCoNLLU(bad) == nil {
			t.Errorf("%q for %q passes", edit[1], edit[0])
		}
	}
}
