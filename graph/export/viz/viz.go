// Package viz lays Graphviz source out and renders it, with no Graphviz installed:
// Graphviz 16.1 compiled to WebAssembly runs inside the process, hosted by wazero.
//
// Each render has an instance of its own: renders run side by side, one can be
// cancelled, none leaks into the next, and the same source gives the same bytes.
// The module sees no file, no clock and no environment.
//
// Start at Render. README.md says where viz.wasm.zst is from.
package viz

import (
	"bytes"
	"context"
	_ "embed" // the module
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"newsgraph/graph"
)

//go:embed viz.wasm.zst
var packed []byte

// maxPages bounds the memory of one render: 8192 pages of 64 KiB are 512 MiB,
// three times what 2000 nodes with labels take.
const maxPages = 8192

// An engine is the compiled module, shared by all renders.
type engine struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

// load compiles the module on first use: .7 s, or 20 ms when another process left
// the result in the user's cache folder.
var load = sync.OnceValues(func() (*engine, error) {
	wasm, err := unpack()
	if err != nil {
		return nil, fmt.Errorf("unpack graphviz: %w", err)
	}
	ctx := context.Background() // the engine outlives the request that needs it first
	cfg := wazero.NewRuntimeConfig().WithMemoryLimitPages(maxPages).WithCloseOnContextDone(true)
	if dir, err := os.UserCacheDir(); err == nil {
		// Without a cache folder it only takes longer.
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "newsgraph", "wazero")); err == nil {
			cfg = cfg.WithCompilationCache(cache)
		}
	}
	e := &engine{runtime: wazero.NewRuntimeWithConfig(ctx, cfg)}
	if e.module, err = e.runtime.CompileModule(ctx, wasm); err != nil {
		return nil, fmt.Errorf("compile graphviz: %w", err)
	}
	if err := host(ctx, e); err != nil {
		return nil, fmt.Errorf("host graphviz: %w", err)
	}
	return e, nil
})

func unpack() ([]byte, error) {
	r, err := zstd.NewReader(bytes.NewReader(nil))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.DecodeAll(packed, nil)
}

// Render lays source out with one of Graphviz's engines ("dot", "neato", "sfdp", …)
// and returns it in one of its formats ("svg", "json", "plain", …). It returns
// graph.ErrInvalid for source that is no Graphviz, ctx's error when ctx is done
// first. It is safe for concurrent use.
func Render(ctx context.Context, source, engine, format string) (out []byte, err error) {
	if strings.Contains(source, "\x00") {
		return nil, fmt.Errorf("%w: source with a NUL", graph.ErrInvalid)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e, err := load()
	if err != nil {
		return nil, err
	}
	r := &render{}
	ctx = context.WithValue(ctx, renderKey{}, r)
	m, err := e.runtime.InstantiateModule(ctx, e.module, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, fmt.Errorf("start graphviz: %w", err)
	}
	r.module = m
	defer func() {
		// After a done ctx the module is closed already.
		if cerr := m.Close(context.WithoutCancel(ctx)); cerr != nil && err == nil {
			out, err = nil, fmt.Errorf("stop graphviz: %w", cerr)
		}
	}()
	out, err = r.run(ctx, source, engine, format)
	if err != nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	return out, err
}

// Functions that the module exports, by the letters that emscripten gave them in
// this release (see README.md).
const (
	fnInit       = "A"
	fnSetYInvert = "B"
	fnSetReduce  = "C"
	fnMalloc     = "F"
	fnRead       = "I"
	fnContext    = "V"
	fnLayout     = "X"
	fnReset      = "Z"
	fnRender     = "_"
)

// A render is one instance at work.
type render struct {
	module   api.Module
	messages strings.Builder
}

type renderKey struct{}

func (r *render) run(ctx context.Context, source, engine, format string) ([]byte, error) {
	c := &caller{r: r, ctx: ctx}
	c.call(fnInit)
	c.call(fnSetYInvert, 0)
	c.call(fnSetReduce, 0)
	g := c.call(fnRead, c.text(source))
	if c.err == nil && g == 0 {
		return nil, fmt.Errorf("%w: graphviz source: %s", graph.ErrInvalid, r.said())
	}
	gvc := c.call(fnContext)
	c.call(fnReset)
	if failed := c.call(fnLayout, gvc, g, c.text(engine)); c.err == nil && failed != 0 {
		return nil, fmt.Errorf("%w: layout with %s: %s", graph.ErrInvalid, engine, r.said())
	}
	p := c.call(fnRender, gvc, g, c.text(format))
	if c.err == nil && p == 0 {
		return nil, fmt.Errorf("%w: render as %s: %s", graph.ErrInvalid, format, r.said())
	}
	if c.err != nil {
		return nil, fmt.Errorf("graphviz: %w", errors.Join(c.err, errors.New(r.said())))
	}
	return []byte(cstring(r.module.Memory(), p)), nil
}

func (r *render) said() string { return strings.TrimSpace(r.messages.String()) }

// A caller calls into the module and keeps the first error.
type caller struct {
	r   *render
	ctx context.Context // lives as long as one call of run
	err error
}

func (c *caller) call(fn string, args ...uint32) uint32 {
	if c.err != nil {
		return 0
	}
	wide := make([]uint64, len(args))
	for i, a := range args {
		wide[i] = uint64(a)
	}
	out, err := c.r.module.ExportedFunction(fn).Call(c.ctx, wide...)
	if c.err = err; err != nil || len(out) == 0 {
		return 0
	}
	return uint32(out[0])
}

// text copies a string into the module's memory, which goes with the instance.
func (c *caller) text(s string) uint32 {
	p := c.call(fnMalloc, uint32(len(s)+1))
	if c.err == nil && (p == 0 || !c.r.module.Memory().Write(p, append([]byte(s), 0))) {
		c.err = fmt.Errorf("%w: %d bytes of source do not fit", graph.ErrTooLarge, len(s))
	}
	return p
}

// cstring reads a string that ends in a zero byte.
func cstring(mem api.Memory, p uint32) string {
	b, ok := mem.Read(p, mem.Size()-p)
	if !ok {
		return ""
	}
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}
