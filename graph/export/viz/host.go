package viz

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero/api"
)

// host gives the module the functions that it imports from emscripten.
func host(ctx context.Context, e *engine) error {
	b := e.runtime.NewHostModuleBuilder("a")
	for _, imp := range e.module.ImportedFunctions() {
		_, name, _ := imp.Import()
		fn, ok := imports[name]
		if !ok {
			return fmt.Errorf("no host function %q: another release of the module?", name)
		}
		results := len(imp.ResultTypes())
		b.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(func(ctx context.Context, m api.Module, stack []uint64) {
			v := fn(ctx, m, stack)
			if results > 0 {
				stack[0] = v
			}
		}), imp.ParamTypes(), imp.ResultTypes()).Export(name)
	}
	_, err := b.Instantiate(ctx)
	return err
}

type hostFunc func(ctx context.Context, m api.Module, stack []uint64) uint64

// imports are the host functions by their letters in this release.
var imports = map[string]hostFunc{
	"a": abort("assertion failed"), // __assert_fail
	"b": abort("exception thrown"), // __cxa_throw
	"h": abort("aborted"),          // _abort_js
	"c": abort("exited"),           // exit
	"d": write,                     // fd_write
	"p": message,                   // viz_errorf
	"k": grow,                      // emscripten_resize_heap
	"u": random,                    // random_get
	"t": environment,               // environ_sizes_get
	"x": clock,                     // clock_time_get
	"g": nothing,                   // emscripten_date_now: it is always 1970
	"e": nothing,                   // fd_close
	"i": nothing,                   // fd_read
	"r": nothing,                   // fd_seek
	"s": nothing,                   // environ_get
	"o": nothing,                   // _localtime_js
	"q": nothing,                   // _tzset_js
	"m": missing,                   // _mmap_js
	"n": missing,                   // _munmap_js
	"f": missing,                   // fcntl64
	"j": missing,                   // ioctl
	"l": missing,                   // openat
	"v": missing,                   // newfstatat
	"w": missing,                   // fstat64
	"y": missing,                   // faccessat
}

// abort ends the render: wazero turns the panic into an error of the call.
func abort(why string) hostFunc {
	err := errors.New("graphviz " + why)
	return func(context.Context, api.Module, []uint64) uint64 { panic(err) }
}

func nothing(context.Context, api.Module, []uint64) uint64 { return 0 }

// missing answers that there is no such file (ENOENT of WASI).
func missing(context.Context, api.Module, []uint64) uint64 {
	const noEntry = -44
	n := int32(noEntry)
	return uint64(uint32(n))
}

// write keeps what is written to standard output and error as messages.
func write(ctx context.Context, m api.Module, stack []uint64) uint64 {
	mem, vec, count, total := m.Memory(), uint32(stack[1]), uint32(stack[2]), uint32(0)
	for i := range count {
		p, _ := mem.ReadUint32Le(vec + 8*i)
		n, _ := mem.ReadUint32Le(vec + 8*i + 4)
		if b, ok := mem.Read(p, n); ok {
			note(ctx, string(b))
		}
		total += n
	}
	mem.WriteUint32Le(uint32(stack[3]), total)
	return 0
}

func message(ctx context.Context, m api.Module, stack []uint64) uint64 {
	note(ctx, cstring(m.Memory(), uint32(stack[0])))
	return 0
}

// maxMessages is enough to see what is wrong with a source.
const maxMessages = 4 << 10

func note(ctx context.Context, s string) {
	if r, ok := ctx.Value(renderKey{}).(*render); ok && r.messages.Len() < maxMessages {
		r.messages.WriteString(s[:min(len(s), maxMessages)])
	}
}

// grow enlarges the memory, by a fifth at least as emscripten does.
func grow(_ context.Context, m api.Module, stack []uint64) uint64 {
	const page = 64 << 10
	have, want := m.Memory().Size(), uint32(stack[0])
	want = max(want, have+have/5)
	if _, ok := m.Memory().Grow((want - have + page - 1) / page); !ok {
		return 0
	}
	return 1
}

// random fills with the same bytes each time, so that layouts repeat.
func random(_ context.Context, m api.Module, stack []uint64) uint64 {
	if b, ok := m.Memory().Read(uint32(stack[0]), uint32(stack[1])); ok {
		for i := range b {
			b[i] = byte(i*7 + 1)
		}
	}
	return 0
}

func environment(_ context.Context, m api.Module, stack []uint64) uint64 {
	m.Memory().WriteUint32Le(uint32(stack[0]), 0)
	m.Memory().WriteUint32Le(uint32(stack[1]), 0)
	return 0
}

// clock writes that no time has passed.
func clock(_ context.Context, m api.Module, stack []uint64) uint64 {
	m.Memory().WriteUint64Le(uint32(stack[len(stack)-1]), 0)
	return 0
}
