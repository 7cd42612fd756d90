package resolve

import (
	"cmp"
	"slices"

	"newsgraph/graph"
)

// accept is the score from which two signatures are taken for one thing.
const accept = 800

// rules decide about the signatures of one stratum. They see features only.
type rules[F any] interface {
	// blocks returns the keys under which the signature is found; signatures
	// without a common key are never compared.
	blocks(f *F) []string
	// score compares two signatures: 0 to 1000.
	score(a, b *F) int
	// conflict returns why the two cannot be one, or "".
	conflict(a, b *F) string
	// link returns the knowledge id of the signature, or "".
	link(f *F) graph.ID
}

// A node is a signature with the members that share it.
type node[F any] struct {
	key     string
	feat    *F
	members smallest
	// pinned nodes hold a single member that a split takes out of its signature.
	pinned bool
	// sides counts the sides of judgements on which members of the node stand.
	sides   map[side]int
	edges   map[*node[F]]int // scores of at least accept
	cluster *cluster[F]
	gone    bool
	seen    int // the last round in which another node was compared with it
}

// A cluster is a set of nodes that are one thing.
type cluster[F any] struct {
	nodes     []*node[F] // sorted by key
	canonical graph.ID
	// token names the cluster for the stratum above: the key of its first node,
	// which members that come and go do not change.
	token  string
	shared bool // another cluster bears the same knowledge id, so that neither is named by it
	dead   bool // decided again
	// whole clusters are all of their component, without a conflict or a judgement.
	whole bool
}

// A stratum holds the signatures of one kind of member and their clusters.
type stratum[F any] struct {
	rules    rules[F]
	nodes    map[string]*node[F]
	at       map[graph.ID]*node[F] // node of a member
	singles  map[graph.ID]bool     // members without a node, each a thing of its own
	blocks   map[string][]*node[F] // most hold a single one
	links    map[graph.ID]map[*node[F]]bool
	sides    map[side]map[*node[F]]bool
	clusters map[graph.ID]*cluster[F]
	dirty    map[*node[F]]bool
	round    int // of looking for what resembles a node, see node.seen
	stale    map[*cluster[F]]bool
	// before holds the canonical ids that members had when the update began.
	before map[graph.ID]graph.ID
	// moved are the members that are in a cluster of another token than before.
	moved map[graph.ID]bool
}

func newStratum[F any](r rules[F]) *stratum[F] {
	return &stratum[F]{
		rules: r, nodes: map[string]*node[F]{}, at: map[graph.ID]*node[F]{},
		singles: map[graph.ID]bool{},
		blocks:  map[string][]*node[F]{}, links: map[graph.ID]map[*node[F]]bool{},
		sides:    map[side]map[*node[F]]bool{},
		clusters: map[graph.ID]*cluster[F]{}, dirty: map[*node[F]]bool{}, stale: map[*cluster[F]]bool{},
		before: map[graph.ID]graph.ID{}, moved: map[graph.ID]bool{},
	}
}

// touch remembers the canonical id that a member had before the update.
func (s *stratum[F]) touch(member, canonical graph.ID) {
	if _, ok := s.before[member]; !ok {
		s.before[member] = canonical
	}
}

// put adds a member under the signature key; feat is read when the key is new.
// sides are those that the member has in the log.
func (s *stratum[F]) put(member graph.ID, key string, feat *F, pinned bool, sides []side) {
	s.touch(member, "")
	s.moved[member] = true
	n := s.nodes[key]
	if n == nil {
		n = &node[F]{key: key, feat: feat, pinned: pinned, edges: map[*node[F]]int{}, sides: map[side]int{}}
		s.nodes[key] = n
		s.connect(n)
	}
	s.at[member] = n
	n.members.add(member)
	for _, sd := range sides {
		n.sides[sd]++
		insert(s.sides, sd, n)
		s.dirty[n] = true
	}
	if n.cluster != nil {
		s.stale[n.cluster] = true
	}
}

// single adds a member that is like nothing else.
func (s *stratum[F]) single(member graph.ID) {
	s.touch(member, "")
	s.moved[member] = true
	s.singles[member] = true
}

// connect finds the signatures that resemble n.
func (s *stratum[F]) connect(n *node[F]) {
	s.dirty[n] = true
	s.round++
	for _, b := range s.rules.blocks(n.feat) {
		block := s.blocks[b]
		for _, other := range block {
			if other.seen == s.round {
				continue
			}
			other.seen = s.round
			if score := s.rules.score(n.feat, other.feat); score >= accept {
				n.edges[other], other.edges[n] = score, score
			}
		}
		s.blocks[b] = append(block, n)
	}
	if link := s.rules.link(n.feat); link != "" {
		insert(s.links, link, n)
	}
}

func insert[K comparable, N comparable](m map[K]map[N]bool, k K, n N) {
	if m[k] == nil {
		m[k] = map[N]bool{}
	}
	m[k][n] = true
}

func remove[K comparable, N comparable](m map[K]map[N]bool, k K, n N) {
	delete(m[k], n)
	if len(m[k]) == 0 {
		delete(m, k)
	}
}

// drop removes a member, and its signature with the last one.
// sides are those with which it was put.
func (s *stratum[F]) drop(member graph.ID, sides []side) {
	if s.singles[member] {
		delete(s.singles, member)
		s.touch(member, member)
		return
	}
	n := s.at[member]
	if n == nil {
		return
	}
	delete(s.at, member)
	s.touch(member, n.canonical())
	n.members.remove(member)
	for _, sd := range sides {
		s.leave(n, sd)
	}
	if n.cluster != nil {
		s.stale[n.cluster] = true
	}
	if n.members.len() == 0 {
		s.disconnect(n)
	}
}

// leave takes a member of n off a side of a judgement.
func (s *stratum[F]) leave(n *node[F], sd side) {
	s.dirty[n] = true
	for other := range s.sides[sd.other()] {
		s.dirty[other] = true
	}
	if n.sides[sd]--; n.sides[sd] == 0 {
		delete(n.sides, sd)
		remove(s.sides, sd, n)
	}
}

func (n *node[F]) canonical() graph.ID {
	if n.cluster == nil {
		return ""
	}
	return n.cluster.canonical
}

// disconnect removes a signature; all that could have rested on it is decided again.
func (s *stratum[F]) disconnect(n *node[F]) {
	n.gone = true
	delete(s.nodes, n.key)
	delete(s.dirty, n)
	for other := range n.edges {
		delete(other.edges, n)
		s.dirty[other] = true
	}
	for _, b := range s.rules.blocks(n.feat) {
		s.unblock(b, n)
	}
	if link := s.rules.link(n.feat); link != "" {
		remove(s.links, link, n)
		for other := range s.links[link] {
			s.dirty[other] = true
		}
	}
	c := n.cluster
	if c == nil {
		return
	}
	alive := false
	for _, other := range c.nodes {
		if !other.gone {
			s.dirty[other] = true
			alive = true
		}
	}
	if !alive {
		s.forget(c)
	}
}

// unblock takes a signature out of a block. That looks at all of the block, as did
// connect when the signature came.
func (s *stratum[F]) unblock(key string, n *node[F]) {
	block := s.blocks[key]
	if i := slices.Index(block, n); i >= 0 {
		last := len(block) - 1
		block[i], block[last] = block[last], nil
		block = block[:last]
	}
	if len(block) == 0 {
		delete(s.blocks, key)
		return
	}
	s.blocks[key] = block
}

// forget takes a cluster off the register. Its name may meanwhile be another's,
// because the member it was named by went there.
func (s *stratum[F]) forget(c *cluster[F]) {
	c.dead = true
	if s.clusters[c.canonical] == c {
		delete(s.clusters, c.canonical)
	}
}

// settle decides again what is dirty and returns the members whose canonical id
// differs from the one before, with the present one. The caller clears moved.
func (s *stratum[F]) settle(log *verdicts) map[graph.ID]graph.ID {
	for len(s.dirty) > 0 {
		for n := range s.dirty { // any: components are decided independently
			if !s.extend(n) {
				s.decide(s.component(n), log)
			}
			break
		}
	}
	for c := range s.stale {
		s.rename(c)
	}
	clear(s.stale)
	changed := map[graph.ID]graph.ID{}
	for m, old := range s.before {
		if now := s.canonical(m); now != old {
			changed[m] = now
		}
	}
	clear(s.before)
	return changed
}

func (s *stratum[F]) canonical(member graph.ID) graph.ID {
	if n := s.at[member]; n != nil {
		return n.canonical()
	}
	if s.singles[member] {
		return member
	}
	return ""
}

// component returns the signatures that hang together with n: by score, by
// knowledge id or by judgement; sorted by key.
func (s *stratum[F]) component(n *node[F]) []*node[F] {
	seen := map[*node[F]]bool{n: true}
	queue := []*node[F]{n}
	for i := 0; i < len(queue); i++ {
		visit := func(m *node[F]) {
			if m != nil && !seen[m] {
				seen[m] = true
				queue = append(queue, m)
			}
		}
		for m := range queue[i].edges {
			visit(m)
		}
		if link := s.rules.link(queue[i].feat); link != "" {
			for m := range s.links[link] {
				visit(m)
			}
		}
		for sd := range queue[i].sides {
			for m := range s.sides[sd.other()] {
				visit(m)
			}
		}
	}
	slices.SortFunc(queue, func(a, b *node[F]) int { return cmp.Compare(a.key, b.key) })
	return queue
}

// extend adds a new node to the whole cluster that it hangs on, if it is in
// conflict with nothing there: then all of the component is one, and nothing else
// need be looked at. A busy event has hundreds of nodes, each new one costs one
// look at each.
func (s *stratum[F]) extend(n *node[F]) bool {
	if n.cluster != nil || n.pinned || len(n.sides) > 0 {
		return false
	}
	var c *cluster[F]
	one := func(m *node[F]) bool {
		if c == nil {
			c = m.cluster
		}
		return c != nil && c == m.cluster && c.whole
	}
	for m := range n.edges {
		if !one(m) {
			return false
		}
	}
	if link := s.rules.link(n.feat); link != "" {
		for m := range s.links[link] {
			if m != n && !one(m) {
				return false
			}
		}
	}
	if c == nil || slices.ContainsFunc(c.nodes, func(m *node[F]) bool {
		return m.gone || s.dirty[m] || s.rules.conflict(n.feat, m.feat) != ""
	}) {
		return false
	}
	i, _ := slices.BinarySearchFunc(c.nodes, n.key, func(m *node[F], key string) int { return cmp.Compare(m.key, key) })
	c.nodes = slices.Insert(c.nodes, i, n)
	n.cluster = c
	if i == 0 {
		c.token = n.key
		for _, m := range c.nodes {
			s.move(m)
		}
	}
	s.stale[c] = true
	delete(s.dirty, n)
	return true
}

// move notes that the members of a node have another token.
func (s *stratum[F]) move(n *node[F]) {
	n.members.each(func(m graph.ID) { s.moved[m] = true })
}

// token returns the token of a member's cluster, "" if it has none.
func (s *stratum[F]) token(member graph.ID) string {
	if n := s.at[member]; n != nil && n.cluster != nil {
		return n.cluster.token
	}
	return ""
}

// decide clusters a component and gives its clusters their names.
func (s *stratum[F]) decide(nodes []*node[F], log *verdicts) {
	for _, n := range nodes {
		delete(s.dirty, n)
	}
	var clusters []*cluster[F]
	if partOfWhole(nodes) {
		clusters = []*cluster[F]{{nodes: nodes, whole: true}}
	} else {
		clusters = newClosure(s, nodes, log).run()
	}
	for _, n := range nodes {
		if n.cluster != nil {
			s.forget(n.cluster)
		}
	}
	bearers := map[graph.ID]int{}
	for _, c := range clusters {
		if link := s.linkOf(c); link != "" {
			bearers[link]++
		}
	}
	for _, c := range clusters {
		c.shared = bearers[s.linkOf(c)] > 1
		c.canonical = s.nameOf(c)
		c.token = c.nodes[0].key
		s.clusters[c.canonical] = c
		for _, n := range c.nodes {
			if n.cluster == nil || n.cluster.token != c.token {
				s.move(n)
			}
			if old := n.canonical(); old != c.canonical {
				n.members.each(func(m graph.ID) { s.touch(m, old) })
			}
			n.cluster = c
		}
	}
}

// partOfWhole reports whether the nodes are what is left of a whole cluster: what
// was free of conflicts still is.
func partOfWhole[F any](nodes []*node[F]) bool {
	c := nodes[0].cluster
	return c != nil && c.whole && !slices.ContainsFunc(nodes, func(n *node[F]) bool {
		return n.cluster != c || len(n.sides) > 0 || n.pinned
	})
}

// rename gives a cluster whose members changed its name again.
func (s *stratum[F]) rename(c *cluster[F]) {
	if c.dead {
		return
	}
	name := s.nameOf(c)
	if name == c.canonical {
		s.clusters[name] = c
		return
	}
	for _, n := range c.nodes {
		n.members.each(func(m graph.ID) { s.touch(m, c.canonical) })
	}
	if s.clusters[c.canonical] == c {
		delete(s.clusters, c.canonical)
	}
	c.canonical = name
	s.clusters[name] = c
}

// linkOf returns the smallest knowledge id of the cluster's signatures.
func (s *stratum[F]) linkOf(c *cluster[F]) graph.ID {
	var link graph.ID
	for _, n := range c.nodes {
		if l := s.rules.link(n.feat); l != "" && (link == "" || l < link) {
			link = l
		}
	}
	return link
}

// nameOf returns the canonical id of a cluster.
func (s *stratum[F]) nameOf(c *cluster[F]) graph.ID {
	if link := s.linkOf(c); link != "" && !c.shared {
		return "e:" + link
	}
	var least graph.ID
	for _, n := range c.nodes {
		if m := n.members.min(); least == "" || m < least {
			least = m
		}
	}
	return least
}

// memberIDs returns the members of a cluster, sorted.
func (c *cluster[F]) memberIDs() []graph.ID {
	var ids []graph.ID
	for _, n := range c.nodes {
		n.members.each(func(m graph.ID) { ids = append(ids, m) })
	}
	slices.Sort(ids)
	return ids
}
