package source

import (
	"context"
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsgraph/graph"
)

const (
	// minWords is the number of words below which the text of a page may be an
	// error message, a consent form or an empty template, and sentenceWords the
	// least that a sentence must have to show that it is not.
	minWords      = 40
	sentenceWords = 12
	// maxNodes bounds the work on one page; the front pages of newspapers have
	// some 20 000 elements, articles a tenth of it.
	maxNodes = 200_000
)

// htmlFormat reads a web page: its main text by readability, what is known about
// it by our own pass over its metadata.
type htmlFormat struct{}

func (htmlFormat) Name() string         { return "html" }
func (htmlFormat) MediaTypes() []string { return []string{"text/html", "application/xhtml+xml"} }

// openingTag is a tag that a page or a piece of one begins with.
var openingTag = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|meta|title|article|main|div|section|p|h1|h2)[\s>/]`)

func (htmlFormat) Sniff(head []byte) int {
	m := openingTag.FindSubmatch(head[:min(len(head), 4096)])
	if m == nil {
		return 0
	}
	switch tag := strings.ToLower(string(m[1])); tag {
	case "p", "div", "section", "h1", "h2", "article", "main", "title", "meta":
		return 60
	}
	return 95
}

func (htmlFormat) Read(ctx context.Context, in *Input) iter.Seq2[graph.Article, error] {
	return in.one(readHTML(in))
}

func readHTML(in *Input) (graph.Article, error) {
	body, err := in.all()
	if err != nil {
		return graph.Article{}, err
	}
	label := in.charset
	if label == "" {
		label = metaCharset(body)
	}
	page, err := decode(body, label)
	if err != nil {
		return graph.Article{}, err
	}
	var art graph.Article
	if err := fillFromPage(&art, page); err != nil {
		return graph.Article{}, err
	}
	return in.finish(art)
}

var metaTag = regexp.MustCompile(`(?i)<meta\s[^>]*charset\s*=\s*["']?\s*([a-z0-9_:-]+)`)

// metaCharset returns the encoding that the page declares in its first bytes.
func metaCharset(body []byte) string {
	m := metaTag.FindSubmatch(body[:min(len(body), 4096)])
	if m == nil {
		return ""
	}
	return string(m[1])
}

// fillFromPage sets what the page says and art does not say yet. Its text becomes
// that of art.
func fillFromPage(art *graph.Article, page string) error {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return invalid("HTML: %v", err)
	}
	meta := readMeta(doc)
	art.Text, err = pageText(doc, meta)
	if err != nil {
		return err
	}
	setIfEmpty(&art.URI, meta.uri())
	setIfEmpty(&art.Title, meta.title())
	setIfEmpty(&art.Byline, meta.byline())
	setIfEmpty(&art.Outlet, meta.first("ld.outlet", "og.outlet", "meta.outlet"))
	setIfEmpty(&art.Language, meta.first("html.lang", "meta.lang"))
	if art.Published == "" {
		art.Published, art.Basis = meta.published()
	}
	if art.Modified == "" {
		art.Modified = meta.modified()
	}
	return nil
}

func setIfEmpty(s *string, v string) {
	if *s == "" {
		*s = v
	}
}

// pageText returns the article of a page: the body that JSON-LD declares where it
// is much longer than what readability finds; where that is next to nothing, the
// page's own <article>, or all of a page without navigation, such as a fragment.
func pageText(doc *html.Node, meta pageMeta) (string, error) {
	text, err := mainText(doc)
	if err != nil {
		return "", err
	}
	if declared := strings.TrimSpace(meta["ld.body"]); words(declared) > words(text)*3/2 {
		text = declared
	}
	if words(text) < minWords {
		text = longer(text, renderText(find(doc, atom.Article)))
	}
	if words(text) < minWords && find(doc, atom.Nav) == nil {
		text = longer(text, renderText(find(doc, atom.Body)))
	}
	if words(text) < minWords && !hasSentence(text) {
		return "", invalid("HTML without an article")
	}
	return text, nil
}

func longer(a, b string) string {
	if words(b) > words(a) {
		return b
	}
	return a
}

// hasSentence reports whether a paragraph of a short text is a sentence as long as
// those of news, which error pages and menus do not have.
func hasSentence(text string) bool {
	for p := range strings.SplitSeq(text, "\n") {
		if words(p) >= sentenceWords && !endsOpen(p) {
			return true
		}
	}
	return false
}

// mainText runs readability over a copy of doc. A panic in it would end the whole
// load for one odd page, so it becomes that page's error.
func mainText(doc *html.Node) (text string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = invalid("HTML that cannot be taken apart: %v", p)
		}
	}()
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxNodes
	parser.CharThresholds = 200
	parser.DisableJSONLD = true // read by readMeta
	found, err := parser.ParseDocument(doc, (*url.URL)(nil))
	if err != nil {
		return "", fmt.Errorf("%w: HTML: %v", graph.ErrInvalid, err)
	}
	if found.Node == nil {
		return "", nil
	}
	return renderText(found.Node), nil
}

func words(s string) int { return len(strings.Fields(s)) }

// find returns the first element of doc with the tag a, or nil.
func find(doc *html.Node, a atom.Atom) *html.Node {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == a {
			return n
		}
	}
	return nil
}

var someTag = regexp.MustCompile(`(?i)</(?:p|div|span|a|strong|em|b|i|h[1-6]|li|ul|blockquote)>|<(?:br|p)\s*/?>`)

// fragmentText returns all the text of a piece of HTML, or s as it is where it
// has no markup.
func fragmentText(s string) string {
	if !looksHTML(s) {
		return strings.TrimSpace(html.UnescapeString(s))
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return "" // nested too deep: nothing that a reader has seen
	}
	return renderText(find(doc, atom.Body))
}

// looksHTML reports whether a field that should hold text holds markup.
func looksHTML(s string) bool { return strings.IndexByte(s, '<') >= 0 && someTag.MatchString(s) }
