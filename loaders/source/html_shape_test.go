package source_test

import (
	"strings"
	"testing"

	"newsgraph/loaders/source"
)

// shapeParagraphs are the text of every page of TestPagesOfAllShapes.
var shapeParagraphs = []string{
	"Norway and Portugal agreed on Monday to guard the cables that cross the ocean together, the two foreign ministers said.",
	"Ingrid Halvorsen, who had flown to Lisbon in the morning, met her colleague for two hours before they spoke to reporters.",
	`"We came with a map," said Duarte Menezes, who spoke after her at the palace, "and both of us had drawn the same line."`,
	"The opposition criticised the price of the patrols, which parliament has not yet seen and which it must approve by June.",
}

func TestPagesOfAllShapes(t *testing.T) {
	p := shapeParagraphs
	all := "<p>" + strings.Join(p, "</p><p>") + "</p>"
	for _, tt := range []struct{ name, body string }{
		{"paragraphs in a division", `<div class="story-body"><h1>Cables</h1>` + all + `</div>`},
		{"line breaks only", `<div class="story-body"><h1>Cables</h1>` + strings.Join(p, "<br><br>") + `</div>`},
		{"divisions as paragraphs", `<article><h1>Cables</h1><div>` + strings.Join(p, "</div><div>") + `</div></article>`},
		{"boxes in boxes", `<main><div><div><h1>Cables</h1><div class="byline">By <a rel="author" href="/jd">Jane Doe</a></div><div class="share"><button>Share</button></div><div><p><span>` +
			strings.Join(p, "</span></p><p><span>") + `</span></p></div></div></div></main>`},
		{"a link to another story inside", `<article><h1>Cables</h1><p>` + strings.Join(p[:2], "</p><p>") +
			`</p><div class="inline-related"><strong>Read more:</strong> <a href="/x">Ferry strike ends after ten days</a></div><p>` + strings.Join(p[2:], "</p><p>") + `</p></article>`},
		{"a figure first", `<article><h1>Cables</h1><figure><img src=x><figcaption>Ferry strike in Oslo.</figcaption></figure>` + all + `</article>`},
		{"tags in capitals, none closed", `<DIV><H1>Cables</H1><P>` + strings.Join(p, "<P>") + `</DIV>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := `<!doctype html><html><head><title>Cables</title></head><body>
<div class="topbar"><ul><li><a href="/a">World</a></li><li><a href="/b">Politics</a></li></ul></div>
<div id="cookie"><p>We use cookies to improve your experience on this site, and to show you advertising.</p><button>Accept</button></div>` + tt.body +
				`<div class="related"><h3>Related</h3><ul><li><a href="/1">Ferry strike ends after ten days</a></li></ul></div><footer>Copyright 2025 Globe</footer></body></html>`
			arts, err := source.Parse(t.Context(), "page", "text/html", []byte(page), source.Options{})
			if err != nil || len(arts) != 1 {
				t.Fatalf("%d articles, error %v", len(arts), err)
			}
			if got, want := arts[0].Text, strings.Join(p, "\n\n"); got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if arts[0].Title != "Cables" {
				t.Errorf("title %q", arts[0].Title)
			}
		})
	}
}
