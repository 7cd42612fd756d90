package graph

// An Article is one news article as it was read, before any analysis.
type Article struct {
	ID       ID     `json:"id"`
	URI      string `json:"uri,omitempty"` // canonical; a file's path is not a URI
	Title    string `json:"title,omitempty"`
	Byline   string `json:"byline,omitempty"`
	Agency   string `json:"agency,omitempty"` // wire service, as named in dateline or metadata
	Outlet   string `json:"outlet,omitempty"` // publisher
	Language string `json:"language,omitempty"`
	// Published is the publication time with its known precision, Basis how it is
	// known: "jsonld", "meta", "time", "url", "header", "field", "judgement".
	Published Date   `json:"published,omitempty"`
	Basis     string `json:"basis,omitempty"`
	Modified  Date   `json:"modified,omitempty"`
	// Text is the text to which all offsets refer, unchanged for ever.
	Text string `json:"text"`
	// Margins are the parts of Text that are metadata and not sentences of the
	// article, sorted and disjoint.
	Margins []Margin `json:"margins,omitempty"`
}

// A Margin is a part of the text that is about the article rather than of it.
type Margin struct {
	Span
	Kind string `json:"kind"` // "title", "header", "byline", "dateline", "caption", "credit", "boilerplate"
}

// TextHash returns the hash by which copies of one text are counted as one source.
func (a *Article) TextHash() string { return ArticleID("", a.Text).Hex() }
