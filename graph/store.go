package graph

import (
	"context"
	"io"
	"iter"
)

// A Version counts the batches a store has applied. It is local to the store and
// is not part of the graph.
type Version uint64

// An Entity is a thing of the resolved graph with its names.
type Entity struct {
	ID      ID       `json:"id"`
	Class   string   `json:"class"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
}

// A Judgement is a human decision; the log of judgements is part of the input
// from which the graph is derived. Seq is its number in the log, from 1.
type Judgement struct {
	Seq     int      `json:"seq"`
	Kind    string   `json:"kind"` // merge split unsure published undo
	Left    []Anchor `json:"left,omitempty"`
	Right   []Anchor `json:"right,omitempty"`
	Article ID       `json:"article,omitempty"`
	Date    Date     `json:"date,omitempty"`
	Undoes  int      `json:"undoes,omitempty"`
	User    string   `json:"user,omitempty"`
	Why     string   `json:"why,omitempty"`
}

// An Anchor holds a member by place and name, so that a judgement survives a
// retracted member and a new model.
type Anchor struct {
	Member ID     `json:"member"`
	Name   string `json:"name"`
}

// A Change is one applied batch, as followers of the store see it.
type Change struct {
	Version  Version `json:"version"`
	Articles []ID    `json:"articles,omitempty"` // put
	Removed  []ID    `json:"removed,omitempty"`  // retracted or superseded
	Touched  []ID    `json:"touched,omitempty"`  // others whose quads changed: a member is now one with another
	Things   []ID    `json:"things,omitempty"`   // of which something is now said, or was, that is new or gone
}

// A Reader answers from one snapshot of the graph. It is safe for concurrent use.
type Reader interface {
	// Version returns the version that this reader sees.
	Version() Version
	// Quads yields the quads that p selects, in no stated order. A pattern with no
	// field set yields all. The sequence ends after the first error; a done ctx is
	// such an error.
	Quads(ctx context.Context, p Pattern) iter.Seq2[Quad, error]
	// Report returns ErrNotFound for an unknown article, ErrGone for a retracted one.
	// A superseded one is still returned.
	Report(ctx context.Context, doc ID) (*Report, error)
	// Packed returns the report of an article to be read in parts; errors are those of
	// Report.
	Packed(ctx context.Context, doc ID) (*Packed, error)
	// Digest returns what orders and counts of claims need of the report of an article;
	// errors are those of Report.
	Digest(ctx context.Context, doc ID) (*Digest, error)
	// WithWord returns the present articles whose title or text has a word, or with
	// begins one that begins so, sorted. See Article.Words.
	WithWord(ctx context.Context, word string, begins bool) ([]ID, error)
	// Articles yields the ids of all present articles after the given one, sorted.
	Articles(ctx context.Context, after ID) iter.Seq2[ID, error]
	// Canonical returns the canonical id of a member, event member or of a
	// canonical id itself: ErrNotFound if unknown, ErrGone if retracted.
	Canonical(ctx context.Context, id ID) (ID, error)
	// Members returns the members behind a canonical id, sorted; ErrNotFound if
	// there are none.
	Members(ctx context.Context, id ID) ([]ID, error)
	// Names yields (normalised name, canonical id) from the given normalised name on,
	// sorted: the caller stops when the prefix ends. See NormalName.
	Names(ctx context.Context, from string) iter.Seq2[NameEntry, error]
	// Judgements returns the log, oldest first.
	Judgements(ctx context.Context) ([]Judgement, error)
	// Changes yields what was applied after since, oldest first.
	Changes(ctx context.Context, since Version) iter.Seq2[Change, error]
}

// A NameEntry says that an entity bears a name.
type NameEntry struct {
	Name string // normalised, see NormalName
	ID   ID
}

// A Snapshot is a Reader that holds resources until Close.
type Snapshot interface {
	Reader
	// Superseded yields the ids of the reports that are kept although a later
	// version of their URI took their place, sorted. They are not articles of the
	// graph; they come back when the later version is retracted.
	Superseded(ctx context.Context) iter.Seq2[ID, error]
	io.Closer
}

// A Batch is applied whole or not at all. Reports, redirects, names and
// judgements are set: saying them again changes nothing. Quads are exact: to add
// one that is present, or to drop one that is not, is ErrConflict.
type Batch struct {
	Put []*Report // new or replaced reports; each becomes present unless Superseded names it
	// Remove names articles that go; their ids answer ErrGone from then on. To
	// remove what was never there is ErrNotFound.
	Remove []ID
	// Superseded names reports, of Put or already kept, that stay without being
	// articles of the graph; to bring one back, Put it again.
	Superseded []ID
	// Touched names articles whose quads change though their reports do not; it is
	// passed on to Changes.
	Touched []ID
	// Things names the entities, events and positions of which articles that change say
	// something, before or after; it is passed on to Changes.
	Things []ID
	// Judge is appended to the log: Seq follows the last one. The same judgement
	// under its number again changes nothing, another one is ErrConflict.
	Judge     []Judgement
	Add       []Quad
	Drop      []Quad
	Redirects []Redirect
	Names     []NameEntry // added
	Unname    []NameEntry // removed
}

// A Redirect says that a member now belongs to a canonical id; an empty To
// removes the member.
type Redirect struct{ From, To ID }

// A Store keeps reports, judgements, quads, redirects and names. There is one
// writer at a time: package integrate. Implementations pass storetest.Run.
type Store interface {
	// Snapshot opens a consistent view. The caller closes it.
	Snapshot(ctx context.Context) (Snapshot, error)
	// Apply applies b in one durable transaction and returns the new version. After
	// an error the store is as it was before the call.
	Apply(ctx context.Context, b Batch) (Version, error)
	io.Closer
}
