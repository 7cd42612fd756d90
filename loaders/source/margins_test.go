package source_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/loaders/source"
)

// para is a paragraph that makes the lines above it a header.
const para = "The city council approved the tram line on Monday after a debate of nine hours. It will open in two years."

// marginCases are texts with the margins to be found, as "kind: words".
var marginCases = []struct {
	name, text string
	want       []string
	meta       graph.Article // Title, Byline, Agency, Published where found
}{
	{"nothing", para, nil, graph.Article{}},
	{"leading and trailing space stay", "\n\n  " + para + "\n\n", nil, graph.Article{}},

	{"header with date and agency", " date 2023-11-03 (Bloomberg) -- " + para,
		[]string{"header: date 2023-11-03 (Bloomberg) --"}, graph.Article{Agency: "Bloomberg", Published: "2023-11-03"}},
	{"header with words", "Published: 4 May 2022 | " + para, []string{"header: Published: 4 May 2022 |"}, graph.Article{Published: "2022-05-04"}},
	{"a date that begins a sentence", "November 3, 2023 was a dark day for the port. " + para, nil, graph.Article{}},
	{"a date before a dash within a sentence", "3 May 2022 - the day of the vote - was cold. " + para, nil, graph.Article{}},
	{"labelled lines", "Headline: Tram line approved\nBy: Jo Ferris\nDate: May 4, 2022\nSection: City\n\n" + para,
		[]string{"header: Headline: Tram line approved", "header: By: Jo Ferris", "header: Date: May 4, 2022", "header: Section: City"},
		graph.Article{Title: "Tram line approved", Byline: "Jo Ferris", Published: "2022-05-04"}},
	{"a label that is none", "Warning: the bridge is closed. " + para, nil, graph.Article{}},

	{"agency dateline", "WASHINGTON, Nov 3 (Reuters) - " + para, []string{"dateline: WASHINGTON, Nov 3 (Reuters) -"}, graph.Article{Agency: "Reuters"}},
	{"agency with region", "SEOUL, South Korea (AP) — " + para, []string{"dateline: SEOUL, South Korea (AP) —"}, graph.Article{Agency: "Associated Press"}},
	{"two places", "TOKYO/SEOUL, Aug. 12 (Reuters) -- " + para, []string{"dateline: TOKYO/SEOUL, Aug. 12 (Reuters) --"}, graph.Article{Agency: "Reuters"}},
	{"full date", "BEIJING, Nov. 3, 2023 (Xinhua) -- " + para, []string{"dateline: BEIJING, Nov. 3, 2023 (Xinhua) --"}, graph.Article{Agency: "Xinhua", Published: "2023-11-03"}},
	{"agency alone", "(Reuters) - " + para, []string{"dateline: (Reuters) -"}, graph.Article{Agency: "Reuters"}},
	{"agency glued", "Washington (CNN)" + para, []string{"dateline: Washington (CNN)"}, graph.Article{Agency: "CNN"}},
	{"unknown agency", "HARARE (Zambezi Wire) — " + para, []string{"dateline: HARARE (Zambezi Wire) —"}, graph.Article{Agency: "Zambezi Wire"}},
	{"press release", "NEW YORK, April 5, 2021 /PRNewswire/ -- " + para, []string{"dateline: NEW YORK, April 5, 2021 /PRNewswire/ --"}, graph.Article{Agency: "PRNewswire", Published: "2021-04-05"}},
	{"place alone", "LONDON — " + para, []string{"dateline: LONDON —"}, graph.Article{}},
	{"place with hyphen", "ST. PETERSBURG - " + para, nil, graph.Article{}},
	{"town with country", "Kabul, Afghanistan – " + para, []string{"dateline: Kabul, Afghanistan –"}, graph.Article{}},
	{"accents", "SÃO PAULO (AP) — " + para, []string{"dateline: SÃO PAULO (AP) —"}, graph.Article{Agency: "Associated Press"}},
	{"quote behind it", "PARIS (AFP) — “We won,” said the mayor. " + para, []string{"dateline: PARIS (AFP) —"}, graph.Article{Agency: "AFP"}},
	{"byline before it", "By Jo Ferris LAGOS (Reuters) - " + para, []string{"byline: By Jo Ferris", "dateline: LAGOS (Reuters) -"}, graph.Article{Byline: "Jo Ferris", Agency: "Reuters"}},
	{"abbreviation in brackets", "Cable News Network (CNN) said on Monday that it would close its office. " + para, nil, graph.Article{}},
	{"acronym before a dash", "NATO — founded in 1949 — has a new chief. " + para, nil, graph.Article{}},
	{"party in brackets", "Senator Ann Cole (Rep.) - who voted no - left early. " + para, nil, graph.Article{}},

	{"caption and credit above the text", "Ines Okoro\nInes OkoroREUTERS/Pavel Dunn\n\n" + para,
		[]string{"caption: Ines Okoro", "caption: Ines Okoro", "credit: REUTERS/Pavel Dunn"}, graph.Article{}},
	{"agency photo in brackets", "A tram passes the station of Graz. (AP Photo/Jane Dorn, File)\n\n" + para,
		[]string{"caption: A tram passes the station of Graz.", "credit: (AP Photo/Jane Dorn, File)"}, graph.Article{}},
	{"photo by", "Photo by Sean Duff/Getty Images\n" + para, []string{"credit: Photo by Sean Duff/Getty Images"}, graph.Article{}},
	{"credit line under a caption", "Commuters wait at the station of Graz on Monday.\nLena Moritz/AFP via Getty Images\n\n" + para,
		[]string{"caption: Commuters wait at the station of Graz on Monday.", "credit: Lena Moritz/AFP via Getty Images"}, graph.Article{}},
	{"square brackets", para + "\n\nA tram in Graz, 2019 [Lena Moritz/Reuters]\n\n" + para,
		[]string{"caption: A tram in Graz, 2019", "credit: [Lena Moritz/Reuters]"}, graph.Article{}},
	{"file photo", "FILE - A tram leaves the depot of Graz, on Nov. 3, 2021. (AP Photo/Jane Dorn)\n\n" + para,
		[]string{"caption: FILE - A tram leaves the depot of Graz, on Nov. 3, 2021.", "credit: (AP Photo/Jane Dorn)"}, graph.Article{}},
	{"a sentence about a photo", "The photo by her sister won. " + para, nil, graph.Article{}},
	{"either or", "They asked for the AC/DC record and/or the money. " + para, nil, graph.Article{}},

	{"title right above", "Council approves tram line\nOSLO, May 4 (Daily News) - " + strings.ReplaceAll(para, "\n", " "), []string{"title: Council approves tram line", "dateline: OSLO, May 4 (Daily News) -"}, graph.Article{Title: "Council approves tram line", Agency: "Daily News"}},
	{"title", "Council approves tram line\n\n" + para, []string{"title: Council approves tram line"}, graph.Article{Title: "Council approves tram line"}},
	{"title, byline and date", "Council approves tram line\nBy Jo Ferris and Ana de la Cruz, Daily Globe\nMay 4, 2022 / 5:02 PM EDT / CBS News\n\n" + para,
		[]string{"title: Council approves tram line", "byline: By Jo Ferris and Ana de la Cruz, Daily Globe", "header: May 4, 2022 / 5:02 PM EDT / CBS News"},
		graph.Article{Title: "Council approves tram line", Byline: "Jo Ferris and Ana de la Cruz", Agency: "CBS News", Published: "2022-05-04T21:02Z"}},
	{"byline and agency lines", "By JO FERRIS\nAssociated Press\n\n" + para, []string{"byline: By JO FERRIS", "byline: Associated Press"}, graph.Article{Byline: "JO FERRIS", Agency: "Associated Press"}},
	{"published and updated", "Published 10:15 AM GMT, Wed May 4, 2022; updated May 5, 2022\n\n" + para, []string{"header: Published 10:15 AM GMT, Wed May 4, 2022; updated May 5, 2022"}, graph.Article{Published: "2022-05-04"}},
	{"a heading inside is text", para + "\n\nLater Plans\n\n" + para, nil, graph.Article{}},
	{"a first line that is a sentence", "The tram is late.\n\n" + para, nil, graph.Article{}},
	{"by as a preposition", "By Monday the water had gone. " + para, nil, graph.Article{}},

	{"dateline with full stops", "MOSCOW, December 7. /TASS/. " + para, []string{"dateline: MOSCOW, December 7. /TASS/."}, graph.Article{Agency: "TASS"}},
	{"city without capitals", "Washington — " + para, []string{"dateline: Washington —"}, graph.Article{}},
	{"word before a dash", "Peace — That was the word of the night. " + para, nil, graph.Article{}},
	{"agency without brackets", "Washington CNN  — " + para, []string{"dateline: Washington CNN  —"}, graph.Article{Agency: "CNN"}},
	{"agency that acts", "Reuters — the news agency — was told so. " + para, nil, graph.Article{}},
	{"dateline with colon", "NEW DELHI: " + para, []string{"dateline: NEW DELHI:"}, graph.Article{}},
	{"title and subtitle", "Council approves tram line\nVote follows nine hours of debate\n\n" + para,
		[]string{"title: Council approves tram line", "title: Vote follows nine hours of debate"}, graph.Article{Title: "Council approves tram line"}},
	{"title with the name of the site", "Council approves tram line at last | Daily Globe\n\n" + para,
		[]string{"title: Council approves tram line at last | Daily Globe"}, graph.Article{Title: "Council approves tram line at last"}},
	{"title and byline without by", "Council approves tram line\nJo Ferris in Graz\n\n" + para,
		[]string{"title: Council approves tram line", "byline: Jo Ferris in Graz"}, graph.Article{Title: "Council approves tram line", Byline: "Jo Ferris"}},
	{"byline with date", "By DAILY GLOBE STAFF 7 December 2023, 10:33 pm\n\n" + para,
		[]string{"byline: By DAILY GLOBE STAFF 7 December 2023, 10:33 pm"}, graph.Article{Byline: "DAILY GLOBE STAFF", Published: "2023-12-07T22:33"}},
	{"byline filed on a day", "By Jo Ferris (Filed: 19/11/2004)\n\n" + para, []string{"byline: By Jo Ferris (Filed: 19/11/2004)"}, graph.Article{Byline: "Jo Ferris", Published: "2004-11-19"}},
	{"reading time", "Thu, December 7, 2023 at 5:02 PM EST·3 min read\n" + para, []string{"header: Thu, December 7, 2023 at 5:02 PM EST·3 min read"}, graph.Article{Published: "2023-12-07T22:02Z"}},
	{"day or month", "Issued on: 07/12/2023 - 22:10\n\n" + para, []string{"header: Issued on: 07/12/2023 - 22:10"}, graph.Article{}},
	{"front matter", "---\ntitle: \"Tram line approved\"\ndate: 2023-12-07\n---\n\n" + para,
		[]string{"header: ---", "header: title: \"Tram line approved\"", "header: date: 2023-12-07", "header: ---"}, graph.Article{Title: "Tram line approved", Published: "2023-12-07"}},
	{"photo credit in brackets", "A tram waits. (photo credit: JANE DORN/FLASH)\n\n" + para, []string{"caption: A tram waits.", "credit: (photo credit: JANE DORN/FLASH)"}, graph.Article{}},

	{"trailers", para + "\n\nReporting by Jo Ferris in Graz; Editing by Tom Held\n\nOur Standards: The Wire Principles.\n",
		[]string{"boilerplate: Reporting by Jo Ferris in Graz; Editing by Tom Held", "boilerplate: Our Standards: The Wire Principles."}, graph.Article{Byline: "Jo Ferris in Graz"}},
	{"trailer in the last paragraph", para + " (Reporting by Jo Ferris; Editing by Tom Held)",
		[]string{"boilerplate: (Reporting by Jo Ferris; Editing by Tom Held)"}, graph.Article{Byline: "Jo Ferris"}},
	{"copyright", para + "\n\n© 2022 The Daily Globe. All rights reserved.", []string{"boilerplate: © 2022 The Daily Globe. All rights reserved."}, graph.Article{}},
	{"notices between", para + "\n\nADVERTISEMENT\n\nRead more: Who pays for the tram?\n\n" + para,
		[]string{"boilerplate: ADVERTISEMENT", "boilerplate: Read more: Who pays for the tram?"}, graph.Article{}},
	{"a novel at the end", para + "\n\nWritten by Jane Dorn in 1813, the novel has been filmed twice.", nil, graph.Article{}},
	{"deadlines", para + "\n\nSign up deadlines have passed, the clerk said.", nil, graph.Article{}},
	{"translators", para + "\n\nTranslated by Ana Moor and Tom Held.", []string{"boilerplate: Translated by Ana Moor and Tom Held."}, graph.Article{}},
	{"reporting as a topic", para + "\n\nGood reporting by local newspapers had helped, the mayor said.", nil, graph.Article{}},
}

func TestMarginsAreFoundAndNothingElse(t *testing.T) {
	for _, tt := range marginCases {
		t.Run(tt.name, func(t *testing.T) {
			for _, newline := range []string{"\n", "\r\n"} {
				art := parseText(t, strings.ReplaceAll(tt.text, "\n", newline))
				var got []string
				for _, m := range art.Margins {
					got = append(got, m.Kind+": "+art.Text[m.B:m.E])
				}
				if diff := cmp.Diff(got, tt.want); diff != "" {
					t.Errorf("margins (-got +want):\n%s", diff)
				}
				meta := graph.Article{Title: art.Title, Byline: art.Byline, Agency: art.Agency, Published: art.Published}
				if diff := cmp.Diff(meta, tt.meta); diff != "" {
					t.Errorf("metadata (-got +want):\n%s", diff)
				}
			}
		})
	}
}

func parseText(t *testing.T, text string) graph.Article {
	t.Helper()
	arts, err := source.Parse(t.Context(), "text", "text/plain", []byte(text), source.Options{})
	if err != nil || len(arts) != 1 {
		t.Fatalf("%d articles, error %v", len(arts), err)
	}
	if arts[0].Text != text {
		t.Errorf("text was changed to %q", arts[0].Text)
	}
	check(t, arts[0])
	return arts[0]
}

func FuzzParseText(f *testing.F) {
	for _, tt := range marginCases {
		f.Add([]byte(tt.text))
	}
	fuzzParse(f, "text/plain")
}

// fuzzParse holds that whatever is read has a valid text, margins within it and
// its identifier, and that reading it twice gives the same.
func fuzzParse(f *testing.F, contentType string) {
	f.Fuzz(func(t *testing.T, body []byte) {
		opts := source.Options{MaxBytes: 1 << 16, AnyLanguage: true}
		arts, _ := source.Parse(t.Context(), "fuzz", contentType, body, opts)
		again, _ := source.Parse(t.Context(), "fuzz", contentType, body, opts)
		if diff := cmp.Diff(arts, again); diff != "" {
			t.Errorf("read twice (-first +second):\n%s", diff)
		}
		for _, art := range arts {
			check(t, art)
			if strings.ToValidUTF8(art.Text, "") != art.Text {
				t.Errorf("text is not UTF-8: %q", art.Text)
			}
		}
	})
}

// TestLinesWithoutEndAreReadInOnePass would not come back if the search for the
// end of a header began anew at each of its lines.
func TestLinesWithoutEndAreReadInOnePass(t *testing.T) {
	for _, line := range []string{"Share\n", "By Jane Doe\n", "3 May 2022\n", "Title: x\n", "Jane Doe/AFP\n", "© 2023 x\n", "A — b\n", "(Reuters) - "} {
		text := strings.Repeat(line, 20_000) + "\n" + para
		arts, err := source.Parse(t.Context(), "text", "text/plain", []byte(text), source.Options{MaxText: 1 << 20})
		if err != nil || len(arts) != 1 {
			t.Errorf("%q: %d articles, error %v", line, len(arts), err)
		}
	}
}
