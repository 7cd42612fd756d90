package query

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

const story = `The ministers of the five northern states agreed on Tuesday to close the strait to
trawlers from April until the end of August, after a night of talks in which the islands had
threatened to leave the fishing union. The agreement, which the parliaments have to ratify before
the spring, names quotas for herring and cod and pays the owners of small boats for the months in
which they may not sail. Scientists had warned in January that the stocks would not recover without
a pause of at least two seasons, and that the larvae drift further to the north each year.`

const other = `A court in the capital sentenced two former managers of the tram company on Friday to
prison terms for having hidden the results of brake tests from the inspectors. The judge said that
the men had known of the defects for more than a year before the accident in which eleven people
were hurt, and that they had let the line run because a delay would have cost the company its bonus.`

// TestGroups: who counts as a source of his own.
func TestGroups(t *testing.T) {
	edited := strings.Replace(story, "names quotas for herring and cod", "sets limits for cod", 1)
	longer := "HARBOUR CITY - A reporter of ours was there when the doors opened.\n" + story + "\nFishermen in this town were angry, as one of them told this paper over a glass."
	sentence := story[:strings.Index(story, ". ")+1]
	for name, tt := range map[string]struct {
		texts []string
		want  []int
	}{
		"nothing":            {nil, []int{}},
		"the same text":      {[]string{story, story}, []int{0, 0}},
		"other marks":        {[]string{story, strings.ReplaceAll(story, ",", " -")}, []int{0, 0}},
		"edited":             {[]string{story, edited}, []int{0, 0}},
		"with more around":   {[]string{longer, story, edited}, []int{0, 0, 0}},
		"another story":      {[]string{story, other, story}, []int{0, 1, 0}},
		"joined by a third":  {[]string{other, story, longer}, []int{0, 1, 1}},
		"a sentence quoted":  {[]string{story, other + " " + sentence}, []int{0, 1}},
		"short, and not one": {[]string{"The talks went on.", "The talks went on and on."}, []int{0, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			var digests []*graph.Digest
			for _, s := range tt.texts {
				d, err := graph.OpenDigest((&graph.Report{Article: graph.Article{Text: s}}).Digest())
				if err != nil {
					t.Fatal(err)
				}
				digests = append(digests, d)
			}
			if got := groups(digests); !slices.Equal(got, tt.want) {
				t.Errorf("groups %v, want %v", got, tt.want)
			}
		})
	}
}

func BenchmarkPrint(b *testing.B) {
	text := strings.Repeat(story+"\n"+other+"\n", 3)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		(&graph.Article{Text: text}).Print()
	}
}
