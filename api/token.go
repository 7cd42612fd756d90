package api

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"newsgraph/api/web"
	"newsgraph/graph"
)

// A Token lets its bearer ask, or ask and write. Only its hash is kept.
type Token struct {
	hash  [sha256.Size]byte
	write bool
}

// shortestToken keeps tokens from being guessed.
const shortestToken = 16

// ParseTokens reads a file of tokens: a line each, "read TOKEN" or "write TOKEN";
// empty lines and those that begin with # say nothing. A message names the line and
// never the token.
func ParseTokens(text string) ([]Token, error) {
	var out []Token
	for n, line := range strings.Split(text, "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if len(f) != 2 || f[0] != "read" && f[0] != "write" {
			return nil, fmt.Errorf("%w: line %d is neither \"read TOKEN\" nor \"write TOKEN\"", graph.ErrInvalid, n+1)
		}
		if len(f[1]) < shortestToken {
			return nil, fmt.Errorf("%w: the token of line %d has less than %d characters", graph.ErrInvalid, n+1, shortestToken)
		}
		out = append(out, Token{sha256.Sum256([]byte(f[1])), f[0] == "write"})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: there is no token", graph.ErrInvalid)
	}
	return out, nil
}

// authorize asks for a token where the server has any. The explorer's own files,
// which hold nothing of the graph, and the health checks are open.
func (s *server) authorize(c *gin.Context) {
	path := c.Request.URL.Path
	if len(s.deps.Tokens) == 0 || path == "/healthz" || path == "/readyz" || s.open[path] {
		c.Next()
		return
	}
	known, write := s.bearer(c.GetHeader("Authorization"))
	switch {
	case !known:
		c.Header("WWW-Authenticate", `Bearer realm="newsgraph"`)
		writeProblem(c.Writer, problem(http.StatusUnauthorized, "token", "a token is needed here", "send Authorization: Bearer TOKEN"))
		c.Abort()
	case !write && changes(c.Request):
		s.refuse(c, "token", "this token does not write", "use a token that does")
	default:
		c.Next()
	}
}

// bearer reports whether the header holds one of the tokens and what it allows.
// All are compared, so that the time says nothing.
func (s *server) bearer(header string) (known, write bool) {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return false, false
	}
	hash := sha256.Sum256([]byte(strings.TrimSpace(token)))
	for _, t := range s.deps.Tokens {
		if subtle.ConstantTimeCompare(t.hash[:], hash[:]) == 1 {
			known, write = true, write || t.write
		}
	}
	return known, write
}

// changes reports whether a request may change the graph: queries and annotations
// are posted too, but only read.
func changes(r *http.Request) bool {
	return isWrite(r.Method) && !strings.HasPrefix(r.URL.Path, "/v1/query/") && r.URL.Path != "/v1/annotate"
}

// openPaths are those of the explorer's own files.
func openPaths() map[string]bool {
	out := map[string]bool{}
	for _, path := range web.Paths() {
		out[path] = true
	}
	return out
}
