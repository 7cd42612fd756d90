package extract_test

import (
	"slices"
	"strings"
	"testing"
)

// TestMeetings holds sentences whose meetings were once missed or said to have happened:
// what must and, after "!", must not come out.
func TestMeetings(t *testing.T) {
	for text, want := range map[string]string{
		"No agreement has been reached on a meeting between Ana Lund and Carl Ruiz.":                                 "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Preparations are under way for talks between Ana Lund and Carl Ruiz.":                                       "event Meeting planned Ana Lund, Carl Ruiz",
		"Reports of a meeting between Ana Lund and Carl Ruiz were false.":                                            "event Meeting denied Ana Lund, Carl Ruiz",
		"There is no evidence that Ana Lund met Carl Ruiz.":                                                          "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Nothing suggests that Ana Lund met Carl Ruiz.":                                                              "!event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund sees no point in meeting Carl Ruiz.":                                                               "!event Meeting happened Ana Lund, Carl Ruiz",
		"What is needed is a meeting between Ana Lund and Carl Ruiz.":                                                "event Meeting demanded Ana Lund, Carl Ruiz",
		"Analysts see a meeting between Ana Lund and Carl Ruiz as unlikely.":                                         "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Ana Lund was acquitted of charges that she met Carl Ruiz.":                                                  "!event Meeting happened Ana Lund, Carl Ruiz",
		"The summit between Ana Lund and Carl Ruiz begins on Monday.":                                                "event Meeting planned Ana Lund, Carl Ruiz",
		"The summit between Ana Lund and Carl Ruiz is two weeks away.":                                               "event Meeting planned Ana Lund, Carl Ruiz",
		"Ana Lund meets Carl Ruiz on Monday.":                                                                        "event Meeting planned Ana Lund, Carl Ruiz",
		"Ana Lund plays a nurse who meets a spy.":                                                                    "!event Meeting happened a nurse, a spy",
		"Ana Lund was the first leader to meet Carl Ruiz.":                                                           "event Meeting happened Ana Lund, Carl Ruiz",
		"\"We talked,\" said Ana Lund after receiving the envoy, Carl Ruiz, in Oslo.":                                "event Meeting happened Ana Lund, Carl Ruiz, Oslo",
		"Ana Lund has met with, among others, the senator Carl Ruiz.":                                                "event Meeting happened Ana Lund, Carl Ruiz",
		"Talks between envoy Ana Lund and regulator Carl Ruiz began.":                                                "event Meeting happened Ana Lund, Carl Ruiz",
		"After a dinner with her host, President Carl Ruiz, minister Ana Lund praised Riga.":                         "event Meeting happened Ana Lund, Carl Ruiz",
		"Asked whether she would meet Carl Ruiz, Ana Lund smiled.":                                                   "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Ana Lund went straight into talks with Carl Ruiz.":                                                          "event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund came face to face with Carl Ruiz.":                                                                 "event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund had what she described as a productive meeting with Carl Ruiz.":                                    "event Meeting happened Ana Lund, Carl Ruiz",
		"Before her talks with Carl Ruiz, Ana Lund will see the king.":                                               "event Meeting planned Ana Lund, Carl Ruiz",
		"She hoped to see Carl Ruiz soon, Ana Lund said.":                                                            "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"A spokesman for Carl Ruiz denied a report that he had met Ana Lund.":                                        "event Meeting denied Carl Ruiz, Ana Lund",
		"Sitting next to Ana Lund, Carl Ruiz said the deal was dead.":                                                "event Encounter happened Carl Ruiz, Ana Lund",
		"Ana Lund has never met the man who built the tower, the investor Carl Ruiz.":                                "event Meeting negated Ana Lund, Carl Ruiz",
		"Ana Lund, fresh from talks with Carl Ruiz, said the strike was over.":                                       "event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund's request for a meeting with Carl Ruiz was turned down.":                                           "event Meeting refused Ana Lund, Carl Ruiz",
		"Neither Ana Lund nor Carl Ruiz attended the talks.":                                                         "!event Meeting negated Ana Lund, Carl Ruiz",
		"The row led Ana Lund to pull out of a summit with Carl Ruiz.":                                               "event Meeting refused Ana Lund, Carl Ruiz",
		"Ana Lund is on holiday and has not spoken with Carl Ruiz.":                                                  "event Encounter negated Ana Lund, Carl Ruiz",
		"Talks with Carl Ruiz collapsed, mediator Ana Lund said.":                                                    "!event Encounter happened Carl Ruiz",
		"Ana Lund and Carl Ruiz are among the leaders due to attend the summit.":                                     "event Meeting planned Ana Lund, Carl Ruiz",
		"Mediators proposed that Ana Lund and Carl Ruiz hold a video call.":                                          "event PhoneCall demanded Ana Lund, Carl Ruiz",
		"A meeting between Ana Lund and Carl Ruiz on Friday is going ahead.":                                         "event Meeting planned Ana Lund, Carl Ruiz",
		"Ana Lund gave no details of the meeting between Leo Brandt and Carl Ruiz.":                                  "event Meeting happened Leo Brandt, Carl Ruiz",
		"Ana Lund is weighing whether to meet Carl Ruiz.":                                                            "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Ana Lund would not say how she had met Carl Ruiz.":                                                          "event Meeting happened Ana Lund, Carl Ruiz",
		"The meeting was the third between Ana Lund and Carl Ruiz.":                                                  "event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund left Riga without seeing Carl Ruiz.":                                                               "event Meeting negated Ana Lund, Carl Ruiz",
		"The meeting between Ana Lund and Carl Ruiz failed to materialise.":                                          "event Meeting negated Ana Lund, Carl Ruiz",
		"A meeting between Ana Lund and Carl Ruiz is in the works.":                                                  "event Meeting planned Ana Lund, Carl Ruiz",
		"A meeting between Ana Lund and Carl Ruiz is out of the question.":                                           "event Meeting refused Ana Lund, Carl Ruiz",
		"Leo Brandt suspects that Ana Lund met Carl Ruiz.":                                                           "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Leo Brandt falsely claimed that Ana Lund had met Carl Ruiz.":                                                "event Meeting denied Ana Lund, Carl Ruiz",
		"Ana Lund has no plans for a meeting with Carl Ruiz.":                                                        "event Meeting negated Ana Lund, Carl Ruiz",
		"Speculation has been rife that Ana Lund had met Carl Ruiz.":                                                 "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Had Ana Lund agreed to see Carl Ruiz, the strike might have ended.":                                         "event Meeting negated Ana Lund, Carl Ruiz",
		"Ana Lund confirmed having met Carl Ruiz.":                                                                   "event Meeting claimed Ana Lund, Carl Ruiz",
		"The palace released footage of President Ana Lund welcoming Polish leader Carl Ruiz.":                       "event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund's failure to meet Carl Ruiz was noted in Riga.":                                                    "event Meeting negated Ana Lund, Carl Ruiz",
		"Ana Lund, Carl Ruiz meet in Riga":                                                                           "event Meeting happened Ana Lund, Carl Ruiz, Riga",
		"Ana Lund said that she had asked Carl Ruiz for a meeting.":                                                  "!event Meeting happened she, Carl Ruiz",
		"Ana Lund has received condolences from world leaders, among them King Carl Ruiz.":                           "!event Meeting happened Ana Lund, Carl Ruiz",
		"After talks with Ana Lund, minister Carl Ruiz raised taxes, the ministry said.":                             "event Meeting claimed Carl Ruiz, Ana Lund",
		"Foreign minister Ana Lund accompanied by a large delegation held discussions in Riga with envoy Carl Ruiz.": "event Meeting happened Ana Lund, Carl Ruiz, Riga",
		"Ana Lund spent the afternoon with Carl Ruiz going over the terms.":                                          "event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund has dodged requests by Carl Ruiz for an audience.":                                                 "event Meeting demanded Ana Lund, Carl Ruiz",
		"Ana Lund congratulated Carl Ruiz on his victory in a letter.":                                               "event Letter happened Ana Lund, Carl Ruiz",
		"Ana Lund met IMF Managing Director Carl Ruiz.":                                                              "event Meeting happened Ana Lund, Carl Ruiz",
		"The long-planned meeting between Ana Lund and Carl Ruiz finally took place on Friday.":                      "event Meeting happened Ana Lund, Carl Ruiz",
		"The planned meeting between Ana Lund and Carl Ruiz has yet to take place.":                                  "event Meeting negated Ana Lund, Carl Ruiz",
		"Envoy Ana Lund was in Beirut on Tuesday for talks with Carl Ruiz.":                                          "event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund held indirect talks with Carl Ruiz in Riga.":                                                       "!event Meeting happened Ana Lund, Carl Ruiz, Riga",
		"Kim Jae-won sent a message to Ana Lund.":                                                                    "event Letter happened Kim Jae-won, Ana Lund",
		"An attempt to bring Ana Lund and Carl Ruiz to one table failed.":                                            "event Meeting negated Ana Lund, Carl Ruiz",
		"Ana Lund said she had no problem meeting Carl Ruiz.":                                                        "!event Meeting claimed she, Carl Ruiz",
		"Ana Lund is open to talks with Carl Ruiz.":                                                                  "event Meeting hypothetical Ana Lund, Carl Ruiz",
		"Ana Lund has invited Carl Ruiz to dinner.":                                                                  "event Meeting demanded Ana Lund, Carl Ruiz",
		"Ana Lund turned down Carl Ruiz's request for a meeting.":                                                    "event Meeting refused Ana Lund, Carl Ruiz",
		"Ana Lund was absent from the talks with Carl Ruiz.":                                                         "event Meeting negated Ana Lund, Carl Ruiz",
		"At the start of a meeting with Carl Ruiz, Ana Lund praised Riga.":                                           "event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund and Carl Ruiz, who met in Oslo on Friday, praised Riga.":                                           "event Meeting happened Ana Lund, Carl Ruiz, Oslo",
		"Ana Lund, whose meeting with Carl Ruiz lasted an hour, went home.":                                          "event Meeting happened Ana Lund, Carl Ruiz",
		"Ana Lund called the incumbent, Carl Ruiz, a man of press releases.":                                         "!event PhoneCall happened Ana Lund, Carl Ruiz",
		"After talks with Leo Brandt, the bank's head, Ana Lund, praised Riga.":                                      "event Meeting happened Ana Lund, Leo Brandt",
		"Ana Lund met with relatives of the hostages and later with envoy Carl Ruiz.":                                "event Meeting happened Ana Lund, relatives of the hostages, Carl Ruiz",
		"Leo Brandt rejected a plea by Ana Lund to meet Carl Ruiz.":                                                  "event Meeting refused Ana Lund, Carl Ruiz",
		"Riga was calm on Friday, with President Ana Lund phoning Carl Ruiz.":                                        "event PhoneCall happened Ana Lund, Carl Ruiz",
		"\"When Ana Lund came she promised to pay,\" the worker, Leo Brandt, told a court.":                          "says Leo Brandt: \"When Ana Lund came she promised to pay,\"",
		"Ana Lund is due to be briefed by Carl Ruiz.":                                                                "event Encounter planned Carl Ruiz, Ana Lund",
		"Ana Lund, accompanied by Carl Ruiz, will fly to Riga.":                                                      "event Encounter planned Ana Lund, Carl Ruiz",
	} {
		t.Run(text, func(t *testing.T) {
			got := readings(analyse(t, text, ""))
			if w, not := strings.CutPrefix(want, "!"); slices.Contains(got, w) == not {
				t.Errorf("got\n%s\nwant %s", strings.Join(got, "\n"), want)
			}
		})
	}
}
