package source

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"

	"newsgraph/graph"
)

// feedFormat reads RSS and Atom files: each item is an article, as far as the feed
// holds its text and not only a line about it.
type feedFormat struct{}

func (feedFormat) Name() string { return "feed" }
func (feedFormat) MediaTypes() []string {
	return []string{"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"}
}

var feedRoot = regexp.MustCompile(`^\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*)*(?:<!--[\s\S]*?-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]`)

func (feedFormat) Sniff(head []byte) int {
	if feedRoot.Match(head[:min(len(head), 4096)]) {
		return 95
	}
	return 0
}

// A feedItem is an <item> of RSS or an <entry> of Atom.
type feedItem struct {
	Title       string     `xml:"title"`
	Links       []feedLink `xml:"link"`
	PubDate     string     `xml:"pubDate"`
	Published   string     `xml:"published"`
	Date        string     `xml:"http://purl.org/dc/elements/1.1/ date"`
	Updated     string     `xml:"updated"`
	Encoded     string     `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
	Content     feedText   `xml:"content"`
	Description feedText   `xml:"description"`
	Summary     feedText   `xml:"summary"`
	Creators    []string   `xml:"http://purl.org/dc/elements/1.1/ creator"`
	Authors     []struct {
		Name string `xml:"name"`
		Text string `xml:",chardata"`
	} `xml:"author"`
}

type feedLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Text string `xml:",chardata"`
}

type feedText struct {
	Type  string `xml:"type,attr"`
	Text  string `xml:",chardata"`
	Inner string `xml:",innerxml"`
}

func (t feedText) String() string {
	if t.Type == "xhtml" {
		return t.Inner
	}
	return t.Text
}

func (feedFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		feed := newFeedReader(in)
		for n := 0; ; n++ {
			item, line, err := feed.next()
			if errors.Is(err, io.EOF) && n > 0 {
				return
			}
			if err == nil {
				err = ctx.Err()
			}
			at := fmt.Sprintf("%s:%d", in.Name, line)
			if err != nil {
				yield(graph.Article{}, &Error{at, feedError(err)})
				return
			}
			art, err := in.itemArticle(item, cleanLine(feed.title))
			if err != nil {
				err = &Error{at, err}
			}
			if !yield(art, err) {
				return
			}
		}
	}
}

func feedError(err error) error {
	if errors.Is(err, io.EOF) {
		return invalid("no item of a feed in it")
	}
	return readError(err)
}

// A feedReader reads a feed item by item, each within the limit of an article.
type feedReader struct {
	dec   *xml.Decoder
	limit *rowLimit
	title string
}

func newFeedReader(in *Input) *feedReader {
	limit := &rowLimit{r: in.r, limit: in.opts.maxBytes()}
	dec := xml.NewDecoder(limit)
	dec.Strict, dec.Entity, dec.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	if in.charset == "utf-8" { // whatever the first line says: it was decoded, or HTTP knows better
		dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	}
	return &feedReader{dec: dec, limit: limit}
}

// next returns the next item and the line where it begins, or io.EOF.
func (f *feedReader) next() (item feedItem, line int, err error) {
	for {
		f.limit.n = 0
		tok, err := f.dec.Token()
		line, _ = f.dec.InputPos()
		if err != nil {
			return item, line, err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case start.Name.Local == "item" || start.Name.Local == "entry":
			return item, line, f.dec.DecodeElement(&item, &start)
		case start.Name.Local == "title" && f.title == "":
			if err := f.dec.DecodeElement(&f.title, &start); err != nil {
				return item, line, err
			}
		}
	}
}

// itemArticle makes the article of an item of the feed called outlet.
func (in *Input) itemArticle(item feedItem, outlet string) (graph.Article, error) {
	art := graph.Article{Title: cleanLine(item.Title), Outlet: outlet, Modified: parseDate(item.Updated)}
	for _, text := range []string{item.Encoded, item.Content.String(), item.Description.String(), item.Summary.String()} {
		if strings.TrimSpace(text) != "" {
			art.Text = fragmentText(text)
			break
		}
	}
	if !hasSentence(art.Text) {
		return graph.Article{}, invalid("no text of an article in this item")
	}
	for _, link := range item.Links {
		if link.Rel == "" || link.Rel == "alternate" {
			setIfEmpty(&art.URI, canonicalURI(link.Href+strings.TrimSpace(link.Text)))
		}
	}
	for _, date := range []string{item.PubDate, item.Published, item.Date, item.Updated} {
		if d := parseDate(date); d != "" && art.Published == "" {
			art.Published, art.Basis = d, "field"
		}
	}
	var names []any
	for _, name := range item.Creators {
		names = append(names, name)
	}
	for _, a := range item.Authors {
		names = append(names, strings.TrimSpace(a.Name+a.Text))
	}
	art.Byline = peopleOf(names)
	return in.finish(art)
}
