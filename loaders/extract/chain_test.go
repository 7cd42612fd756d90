package extract_test

import (
	"slices"
	"strings"
	"testing"
)

// TestChains: which mentions of an article are one, as the class, the table id and the
// mentions of a chain.
func TestChains(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"surname of a junior": {"Pavel Dorn Jr. signed it on Monday. Dorn said his father, Pavel Dorn Sr., would be proud.",
			[]string{"Person: Pavel Dorn Jr. | Dorn | his", "Person: his father | Pavel Dorn Sr."}},
		"the younger": {"Pavel Dorn died on Monday in Lima. His son, Pavel Dorn Jr., runs the firm. The younger Dorn wept.",
			[]string{"Person: His son | Pavel Dorn Jr. | Dorn"}},
		"the elder": {"Pavel Dorn Jr. met Jane Osei, as Pavel Dorn had done in 1980. The elder Dorn died in Lima.",
			[]string{"Person: Pavel Dorn | Dorn"}},
		"state of a federation by its governor": {"Georgia Gov. Jane Osei signed it in Savannah. Georgia will pay.",
			[]string{"Territory Q1428: Georgia | Georgia"}},
		"country beside its capital": {"Georgia signed it in Tbilisi, and Georgian troops left. Brian Dorn visited Georgia.",
			[]string{"Country Q230: Georgia | Georgia"}},
		"city and state": {"Washington state Sen. Jane Osei flew to Washington on Monday.",
			[]string{"Territory Q1223: Washington", "City geo:4140963: Washington"}},
		"surname that is a country": {"Congressman Jim Jordan of Ohio spoke first. Jordan won the vote. Jordan's King Abdullah watched from a hotel in Jordan.",
			[]string{"Person: Jim Jordan | Jordan", "Country Q810: Jordan | Jordan"}},
		"full name that the tables have": {"Peskov said Lavrov spoke to Hakan Fidan by telephone on Sunday.",
			[]string{"Person: Hakan Fidan"}},
		"mister without a point": {"Jane Osei spoke to Mr Dorn, as Ms Osei had promised. Mr Dorn thanked her.",
			[]string{"Person: Dorn | Dorn", "!Person: Mr", "!Person: Ms"}},
		"first lady beside the president": {"President Dorn spoke first. First Lady Jane Dorn received the guests.",
			[]string{"Person: Dorn", "Person: Jane Dorn"}},
		"secretary by surname first": {"Secretary Dorn spoke first. Pavel Dorn left.",
			[]string{"Person: Dorn | Pavel Dorn"}},
		"district attorney": {"D.A. Pavel Dorn spoke.", []string{"Person: Pavel Dorn", "!Person: D.A."}},
		"part of a place": {"Israel bombed southern Gaza on Friday. Troops left the southern Gaza Strip and Gaza.",
			[]string{"Place place:southern-gaza: southern Gaza", "Place: southern Gaza Strip", "Territory Q39760: Gaza | Gaza Strip | Gaza"}},
		"part of a country": {"Jane Osei met Pavel Dorn in northern Kenya. She then left Kenya for South Sudan.",
			[]string{"Place: northern Kenya", "Country Q114: Kenya | Kenya", "Country Q958: South Sudan"}},
		"part of a city by its full name": {"Troops entered eastern Aleppo on Friday.", []string{"Place: eastern Aleppo", "City geo:170063: Aleppo"}},
		"outskirts": {"Rebels killed nine people on the outskirts of Beirut and in a suburb of Oslo.",
			[]string{"Place: outskirts of Beirut", "City geo:276781: Beirut", "Place: a suburb of Oslo", "City geo:3143244: Oslo"}},
		"city of a state": {"Springfield, Massachusetts, sued Arvo Bank. In Springfield, Illinois, Mayor Jane Osei laughed.",
			[]string{"City geo:4951788: Springfield", "City geo:4250542: Springfield"}},
		"city of the country of which is spoken": {"The president of El Salvador flew from Santa Ana to Santa Ana, California.",
			[]string{"City geo:3583334: Santa Ana", "City geo:5392900: Santa Ana"}},
		"one of two cities": {"Arvo Bank sued Springfield on Monday.", []string{"City: Springfield"}},
		"initials of a part of the name": {"The Massachusetts Department of Environmental Protection (DEP) fined Arvo Bank. DEP declined to comment.",
			[]string{"Organization: Massachusetts Department of Environmental Protection | DEP | DEP"}},
		"surname that is a noun": {"Jane Banks died on Monday in Oslo. Alongside her work, Banks also ran a school. Banks are closed on Monday.",
			[]string{"Person: Jane Banks | her | Banks"}},
		"state by its long name": {"The army entered Rakhine State on Monday.", []string{"Territory geo:1298852: Rakhine State"}},
	} {
		t.Run(name, func(t *testing.T) {
			rep := analyse(t, tt.text, "")
			var got []string
			for i := range rep.Chains {
				c := &rep.Chains[i]
				var texts []string
				for _, m := range c.Mentions {
					texts = append(texts, rep.Article.Text[rep.Mentions[m].B:rep.Mentions[m].E])
				}
				got = append(got, strings.TrimSuffix(c.Class+" "+string(c.Ref), " ")+": "+strings.Join(texts, " | "))
			}
			for _, want := range tt.want {
				if w, not := strings.CutPrefix(want, "!"); slices.Contains(got, w) == not {
					t.Errorf("%q has\n%s\nwant %s", tt.text, strings.Join(got, "\n"), want)
				}
			}
		})
	}
}
