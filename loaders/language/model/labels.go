package model

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Labels are the names of what the heads score: label i is the i-th of its list.
type Labels struct {
	UPOS, XPOS, Feats, Lemma, Rel []string
	Role, Roleset                 []string
	NER, Fine, Ment               []string
	Encounter, Status             []string // kinds of encounters, the first for none, and their statuses; may be empty
	Relation, Occupancy           []string // kinds of relations, and how a post is held; may be empty
	// Tags are the UPOS, XPOS and Feats that words have together.
	Tags    []Tag
	Paths   map[string]int
	Lexicon map[string][]string // lemma to rolesets, the commonest first
	// Forms has, by part of speech and lemma rule, the known forms; Words, by part of
	// speech, the known lemmas. Both are joined by spaces and may be empty.
	Forms map[string]map[string]string
	Words map[string]string
}

// A Tag is the part of speech, tag and features of a word, as indexes of their lists.
type Tag struct{ UPOS, XPOS, Feats int }

func parseLabels(text string) (*Labels, error) {
	var file struct {
		Maps    map[string][]string          `json:"maps"`
		Lexicon map[string][]string          `json:"lexicon"`
		Forms   map[string]map[string]string `json:"forms"`
		Words   map[string]string            `json:"words"`
	}
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		return nil, err
	}
	l := &Labels{Lexicon: file.Lexicon, Forms: file.Forms, Words: file.Words, Paths: map[string]int{}}
	for i, p := range file.Maps["paths"] {
		l.Paths[p] = i
	}
	for _, f := range l.required() {
		if *f.list = file.Maps[f.name]; len(*f.list) == 0 {
			return nil, fmt.Errorf("no labels of %q", f.name)
		}
	}
	l.Fine, l.Ment = file.Maps["fine"], file.Maps["ment"]
	l.Encounter, l.Status = file.Maps["encounter"], file.Maps["status"]
	l.Relation, l.Occupancy = file.Maps["relation"], file.Maps["occupancy"]
	return l, l.parseTags(file.Maps["tags"])
}

func (l *Labels) parseTags(lines []string) error {
	if len(lines) == 0 {
		return errors.New(`no labels of "tags"`)
	}
	for _, line := range lines {
		var t Tag
		f := strings.Fields(line)
		if len(f) == 3 {
			t = Tag{slices.Index(l.UPOS, f[0]), slices.Index(l.XPOS, f[1]), slices.Index(l.Feats, f[2])}
		}
		if len(f) != 3 || min(t.UPOS, t.XPOS, t.Feats) < 0 {
			return fmt.Errorf("tags %q together", line)
		}
		l.Tags = append(l.Tags, t)
	}
	return nil
}

type labelList struct {
	name string
	list *[]string
}

func (l *Labels) required() []labelList {
	return []labelList{
		{"upos", &l.UPOS}, {"xpos", &l.XPOS}, {"feats", &l.Feats}, {"lemma", &l.Lemma},
		{"rel", &l.Rel}, {"role", &l.Role}, {"roleset", &l.Roleset}, {"ner", &l.NER},
	}
}
