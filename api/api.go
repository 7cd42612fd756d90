// Package api serves the graph over HTTP: typed questions, articles and their
// evidence, pictures, exports and Gizmo, described by OpenAPI 3.1.
//
// It analyses no text and knows no store: what it needs it declares in Deps, and
// the command wires it. Every error is one problem+json document; every limit
// refuses.
//
// Start at New; each endpoint is one file, listed in endpoints.
package api

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"runtime"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"newsgraph/api/web"
	"newsgraph/graph"
	"newsgraph/graph/query"
)

// An Ingester takes articles in and out of the graph. It is safe for concurrent
// use; its errors are those of package graph where the input is at fault.
type Ingester interface {
	// Ingest analyses and stores the articles in body and returns their ids.
	// graph.ErrInvalid says that there is no article in it.
	Ingest(ctx context.Context, name, contentType string, body []byte) ([]graph.ID, error)
	// Retract removes an article and all that rests on it alone: graph.ErrNotFound
	// if it was never there, graph.ErrGone if it was retracted before.
	Retract(ctx context.Context, doc graph.ID) error
}

// An Annotator analyses articles without storing them.
type Annotator interface {
	// Annotate writes one JSON line an article.
	Annotate(ctx context.Context, w io.Writer, name, contentType string, body []byte) error
}

// Deps is what the server needs. Only Source is required.
type Deps struct {
	Source    func(ctx context.Context) (graph.Snapshot, error)
	Ingester  Ingester  // nil: the server is read-only
	Judge     Judge     // nil: no judgements, no review
	Annotator Annotator // nil: POST /v1/annotate answers 503
	// Backup writes a copy of the store; without it GET /v1/backup answers 503.
	Backup  func(ctx context.Context, w io.Writer) error
	Ready   func(ctx context.Context) error
	Log     *slog.Logger
	Version Version
	Hosts   []string // names under which the server may be asked; addresses and localhost always may
	Limits  Limits
	Tokens  []Token         // who may ask and write; none: everyone
	Stop    context.Context // done when the server is told to stop: streams end
	Names   query.NameIndex // nil: a search looks at all names
	Cache   *query.Cache    // of what questions read; nil: one of its own
	// Jobs runs loads that are not waited for; without it they are refused.
	Jobs *Jobs
	// Locate returns where on the map a thing is, in degrees, as far as the
	// background tables know it.
	Locate func(id graph.ID) (lat, lon float64, ok bool)
}

// Limits bound what one request may cost; a zero field stands for its default.
type Limits struct {
	Body    int64         // bytes of a request's body, 16 MiB
	Read    time.Duration // of a question, 15 s
	Write   time.Duration // of a load, 5 min
	Job     time.Duration // of an asynchronous load, an hour
	Rate    float64       // requests a second of one address, 0: any number
	Heavy   int           // pictures, exports and loads at once, two a processor
	Query   query.Limits
	Queries int // in a query language that run at once, one a processor and two at least; more wait
	Gizmo   int // rows of an answer in a query language, 10 000
	Bytes   int // that a SPARQL query may hold, 128 MiB
	Export  int // bytes kept in memory of an export before it goes to a file, 8 MiB
}

// Version says what runs.
type Version struct {
	Version   string `json:"version"`
	Model     string `json:"model,omitempty"`
	Knowledge string `json:"knowledge,omitempty"`
	Go        string `json:"go"`
}

// CachedBytes bounds the reports kept between requests: some 4000.
const CachedBytes = 32 << 20

type server struct {
	deps     Deps
	start    string // differs between processes, so that no ETag outlives one
	heavy    chan struct{}
	queries  chan struct{}
	watchers chan struct{}
	open     map[string]bool // paths that need no token
	rates    *rates          // nil: none
	metrics  *metrics
	cache    *query.Cache
	api      huma.API
}

// endpoints is the table of all operations.
var endpoints = []func(*server){
	sparqlQuery, graphqlQuery,
	search, suggest, entity, entityMentions, entityStatements, entityEvents, entityOffices, entityNeighbours, entityTimeline,
	events, event, met, statements, offices, paths, why, timeline, places, compare, contradictions,
	articles, article, postArticles, deleteArticle, jobStatus, jobEvents, evidence, watch, feed,
	drawDOT, drawSVG, drawPNG, exportGraph, backup, gizmoQuery, annotate,
	judgements, postJudgement, deleteJudgement, review, explain,
	version, healthz, readyz,
}

// New returns the handler of the whole server.
func New(deps Deps) http.Handler {
	defaults(&deps)
	nonce := make([]byte, 6)
	rand.Read(nonce)
	s := &server{deps: deps, start: hex.EncodeToString(nonce), heavy: make(chan struct{}, deps.Limits.Heavy), cache: deps.Cache}
	s.cache.Names = deps.Names
	s.queries = make(chan struct{}, deps.Limits.Queries)
	s.watchers, s.open, s.metrics = make(chan struct{}, maxWatchers), openPaths(), newMetrics(s)
	if deps.Limits.Rate > 0 {
		s.rates = newRates(deps.Limits.Rate)
	}
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.RedirectTrailingSlash, r.RedirectFixedPath = false, false
	r.Use(s.identify, s.measure, s.recoverPanic, s.secure, s.guard, s.pace, s.authorize, s.wellFormed, s.bound, s.tag)
	r.NoRoute(func(c *gin.Context) {
		writeProblem(c.Writer, problem(http.StatusNotFound, "no_such_path", "there is nothing at "+c.Request.URL.Path, "see /docs"))
	})
	r.NoMethod(func(c *gin.Context) {
		writeProblem(c.Writer, problem(http.StatusMethodNotAllowed, "method", c.Request.Method+" is not possible here", "see /docs"))
	})
	s.api = humagin.New(r, config(deps.Version.Version))
	for _, register := range endpoints {
		register(s)
	}
	r.GET("/metrics", s.metrics.handler())
	files := gin.WrapH(web.Handler())
	for _, path := range web.Paths() {
		r.GET(path, files)
	}
	return head(r)
}

func defaults(d *Deps) {
	l := &d.Limits
	l.Body = cmp.Or(l.Body, 16<<20)
	l.Read = cmp.Or(l.Read, 15*time.Second)
	l.Write = cmp.Or(l.Write, 5*time.Minute)
	l.Job = cmp.Or(l.Job, time.Hour)
	l.Heavy = cmp.Or(l.Heavy, 2*runtime.GOMAXPROCS(0))
	l.Queries = cmp.Or(l.Queries, max(2, runtime.GOMAXPROCS(0)))
	l.Gizmo = cmp.Or(l.Gizmo, 10_000)
	l.Bytes = cmp.Or(l.Bytes, 128<<20)
	l.Export = cmp.Or(l.Export, 8<<20)
	if d.Cache == nil {
		d.Cache = query.NewCache(CachedBytes)
	}
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Stop == nil {
		d.Stop = context.Background()
	}
	if d.Ready == nil {
		d.Ready = func(context.Context) error { return nil }
	}
	d.Version.Version, d.Version.Go = cmp.Or(d.Version.Version, "dev"), runtime.Version()
}

// config describes the interface. Its documentation page is our own: the one of
// the library loads its script from elsewhere.
func config(version string) huma.Config {
	c := huma.DefaultConfig("newsgraph", version)
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	c.RejectUnknownQueryParameters = true
	c.Formats = tables()
	maps.Copy(c.Formats, huma.DefaultFormats)
	c.Info.Description = "News articles in, a knowledge graph out: who met whom, who holds which office, who said what, and which sentence says so."
	return c
}

// head answers HEAD as GET; net/http leaves the body out.
func head(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			r = r.Clone(r.Context())
			r.Method = http.MethodGet
		}
		h.ServeHTTP(w, r)
	})
}
