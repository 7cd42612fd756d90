package segment

// Places calls visit for every place in the text where a sentence might end and that
// the table of boundaries decides: with the end of the word there and features
// that say what is true there. The result says whether a sentence ends there, on which
// later features depend. It is for the program in train.
func Places(text string, visit func(end int, features []string) bool) {
	for _, b := range blocks(text, nil) {
		s := newSplitter(text, appendWords(nil, text, b), b)
		for i := range s.words[:max(0, len(s.words)-1)] {
			s.count(i)
			if s.isCandidate(i) && visit(s.words[i].E, s.names(i)) {
				s.first, s.quotes, s.depth = i+1, 0, 0
			}
		}
	}
}

func (s *splitter) names(i int) []string {
	s.describe(i)
	out := make([]string, len(s.list))
	for k := range s.list {
		out[k] = s.list[k].name()
	}
	return out
}
