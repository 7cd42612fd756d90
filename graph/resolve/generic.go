package resolve

import (
	"strings"
	"sync"
)

// genericWords are the words of which the names of public bodies, courts, parties
// and offices are made in every country. A name of such words alone tells one
// apart from another only together with its country.
var genericWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(genericList) {
		m[w] = true
	}
	return m
})

const genericList = `of the and for in on to a
	ministry department office agency bureau commission committee council cabinet government administration authority
	parliament senate congress house assembly representatives commons lords lower upper chamber legislature
	court supreme constitutional high appeal appeals federal district criminal tribunal judiciary
	army navy air force forces armed military police guard coast border security intelligence service services secret special
	foreign defense defence finance interior home internal external affairs health justice education energy trade
	transport transportation agriculture environment labour labor culture science economy economic commerce industry
	treasury state national central public general local regional city county municipal royal
	bank reserve board union party labour labor conservative liberal democratic democrats republican republicans
	socialist social communist green greens christian people peoples workers opposition coalition
	university hospital school airport church museum library stadium chamber stock exchange
	election electoral anti corruption prosecutor prosecutors attorney ombudsman civil aviation red crescent cross fire rescue
	team club federation association football olympic company group media television radio news press newspaper`

// generic reports whether a name is made of words that any state or company could use.
func generic(name string) bool {
	for w := range strings.FieldsSeq(name) {
		if !genericWords()[w] {
			return false
		}
	}
	return true
}
