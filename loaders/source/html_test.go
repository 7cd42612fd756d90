package source_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsgraph/graph"
	"newsgraph/loaders/source"
)

// page puts an article into a page with this head.
func page(head, heading string) string {
	return `<!DOCTYPE html><html lang="en-US"><head>` + head + `</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article>` + heading + `
<figure><img src="a.jpg"><figcaption>A caption with a name, Una Quill, that is not in the text.</figcaption></figure>
<p>The harbour board of <b>Lindesund</b> approved a second ferry&nbsp;line on Tuesday, after three years of argument about its cost.</p>
<p>Board chair Marte Solheim said the boats would run from May.<br>“We have waited long enough,” she&#8217;d say.</p>
<script>var tracker = "not text";</script>
<p>The line will cost 40 million kroner a year and carry 300 cars a day, according to the board, which has yet to find a builder for the boats.</p>
</article></main>
<aside><h2>Most read</h2><p>Ten ferries you must see before you are too old to travel.</p></aside>
<footer><p>Copyright Lindesund Post</p></footer></body></html>`
}

func TestPagesGiveTextAndMetadata(t *testing.T) {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for _, tt := range []struct {
		name, head, heading string
		want                graph.Article
	}{
		{"nothing but a title", `<title>Second ferry line approved by the board | Lindesund Post</title>`, "",
			graph.Article{Title: "Second ferry line approved by the board"}},
		{"JSON-LD", ld(`{"@type": "NewsArticle", "headline": "Second ferry &amp; more", "datePublished": "2024-03-05T10:30:00-05:00", "dateModified": "2024-03-06", "author": [{"@type": "Person", "name": "Jo Ferris"}, {"@type": "Person", "name": "Al Moe"}], "publisher": {"@type": "Organization", "name": "Lindesund Post"}, "mainEntityOfPage": {"@id": "https://Post.example/ferry#x"}}`), "",
			graph.Article{Title: "Second ferry & more", Byline: "Jo Ferris, Al Moe", Outlet: "Lindesund Post", Published: "2024-03-05T15:30Z", Basis: "jsonld", Modified: "2024-03-06", URI: "https://post.example/ferry"}},
		{"JSON-LD in a graph, with line breaks", ld("{\"@graph\": [{\"@type\": \"WebSite\", \"name\": \"x\"}, {\"@type\": [\"ReportageNewsArticle\"], \"headline\": \"Second\n ferry\", \"datePublished\": \"2024-03-05\"}]}"), "",
			graph.Article{Title: "Second ferry", Published: "2024-03-05", Basis: "jsonld"}},
		{"broken JSON-LD", ld(`{"@type": "NewsArticle", "headline":`) + `<meta property="og:title" content="Second ferry">`, "",
			graph.Article{Title: "Second ferry"}},
		{"meta", `<meta property="article:published_time" content="2024-03-05"><meta name="author" content="By Jo Ferris"><meta property="og:site_name" content="Lindesund Post"><link rel="canonical" href="https://post.example/2024/ferry?utm_source=a&id=3">`, "<h1>Second ferry</h1>",
			graph.Article{Title: "Second ferry", Byline: "Jo Ferris", Outlet: "Lindesund Post", Published: "2024-03-05", Basis: "meta", URI: "https://post.example/2024/ferry?id=3"}},
		{"time element", "", `<h1>Second ferry</h1><time datetime="2024-03-05T08:00:00Z">Tuesday</time>`,
			graph.Article{Title: "Second ferry", Published: "2024-03-05T08:00Z", Basis: "time"}},
		{"date in the address", `<link rel="canonical" href="https://post.example/2024/mar/05/ferry">`, "<h1>Second ferry</h1>",
			graph.Article{Title: "Second ferry", Published: "2024-03-05", Basis: "url", URI: "https://post.example/2024/mar/05/ferry"}},
		{"canonical front page", `<link rel="canonical" href="https://post.example/"><meta property="og:url" content="https://post.example/a">`, "<h1>Second ferry</h1>",
			graph.Article{Title: "Second ferry", URI: "https://post.example/a"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, err := source.Parse(t.Context(), "page", "", []byte(page(tt.head, tt.heading)), source.Options{})
			if err != nil || len(arts) != 1 {
				t.Fatalf("%d articles, error %v", len(arts), err)
			}
			art := arts[0]
			for _, want := range []string{"board of Lindesund approved a second ferry line on", "from May.\n“We have waited long enough,” she’d say.\n\nThe line will cost"} {
				if !strings.Contains(art.Text, want) {
					t.Errorf("text lacks %q: %q", want, art.Text)
				}
			}
			for _, alien := range []string{"Sport", "Una Quill", "tracker", "Ten ferries", "Copyright"} {
				if strings.Contains(art.Text, alien) {
					t.Errorf("text has %q: %q", alien, art.Text)
				}
			}
			tt.want.Language = "en"
			art.ID, art.Text, art.Margins = "", "", nil
			if diff := cmp.Diff(art, tt.want); diff != "" {
				t.Errorf("metadata (-got +want):\n%s", diff)
			}
		})
	}
}

func TestShortPagesNeedASentence(t *testing.T) {
	nav := `<nav><a href="/">Home page of this newspaper with a lot of words in its menu.</a></nav>`
	for _, tt := range []struct {
		name, body string
		want       int
	}{
		{"short article", nav + "<article><p>The board of Lindesund approved a second ferry line on Tuesday, after years.</p></article>", 1},
		{"fragment", "<p>The board of Lindesund approved a second ferry line on Tuesday, after years.</p>", 1},
		{"not found", nav + "<div><h1>404</h1><p>Page not found.</p></div>", 0},
		{"empty", "", 0},
		{"script only", "<div id=root></div><script>render('a page of many words that nobody will ever see, as it is a program.')</script>", 0},
		{"list of links", nav + "<ul><li><a href=1>Ferries</a></li><li><a href=2>Trams</a></li></ul>", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, err := source.Parse(t.Context(), "page", "text/html", []byte("<html><body>"+tt.body+"</body></html>"), source.Options{})
			if len(arts) != tt.want || tt.want == 0 && err == nil {
				t.Errorf("%v, error %v, want %d articles", arts, err, tt.want)
			}
		})
	}
}

func TestRecordsOfCorporaGiveTheSameArticle(t *testing.T) {
	want := graph.Article{Title: "Second ferry", Byline: "Jo Ferris, Al Moe", Outlet: "Lindesund Post", URI: "https://post.example/a", Published: "2024-03-05T10:30Z", Basis: "field", Language: "en", Text: body}
	for _, tt := range []struct{ name, record string }{
		{"news crawler", `{"maintext": %q, "title": "Second ferry", "authors": ["Jo Ferris", "Al Moe"], "source_domain": "Lindesund Post", "url": "https://post.example/a", "date_publish": "2024-03-05 10:30:00Z"}`},
		{"schema.org", `{"@type": "NewsArticle", "articleBody": %q, "headline": "Second ferry", "author": [{"name": "Jo Ferris"}, {"name": "Al Moe"}], "publisher": {"name": "Lindesund Post"}, "mainEntityOfPage": "https://post.example/a", "datePublished": "2024-03-05T11:30:00+01:00"}`},
		{"news API", `{"content": %q, "title": "Second ferry", "author": "Jo Ferris, Al Moe", "source": {"id": null, "name": "Lindesund Post"}, "link": "https://post.example/a", "publishedAt": "2024-03-05T10:30:00Z"}`},
		{"seconds since 1970", `{"text": %q, "headline": "Second ferry", "byline": "By Jo Ferris, Al Moe", "outlet": "Lindesund Post", "uri": "https://post.example/a", "published": 1709634600}`},
		{"nested", `{"url": "https://post.example/a", "article": {"body": %q, "title": "Second ferry", "byline": "Jo Ferris, Al Moe", "publisher": "Lindesund Post", "pub_date": "Tue, 05 Mar 2024 10:30:00 GMT"}}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			arts, err := source.Parse(t.Context(), "record", "application/json", fmt.Appendf(nil, tt.record, body), source.Options{})
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

func FuzzParseHTML(f *testing.F) {
	f.Add([]byte(page(`<title>Second ferry line | Post</title>`, "<h1>Second ferry</h1>")))
	f.Add([]byte(page(`<meta charset="shift_jis"><script type="application/ld+json">[{"@type":"NewsArticle"}]</script>`, "")))
	f.Add([]byte("<p>" + body))
	f.Add([]byte(strings.Repeat("<div>", 600) + body))
	fuzzParse(f, "text/html")
}

func FuzzParseJSON(f *testing.F) {
	f.Add(fmt.Appendf(nil, `{"text": %q, "date": "2024-03-05"}`, body))
	f.Add(fmt.Appendf(nil, `[{"content": {"rendered": "<p>%s"}}, {"data": [{"text": "x"}]}]`, "x"))
	f.Add([]byte(`{"text":"\ud800","date":1e400}` + "\n" + `{"a":{"a":{"a":[[[]]]}}}`))
	fuzzParse(f, "application/json")
}

func FuzzParseLines(f *testing.F) {
	f.Add(fmt.Appendf(nil, "{\"text\": %q}\n{\"text\": 7}\n\n{]\n{\"body\": [\"a\", {\"text\": \"b\"}]}", body))
	fuzzParse(f, "application/x-ndjson")
}

func FuzzParseTable(f *testing.F) {
	f.Add([]byte("title,text\nFirst,\"a \"\"quoted\"\" word\nand a line\"\n"))
	f.Add([]byte("text\tdate\nSome words.\t2024-03-05\textra\n\"open"))
	fuzzParse(f, "text/csv")
}

func FuzzParseAny(f *testing.F) {
	f.Add([]byte(body))
	f.Add([]byte("\xff\xfea\x00b\x00c\x00"))
	f.Add(gz(f, []byte(body)))
	f.Add(zipped(f, member{"a", []byte(body)}))
	fuzzParse(f, "")
}

func BenchmarkParse(b *testing.B) {
	text := strings.Repeat(body+"\n\n", 20)
	for _, bb := range []struct{ name, body string }{
		{"text", "OSLO, 2 May 2024 (Reuters) - " + text},
		{"html", page("", "<h1>Ferry</h1><p>"+strings.Repeat(body+"</p><p>", 20))},
		{"jsonl", strings.Repeat(fmt.Sprintf("{\"text\": %q, \"date\": \"2024-03-05\", \"title\": \"Second ferry\"}\n", text), 10)},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(bb.body)))
			for b.Loop() {
				if _, err := source.Parse(b.Context(), "bench", "", []byte(bb.body), source.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
