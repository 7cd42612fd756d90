package source_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/loaders/source"
)

func TestFeedsGiveTheirItems(t *testing.T) {
	const text = "The harbour board of Lindesund approved a second ferry line on Tuesday, after years of argument.\n\n“We have waited,” she said."
	want := graph.Article{Title: "Second ferry & more", Byline: "Jo Ferris", Outlet: "Lindesund Post", URI: "https://post.example/a", Published: "2024-03-05T10:30Z", Basis: "field", Language: "en", Text: text}
	const escaped = "&lt;p&gt;The harbour board of &lt;b&gt;Lindesund&lt;/b&gt; approved a second ferry line on Tuesday, after years of argument.&lt;/p&gt;&lt;p&gt;“We have waited,” she said.&lt;/p&gt;"
	for _, tt := range []struct{ name, feed string }{
		{"RSS", `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lindesund Post</title>
<item><title>Second ferry &amp; more</title><link>https://post.example/a?utm_source=rss</link><pubDate>Tue, 05 Mar 2024 10:30:00 GMT</pubDate><dc:creator>Jo Ferris</dc:creator><description>Short.</description><content:encoded>` + escaped + `</content:encoded></item></channel></rss>`},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Lindesund Post</title><updated>2024-03-06T00:00:00Z</updated>
<entry><title>Second ferry &amp;amp; more</title><link rel="self" href="https://post.example/a.atom"/><link href="https://post.example/a"/><published>2024-03-05T11:30:00+01:00</published><author><name>Jo Ferris</name></author><content type="html">` + escaped + `</content></entry></feed>`},
		{"Atom with elements", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Lindesund Post</title>
<entry><title>Second ferry &amp; more</title><link rel="alternate" href="https://post.example/a"/><published>2024-03-05T10:30:00Z</published><author><name>Jo Ferris</name></author><content type="xhtml"><div><p>The harbour board of <b>Lindesund</b> approved a second ferry line on Tuesday, after years of argument.</p><p>“We have waited,” she said.</p></div></content></entry></feed>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, err := source.Parse(t.Context(), "feed", "", []byte(tt.feed), source.Options{})
			if err != nil || len(arts) != 1 {
				t.Fatalf("%d articles, error %v", len(arts), err)
			}
			arts[0].ID = ""
			if diff := cmp.Diff(arts[0], want); diff != "" {
				t.Errorf("article (-got +want):\n%s", diff)
			}
		})
	}
}

func FuzzParseFeed(f *testing.F) {
	f.Add([]byte(`<rss><channel><title>Post</title><item><title>A</title><link>https://post.example/a</link><description>` + body + `</description></item></channel></rss>`))
	f.Add([]byte(`<feed><entry><content type="xhtml"><p>` + body + `</p></content></entry><entry/></feed>`))
	fuzzParse(f, "application/rss+xml")
}
