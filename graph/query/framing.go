package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsgraph/graph"
)

// An utterance is what an article reports that someone says.
type utterance struct {
	Side
	stance string
	text   string // hash of the article's text: prints of one text agree
	what   string // the content
	words  []string
	number string // those of the words that are numbers
}

// Two reports tell of one thing said if they share minWords words of the content,
// wordShare percent of those of the shorter one, and name no different numbers: fewer
// are the topic alone.
const (
	minWords  = 4
	wordShare = 60
)

// distancing is the stance of who does not vouch for what he reports.
const distancing = "distancing"

// utterance files a statement that the article itself reports under its speaker.
func (g *gainsaid) utterance(ctx context.Context, rep *graph.Report, st *graph.Statement) error {
	if st.Source != graph.None || st.Polarity == "-" || st.Status != graph.Happened || len(st.Evidence) == 0 || len(st.Content) == 0 {
		return nil
	}
	speaker, err := g.mention(ctx, rep, st.Speaker)
	if err != nil || speaker == "" {
		return err
	}
	u := utterance{Side: side(rep, &st.Facets), stance: cmp.Or(st.Stance, "neutral"), text: rep.Article.TextHash()}
	u.Span = graph.Span{B: st.Content[0].B, E: st.Content[len(st.Content)-1].E}
	u.Source = rep.Chains[rep.Mentions[st.Speaker].Chain].Name
	u.Says = fmt.Sprintf("%s (%s)", cmp.Or(st.CueLemma, "says"), u.stance)
	what := make([]string, len(st.Content))
	for i, c := range st.Content {
		what[i] = rep.Article.Text[c.B:c.E]
	}
	u.what = strings.Clone(strings.Join(what, " ")) // the text itself may go
	g.said[speaker] = append(g.said[speaker], u)
	return nil
}

// split finds the words of the content.
func (u *utterance) split() {
	u.words = contentWords(u.what)
	slices.Sort(u.words)
	u.words = slices.Compact(u.words)
	for _, w := range u.words {
		if strings.ContainsAny(w, "0123456789") {
			u.number += w + " "
		}
	}
}

// contentWords are the longer words of a text: the short ones are in all of them.
func contentWords(text string) []string {
	return slices.DeleteFunc(strings.Fields(graph.NormalName(text)), func(w string) bool {
		return len(w) < len("said") && !strings.ContainsAny(w, "0123456789")
	})
}

// framed returns the groups of reports of one thing that a speaker said, of which one
// article keeps its distance ("claimed") and another does not ("said", "noted").
func framed(all []utterance) [][]Side {
	if !slices.ContainsFunc(all, func(u utterance) bool { return u.stance == distancing }) {
		return nil
	}
	holders := map[string][]int{}
	for i := range all {
		all[i].split()
		for _, w := range all[i].words {
			holders[w] = append(holders[w], i)
		}
	}
	var out [][]Side
	for i := range all {
		u := &all[i]
		if u.stance != distancing {
			continue
		}
		common := map[int]int{}
		for _, w := range u.words {
			for _, k := range holders[w] {
				common[k]++
			}
		}
		var sides []Side
		for k, n := range common {
			o := &all[k]
			if o.stance != u.stance && o.text != u.text && n >= minWords && u.sameThing(o, n) {
				sides = append(sides, o.Side)
			}
		}
		if sides != nil {
			out = append(out, append(sides, u.Side))
		}
	}
	return out
}

// sameThing reports whether two contents that share n words are one thing said.
func (u *utterance) sameThing(o *utterance, n int) bool {
	return 100*n >= wordShare*min(len(u.words), len(o.words)) && (u.number == o.number || u.number == "" || o.number == "")
}
