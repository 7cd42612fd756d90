// Package extract says what the sentences of an article say: who is mentioned,
// who says what, who meets whom, who holds which office, what happens, each with
// the words that show it.
//
// It reads the layers of a language.Document and fills a graph.Report. It decides
// nothing about identity across articles (package resolve does) and parses no
// text itself. What a speaker says is claimed by the speaker: its claims name the
// statement as their source and are not facts of the article.
//
// Start at Extractor.Extract, which lists the stages in order:
//
//   - trees are repaired where parsers are known to err (repair, astray, mend, misread)
//   - times, names and descriptions become mentions (timex, mention, vote, nominal)
//   - offices are read beside names and from verbs (office, apposition, appoint, leave); hearbody
//     gives them bodies by the scorer of the language layer
//   - mentions of one thing are joined to chains: names, descriptions (chain, refer)
//   - statements say who says what (statement, quote, attribute, complement)
//   - pronouns join the chains (pronoun, ahead, learned)
//   - rules find events and relations (rule, match, path); event, occasion and toll make
//     events of them, encounter adds who met by the scorer of the language layer, status and
//     its kin say whether and when they are so
//   - relation makes the claims, related those that only the scorer of the language layer
//     finds, report writes all of it down, validate checks it
//
// Every other file says in its first lines which of these it serves. Word lists
// (lexicon/*.tsv, and sets of words by subject in lexicon/set) and rules
// (rules/*.rule) are data; a rule carries examples that run as tests.
// rules/README.md explains the format.
package extract

import (
	"fmt"

	"newsgraph/graph"
	"newsgraph/loaders/language"
)

// Version names the state of rules and code; it is part of Report.Analysis.
const Version = "1"

// An Extractor turns documents into reports. It is safe for concurrent use.
type Extractor struct {
	know Knowledge
	lex  *lexicon
}

// New returns an extractor that knows names through know. It reads the word lists
// and rules on its first call in a process.
func New(know Knowledge) *Extractor {
	ruleTable()
	return &Extractor{know: know, lex: lexica()}
}

// A reading is the working state for one article: the layers so far.
type reading struct {
	*tree
	lex        *lexicon
	know       Knowledge
	art        graph.Article
	votes      map[string]string // name -> the tagger's type for it in this article
	firms      map[string]bool   // names that the words beside them make a company's
	times      []timex
	mentions   []mention
	at         []int // token -> the mention that it heads or whose name it is part of
	chains     []chain
	offices    []office
	known      map[int]Known // office -> country or body that only the tables know
	quotes     []quote
	inQuote    []int // token -> quote
	starts     []int
	statements []statement
	events     []event
	relations  []event // what the rules of relations found
	claims     []graph.Claim
	tolls      []graph.Toll
	parts      []placePart
	rejected   []alternative
	tally      map[string]map[string]int // name -> type -> votes
	byHead     map[int]int               // head -> mention of the language layer; nil until asked for
}

// Extract returns what doc, the annotated text of art, says. The error wraps
// graph.ErrInvalid when the document is not one of the article.
func (x *Extractor) Extract(art graph.Article, doc *language.Document) (*graph.Report, error) {
	if doc.Text != art.Text {
		return nil, fmt.Errorf("extract %s: document of another text: %w", art.ID, graph.ErrInvalid)
	}
	r := &reading{tree: newTree(repaired(doc, x.lex)), lex: x.lex, know: x.know, art: art, at: make([]int, len(doc.Tokens)), known: map[int]Known{}}
	for i := range r.at {
		r.at[i] = graph.None
	}
	for _, stage := range []func(){
		r.findTimes,
		r.mentionNames,
		r.findPlaceParts,
		r.mentionNominals,
		r.findOffices,
		r.findAppointments,
		r.hearBodies,
		r.chainNames,
		r.attachPosts,
		r.chainNominals,
		r.findStatements,
		r.stateStatements,
		r.chainPronouns,
		r.chainClients,
		r.dropNobodys,
		r.findEvents,
		r.chainLate,
		r.findClaims,
		r.findTolls,
		r.chainLate,
		r.chainRelatives,
	} {
		stage()
	}
	rep := r.report()
	if err := Validate(rep); err != nil {
		return nil, fmt.Errorf("extract %s: %w", art.ID, err)
	}
	return rep, nil
}

// chainLate gives the mentions that later stages made a chain.
func (r *reading) chainLate() {
	for _, i := range r.inOrder(func(m *mention) bool { return m.chain == graph.None }) {
		m := &r.mentions[i]
		c := graph.None
		switch {
		case m.kind == "name":
			c = r.sameThing(m)
		case m.kind == "nominal":
			c = r.antecedent(m)
		}
		r.join(i, c)
	}
}
