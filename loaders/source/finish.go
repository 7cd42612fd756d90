package source

import (
	"iter"
	"regexp"
	"strings"

	"newsgraph/graph"
)

// finish completes an article of which the format has set the text and what it
// states besides: margins and what they tell, address, language and identifier.
func (in *Input) finish(art graph.Article) (graph.Article, error) {
	if err := checkText(art.Text, in.opts.maxText()); err != nil {
		return graph.Article{}, err
	}
	markMargins(&art)
	if allMargin(&art) {
		return graph.Article{}, invalid("no sentences beside its header")
	}
	if err := in.setLanguage(&art); err != nil {
		return graph.Article{}, err
	}
	art.URI = canonicalURI(art.URI)
	if art.Published == "" {
		if d := uriDate(art.URI); d != "" {
			art.Published, art.Basis = d, "url"
		}
	}
	art.ID = graph.ArticleID(art.URI, art.Text)
	return art, nil
}

// allMargin reports whether nothing of the text is left to be analysed.
func allMargin(art *graph.Article) bool {
	from := 0
	for _, m := range art.Margins {
		if strings.TrimSpace(art.Text[from:m.B]) != "" {
			return false
		}
		from = m.E
	}
	return strings.TrimSpace(art.Text[from:]) == ""
}

var mailAddress = regexp.MustCompile(`\s*[<(]?\S+@\S+\.\S+[>)]?`)

// cleanByline returns the names of a byline without "By", addresses and links.
func cleanByline(s string) string {
	s = cleanLine(s)
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return ""
	}
	s = mailAddress.ReplaceAllString(s, "")
	for _, by := range []string{"By ", "by ", "BY ", "Written by ", "By: "} {
		s = strings.TrimPrefix(s, by)
	}
	s = strings.Trim(s, " ,;|-–—•·")
	if len(s) > 300 {
		return ""
	}
	return s
}

// dataLines yields the lines of a data file without comments.
func dataLines(data string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(data) {
			line = strings.TrimRight(line, "\r\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}
