package source

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsgraph/graph"
)

// metaKeys are the names of <meta> elements by what they tell; the first found
// of a kind counts.
var metaKeys = map[string]string{
	"og:title": "og.title", "twitter:title": "tw.title",
	"og:url": "og.url", "og:site_name": "og.outlet",
	"application-name": "meta.outlet", "publisher": "meta.outlet", "dc.publisher": "meta.outlet",
	"article:published_time": "meta.date", "og:article:published_time": "meta.date", "datepublished": "meta.date",
	"dc.date.issued": "meta.date", "dcterms.created": "meta.date", "dc.date": "meta.date", "date": "meta.date",
	"pubdate": "meta.date", "publishdate": "meta.date", "publish-date": "meta.date", "article.published": "meta.date",
	"sailthru.date": "meta.date", "parsely-pub-date": "meta.date", "cxenseparse:recs:publishtime": "meta.date",
	"citation_publication_date": "meta.date", "dcterms.issued": "meta.date",
	"article:modified_time": "meta.modified", "og:updated_time": "meta.modified", "datemodified": "meta.modified",
	"dcterms.modified": "meta.modified", "last-modified": "meta.modified",
	"author": "meta.author", "article:author": "meta.author", "dc.creator": "meta.author", "byl": "meta.author",
	"parsely-author": "meta.author", "sailthru.author": "meta.author", "cxenseparse:author": "meta.author",
	"content-language": "meta.lang", "language": "meta.lang",
}

// pageMeta holds what a page says about its article, by origin and kind.
type pageMeta map[string]string

func (m pageMeta) set(key, value string) {
	if value != "" && m[key] == "" {
		m[key] = value
	}
}

func (m pageMeta) first(keys ...string) string {
	for _, k := range keys {
		if m[k] != "" {
			return m[k]
		}
	}
	return ""
}

// readMeta collects the metadata of doc: JSON-LD, <meta>, itemprop, <time>,
// headings and links.
func readMeta(doc *html.Node) pageMeta {
	m := pageMeta{}
	headings := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		m.itemprop(n)
		switch n.DataAtom {
		case atom.Html:
			m.set("html.lang", attr(n, "lang"))
		case atom.Script:
			m.script(n)
		case atom.Meta:
			m.meta(n)
		case atom.Title:
			m.set("title", cleanLine(textOf(n)))
		case atom.H1:
			if t := cleanLine(textOf(n)); t != "" {
				headings++
				m.set("h1", t)
			}
		case atom.Time:
			m.set("time.date", string(parseDate(attr(n, "datetime"))))
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				m.set("link.url", attr(n, "href"))
			}
		case atom.A:
			if strings.EqualFold(attr(n, "rel"), "author") {
				m.set("rel.author", cleanByline(textOf(n)))
			}
		}
	}
	if headings > 1 { // one of several may be the name of the site
		m["h1.first"] = m["h1"]
		delete(m, "h1")
	}
	return m
}

func (m pageMeta) itemprop(n *html.Node) {
	value := attr(n, "content")
	if value == "" {
		value = attr(n, "datetime")
	}
	switch attr(n, "itemprop") {
	case "datePublished":
		m.set("item.date", string(parseDate(value)))
	case "dateModified":
		m.set("item.modified", string(parseDate(value)))
	case "headline":
		if value == "" {
			value = textOf(n)
		}
		m.set("item.title", cleanLine(value))
	}
}

func (m pageMeta) meta(n *html.Node) {
	name := attr(n, "property")
	if name == "" {
		name = attr(n, "name")
	}
	if name == "" {
		name = attr(n, "http-equiv")
	}
	key := metaKeys[strings.ToLower(name)]
	value := cleanLine(attr(n, "content"))
	switch key {
	case "":
	case "meta.date", "meta.modified":
		m.set(key, string(parseDate(value)))
	case "meta.author":
		m.set(key, cleanByline(value))
	default:
		m.set(key, value)
	}
}

// script reads the JSON-LD of a page; what is not valid there is passed over, as
// every browser and search engine does.
func (m pageMeta) script(n *html.Node) {
	if n.FirstChild == nil || !strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
		return
	}
	raw := strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, n.FirstChild.Data)
	var v any
	if tooDeep([]byte(raw)) || json.Unmarshal([]byte(raw), &v) != nil {
		return
	}
	m.linkedData(v)
}

func (m pageMeta) linkedData(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.linkedData(e)
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			m.set("ld.title", labelOf(v["headline"]))
			m.set("ld.date", dateOf(v["datePublished"]))
			m.set("ld.modified", dateOf(v["dateModified"]))
			m.set("ld.author", peopleOf(v["author"]))
			m.set("ld.outlet", labelOf(v["publisher"]))
			m.set("ld.url", linkOf(v["url"]))
			m.set("ld.url", linkOf(v["mainEntityOfPage"]))
			if body, ok := v["articleBody"].(string); ok {
				m.set("ld.body", html.UnescapeString(body))
			}
		}
		m.linkedData(v["@graph"])
		m.linkedData(v["mainEntity"])
	}
}

// isArticleType reports whether a schema.org type is a kind of article.
func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || v == "BlogPosting" || v == "LiveBlogPosting" || v == "Report"
	case []any:
		return slices.ContainsFunc(v, isArticleType)
	}
	return false
}

func linkOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		s, _ := v["@id"].(string)
		return s
	}
	return ""
}

// uri prefers what the page calls canonical, unless that is the front page.
func (m pageMeta) uri() string {
	for _, key := range []string{"link.url", "og.url", "ld.url"} {
		u, err := url.Parse(canonicalURI(m[key]))
		if err == nil && (len(u.Path) > 1 || u.RawQuery != "") {
			return u.String()
		}
	}
	return ""
}

// title prefers a single heading, which readers see, to what is written for
// search engines. Measured on the pages of the trafilatura test set: .755 exact,
// its own code .594.
func (m pageMeta) title() string {
	if t := m.first("item.title", "h1", "ld.title"); t != "" {
		return t
	}
	return withoutSite(m.first("og.title", "tw.title", "title", "h1.first"), m["og.outlet"])
}

// withoutSite drops the name of the site from the end of a page's title.
func withoutSite(title, outlet string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", " « ", " » ", " · ", " :: "} {
		i := strings.LastIndex(title, sep)
		if i > 15 && (i*2 > len(title) || strings.EqualFold(title[i+len(sep):], outlet)) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

func (m pageMeta) byline() string { return m.first("ld.author", "meta.author", "rel.author") }

func (m pageMeta) published() (graph.Date, string) {
	for _, k := range []struct{ key, basis string }{
		{"ld.date", "jsonld"}, {"meta.date", "meta"}, {"item.date", "meta"}, {"time.date", "time"},
	} {
		if m[k.key] != "" {
			return graph.Date(m[k.key]), k.basis
		}
	}
	return "", ""
}

func (m pageMeta) modified() graph.Date {
	return graph.Date(m.first("ld.modified", "meta.modified", "item.modified"))
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
