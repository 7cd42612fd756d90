package language

// A parse is what the heads say of one sentence. Its tokens have no spans and all its
// indexes count from the first word of the sentence, so that the same sentence
// elsewhere has the same parse.
type parse struct {
	tokens     []Token
	names      []Name
	fits       []nameFit // of names
	frames     []Frame
	mentions   []mention // if the model ranks antecedents
	encounters []Encounter
	relations  []Relation

	// While it is made:
	forms   []string
	given   []bool // the predicates, nil to find them
	kidList []int  // the children of all words, by head
	kidAt   []int  // where those of word i begin
}

// finish drops what only its making needs: the cache must not keep the text.
func (p *parse) finish() { p.forms, p.given, p.kidList, p.kidAt = nil, nil, nil, nil }

// kids returns the words that word i governs, in order.
func (p *parse) kids(i int) []int { return p.kidList[p.kidAt[i]:p.kidAt[i+1]] }

// indexKids fills kidList and kidAt from the heads.
func (p *parse) indexKids() {
	n := len(p.tokens)
	p.kidAt = make([]int, n+2)
	for _, t := range p.tokens {
		if t.Head >= 0 {
			p.kidAt[t.Head+2]++
		}
	}
	for i := 2; i < n+2; i++ {
		p.kidAt[i] += p.kidAt[i-1]
	}
	p.kidList = make([]int, n)
	for i, t := range p.tokens {
		if t.Head >= 0 {
			p.kidList[p.kidAt[t.Head+1]] = i
			p.kidAt[t.Head+1]++
		}
	}
}
