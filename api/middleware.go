package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

type (
	idKey    struct{}
	queryKey struct{}
)

// requestID returns the id of the request that ctx belongs to.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(idKey{}).(string)
	return id
}

// identify gives the request an id and logs it when it is done.
func (s *server) identify(c *gin.Context) {
	b := make([]byte, 8)
	rand.Read(b)
	id := hex.EncodeToString(b)
	ctx := context.WithValue(c.Request.Context(), idKey{}, id)
	ctx = context.WithValue(ctx, queryKey{}, c.Request.URL.RawQuery)
	c.Request = c.Request.WithContext(ctx)
	c.Header("X-Request-Id", id)
	began := time.Now()
	c.Next()
	s.deps.Log.InfoContext(ctx, "request", "id", id, "method", c.Request.Method, "path", c.Request.URL.Path,
		"status", c.Writer.Status(), "bytes", max(0, c.Writer.Size()), "duration", time.Since(began))
}

// recoverPanic turns a panic, which is an error of ours, into a 500.
func (s *server) recoverPanic(c *gin.Context) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if p == http.ErrAbortHandler {
			panic(p) // net/http's own way to drop a connection
		}
		ctx := c.Request.Context()
		s.deps.Log.ErrorContext(ctx, "panic", "id", requestID(ctx), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		if !c.Writer.Written() {
			writeProblem(c.Writer, problem(http.StatusInternalServerError, "internal", "internal error; the log has it under request id "+requestID(ctx), ""))
		}
		c.Abort()
	}()
	c.Next()
}

// secure sets the headers that keep a page of ours from loading, framing or
// sending anything elsewhere.
func (s *server) secure(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Next()
}

// guard refuses requests that a web page elsewhere may have caused: those under a
// name that is not the server's (DNS rebinding) and writes from other origins.
func (s *server) guard(c *gin.Context) {
	if !s.hostAllowed(c.Request.Host) {
		s.refuse(c, "host", "the server is not asked under this name: "+c.Request.Host, "ask by address, as localhost, or allow the name when starting the server")
		return
	}
	if isWrite(c.Request.Method) && foreign(c.Request) {
		s.refuse(c, "origin", "a page of another origin may not write", "send the request from outside a browser, or from the server's own page")
		return
	}
	c.Next()
}

// wellFormed refuses what would be left out without a word: parameters that cannot be
// read, the second of one name, and the coding of a body, which is read as it comes.
func (s *server) wellFormed(c *gin.Context) {
	values, err := url.ParseQuery(c.Request.URL.RawQuery)
	var p *Problem
	switch coding := c.GetHeader("Content-Encoding"); {
	case err != nil:
		p = problem(http.StatusBadRequest, "malformed", "the query string cannot be read: "+err.Error(), "write & ; and % within a value as %26, %3B and %25")
	case coding != "" && coding != "identity":
		c.Header("Accept-Encoding", "identity")
		p = problem(http.StatusUnsupportedMediaType, "content_encoding", fmt.Sprintf("a body with the coding %q is not read", coding), "send the body as it is")
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if n := len(values[name]); n > 1 && p == nil {
			p = problem(http.StatusBadRequest, "malformed", fmt.Sprintf("%q is given %d times", name, n), "give each parameter once")
		}
	}
	if p != nil {
		writeProblem(c.Writer, p)
		c.Abort()
		return
	}
	c.Next()
}

func (s *server) refuse(c *gin.Context, code, detail, hint string) {
	writeProblem(c.Writer, problem(http.StatusForbidden, code, detail, hint))
	c.Abort()
}

func isWrite(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions
}

// hostAllowed reports whether the server may be asked as host. An address needs no
// list, since no name leads to it.
func (s *server) hostAllowed(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	return host == "localhost" || net.ParseIP(host) != nil || slices.Contains(s.deps.Hosts, host) || slices.Contains(s.deps.Hosts, "*")
}

// foreign reports whether a browser sent the request for a page of another origin.
func foreign(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return true
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || !strings.EqualFold(u.Host, r.Host)
}

// bound gives the request its time and its body its size.
func (s *server) bound(c *gin.Context) {
	if streams(c.Request.URL.Path) {
		c.Next()
		return
	}
	limit := s.deps.Limits.Read
	if isWrite(c.Request.Method) {
		limit = s.deps.Limits.Write
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), limit)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}

// tag gives answers from the graph the version of the graph as their tag, and
// answers 304 to those who have it.
func (s *server) tag(c *gin.Context) {
	if c.Request.Method != http.MethodGet || !ofGraph(c.Request.URL.Path) {
		c.Next()
		return
	}
	snap, err := s.deps.Source(c.Request.Context())
	if err != nil {
		writeProblem(c.Writer, s.fail(c.Request.Context(), err).(*Problem))
		c.Abort()
		return
	}
	etag := fmt.Sprintf(`"%s-%d%s"`, s.start, snap.Version(), variant(c.GetHeader("Accept")))
	if err := snap.Close(); err != nil {
		s.deps.Log.ErrorContext(c.Request.Context(), "close snapshot", "error", err)
	}
	c.Header("ETag", etag)
	c.Header("Cache-Control", "no-cache")
	c.Header("Vary", "Accept, Authorization")
	if slices.Contains(splitTags(c.Request.Header.Get("If-None-Match")), etag) {
		c.AbortWithStatus(http.StatusNotModified)
		return
	}
	c.Next()
}

// variant tells the tags of one document in several formats apart.
func variant(accept string) string {
	for _, kind := range []string{mediaCSV, mediaLines, mediaND} {
		if strings.Contains(accept, kind) {
			return "-" + kind[strings.IndexByte(kind, '/')+1:]
		}
	}
	return ""
}

// ofGraph reports whether what is at path depends on the graph alone.
func ofGraph(path string) bool {
	return strings.HasPrefix(path, "/v1/") && !strings.HasPrefix(path, "/v1/jobs/") && path != "/v1/watch"
}

func splitTags(header string) []string {
	var out []string
	for part := range strings.SplitSeq(header, ",") {
		out = append(out, strings.TrimPrefix(strings.TrimSpace(part), "W/"))
	}
	return out
}
