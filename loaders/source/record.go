package source

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/graph"
)

// The names that fields of news corpora, site APIs and schema.org have, in the
// order of preference, compared in lower case without punctuation.
var (
	textFields      = []string{"maintext", "articlebody", "fulltext", "bodytext", "articletext", "cleanedtext", "plaintext", "contenttext", "text", "body", "content", "contents", "article", "story", "paragraphs", "rawtext"}
	pageFields      = []string{"html", "rawhtml", "pagehtml", "bodyhtml", "contenthtml"}
	titleFields     = []string{"title", "headline", "heading", "webtitle", "articletitle"}
	uriFields       = []string{"canonicalurl", "canonical", "url", "uri", "link", "weburl", "articleurl", "permalink", "href", "mainentityofpage", "sourceurl"}
	publishedFields = []string{"datepublished", "publisheddate", "publishdate", "publishedat", "published", "pubdate", "publicationdate", "datepublish", "webpublicationdate", "firstpublished", "firstpublicationdate", "dateposted", "date", "datetime", "datecreated"}
	modifiedFields  = []string{"datemodified", "modified", "modifieddate", "lastmodified", "updated", "updatedat", "lastupdated", "datemodify"}
	authorFields    = []string{"byline", "authors", "author", "creator", "writer", "journalist"}
	outletFields    = []string{"outlet", "publisher", "publication", "newspaper", "sitename", "source", "sourcename", "site", "provider", "domain", "sourcedomain"}
	agencyFields    = []string{"agency", "newsagency", "wire"}
	languageFields  = []string{"language", "lang", "inlanguage"}
	// holderFields hold articles inside another object.
	holderFields = []string{"article", "articles", "newsarticle", "source", "data", "item", "items", "results", "response", "docs", "documents", "records", "hits", "news", "stories", "story", "entries", "graph", "mainentity", "fields", "attributes"}
)

// holderDepth is how deep an article may lie in holders: hits.hits[]._source of
// a search engine needs three.
const holderDepth = 4

// A record is a JSON object with its names folded.
type record map[string]any

// readRecords yields the articles of one outermost object.
func (in *Input) readRecords(ctx context.Context, at string, raw []byte, yield func(graph.Article, error) bool) bool {
	if err := ctx.Err(); err != nil {
		yield(graph.Article{}, err)
		return false
	}
	recs, err := parseRecords(raw, in.charset)
	if err != nil {
		return yield(graph.Article{}, &Error{at, err})
	}
	for i, rec := range recs {
		name := at
		if len(recs) > 1 {
			name = fmt.Sprintf("%s[%d]", at, i)
		}
		art, err := in.recordArticle(rec)
		if err != nil {
			err = &Error{name, err}
		}
		if !yield(art, err) {
			return false
		}
	}
	return true
}

func parseRecords(raw []byte, charset string) ([]record, error) {
	if tooDeep(raw) {
		return nil, invalid("nested more than %d deep", jsonDepth)
	}
	if !utf8.Valid(raw) {
		text, err := decode(raw, charset)
		if err != nil {
			return nil, err
		}
		raw = []byte(text)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, invalid("not JSON: %v", err)
	}
	if dec.InputOffset() != int64(len(bytes.TrimRight(raw, " \t\r\n"))) {
		return nil, invalid("not JSON: more than one value in a line")
	}
	recs := findRecords(v, 0)
	if len(recs) == 0 {
		return nil, invalid("no field with the text of an article, such as text, body or content")
	}
	return recs, nil
}

// findRecords returns v if it is an article, else the articles that it holds.
func findRecords(v any, depth int) []record {
	switch v := v.(type) {
	case map[string]any:
		rec := fold(v)
		if rec.isArticle() {
			return []record{rec}
		}
		if depth >= holderDepth {
			return nil
		}
		for _, name := range holderFields {
			if recs := findRecords(rec[name], depth+1); len(recs) > 0 {
				return rec.lend(recs)
			}
		}
	case []any:
		var recs []record
		for _, e := range v {
			recs = append(recs, findRecords(e, depth)...)
		}
		return recs
	}
	return nil
}

// lend gives a single article the fields of the object that holds it, such as
// the address beside {"article": {…}}.
func (r record) lend(recs []record) []record {
	if len(recs) != 1 {
		return recs
	}
	for name, v := range r {
		if _, own := recs[0][name]; !own && !slices.Contains(holderFields, name) {
			recs[0][name] = v
		}
	}
	return recs
}

// fold compares names in lower case without punctuation; of two names that are
// then the same the first in order counts.
func fold(m map[string]any) record {
	rec := make(record, len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		folded := foldName(name)
		if _, double := rec[folded]; !double {
			rec[folded] = m[name]
		}
	}
	return rec
}

func foldName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

func (r record) isArticle() bool {
	return r.first(textFields, bodyOf) != "" || r.first(pageFields, bodyOf) != ""
}

// first returns the first field of names that has a value by read.
func (r record) first(names []string, read func(any) string) string {
	for _, name := range names {
		if s := read(r[name]); s != "" {
			return s
		}
	}
	return ""
}

// bodyOf reads a text: a string, paragraphs, or {"rendered": …} as WordPress has it.
func bodyOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var parts []string
		for _, e := range v {
			if s := bodyOf(e); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n\n")
	case map[string]any:
		rec := fold(v)
		for _, name := range []string{"rendered", "plain", "text", "value"} {
			if s, ok := rec[name].(string); ok && s != "" {
				return s
			}
		}
	}
	return ""
}

// labelOf reads a name: a string, or what an object calls name or title.
func labelOf(v any) string {
	switch v := v.(type) {
	case string:
		return cleanLine(v)
	case []any:
		if len(v) > 0 {
			return labelOf(v[0])
		}
	case map[string]any:
		rec := fold(v)
		for _, name := range []string{"name", "title", "rendered", "text", "id", "url", "uri"} {
			if s, ok := rec[name].(string); ok && s != "" {
				return cleanLine(s)
			}
		}
	}
	return ""
}

// peopleOf reads one or several names of authors.
func peopleOf(v any) string {
	switch v := v.(type) {
	case []any:
		var names []string
		for _, e := range v {
			if s := peopleOf(e); s != "" && !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	case map[string]any:
		if strings.EqualFold(labelOf(v["@type"]), "Organization") {
			return ""
		}
		return peopleOf(fold(v)["name"])
	case string:
		return cleanByline(v)
	}
	return ""
}

func dateOf(v any) string {
	if n, ok := v.(json.Number); ok {
		return string(unixDate(n.String()))
	}
	return string(parseDate(labelOf(v)))
}

// recordArticle makes the article of an object.
func (in *Input) recordArticle(rec record) (graph.Article, error) {
	art := graph.Article{
		URI:      rec.first(uriFields, func(v any) string { return canonicalURI(labelOf(v)) }),
		Title:    rec.first(titleFields, labelOf),
		Byline:   rec.first(authorFields, peopleOf),
		Outlet:   rec.first(outletFields, labelOf),
		Agency:   rec.first(agencyFields, labelOf),
		Language: rec.first(languageFields, labelOf),
		Text:     rec.first(textFields, bodyOf),
		Modified: graph.Date(rec.first(modifiedFields, dateOf)),
	}
	if d := graph.Date(rec.first(publishedFields, dateOf)); d != "" {
		art.Published, art.Basis = d, "field"
	}
	switch {
	case art.Text == "":
		if err := fillFromPage(&art, rec.first(pageFields, bodyOf)); err != nil {
			return graph.Article{}, err
		}
	case strings.Contains(art.Text, "<body") || strings.Contains(art.Text, "<html"):
		if err := fillFromPage(&art, art.Text); err != nil {
			return graph.Article{}, err
		}
	case looksHTML(art.Text):
		art.Text = fragmentText(art.Text)
	}
	return in.finish(art)
}
