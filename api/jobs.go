package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph"
)

// maxJobs bounds the jobs that are remembered and maxRunning those that wait or
// run: a body waits in memory.
const (
	maxJobs    = 1000
	maxRunning = 16
)

// A Stepper is an Ingester that tells how far it is. tell is called from one
// goroutine at a time.
type Stepper interface {
	IngestEach(ctx context.Context, name, contentType string, body []byte, tell func(Progress)) ([]graph.ID, error)
}

// Progress says how far a load is.
type Progress struct {
	Done  int `json:"done"`  // articles analysed
	Total int `json:"total"` // articles of the load, 0 while not known
}

// A Job is a load that nobody waits for.
type Job struct {
	ID       string     `json:"id"`
	State    string     `json:"state" enum:"waiting,running,done,failed"`
	Name     string     `json:"name,omitempty"`
	Progress Progress   `json:"progress"`
	Articles []graph.ID `json:"articles"`
	Problem  *Problem   `json:"problem,omitempty" doc:"why it failed"`
}

// over reports whether the job will not change any more.
func (j *Job) over() bool { return j.State == "done" || j.State == "failed" }

// Jobs runs loads one after the other, in the order in which they came. It is safe
// for concurrent use.
type Jobs struct {
	ctx     context.Context // of all jobs, which outlive their requests
	cancel  context.CancelFunc
	work    sync.WaitGroup
	turn    chan struct{}
	mu      sync.Mutex
	jobs    map[string]*Job
	order   []string
	changed chan struct{} // closed and made anew with every change
	last    int
}

// NewJobs returns a runner whose jobs end when ctx is done. The caller closes it.
func NewJobs(ctx context.Context) *Jobs {
	ctx, cancel := context.WithCancel(ctx)
	return &Jobs{ctx: ctx, cancel: cancel, turn: make(chan struct{}, 1), jobs: map[string]*Job{}, changed: make(chan struct{})}
}

// Close ends the jobs that run and waits for them.
func (js *Jobs) Close() error {
	js.cancel()
	js.work.Wait()
	return nil
}

// start begins a job; run is called when those before it are over.
func (js *Jobs) start(name string, run func(ctx context.Context, tell func(Progress)) ([]graph.ID, *Problem)) (Job, error) {
	js.mu.Lock()
	defer js.mu.Unlock()
	js.forget()
	running := 0
	for _, j := range js.jobs {
		if !j.over() {
			running++
		}
	}
	if running >= maxRunning || js.ctx.Err() != nil {
		return Job{}, problem(http.StatusTooManyRequests, "busy", fmt.Sprintf("%d loads wait already", running), "try again when some are done")
	}
	js.last++
	j := &Job{ID: strconv.Itoa(js.last), State: "waiting", Name: name, Articles: []graph.ID{}}
	js.jobs[j.ID] = j
	js.order = append(js.order, j.ID)
	js.work.Go(func() { js.run(j, run) })
	return *j, nil
}

func (js *Jobs) run(j *Job, run func(ctx context.Context, tell func(Progress)) ([]graph.ID, *Problem)) {
	select {
	case js.turn <- struct{}{}:
		defer func() { <-js.turn }()
	case <-js.ctx.Done():
	}
	js.set(func() { j.State = "running" })
	ids, p := run(js.ctx, func(p Progress) { js.set(func() { j.Progress = p }) })
	js.set(func() {
		if p != nil {
			j.State, j.Problem = "failed", p
			return
		}
		j.State, j.Articles = "done", append(j.Articles, ids...)
		j.Progress = Progress{Done: len(ids), Total: len(ids)}
	})
}

// set changes a job and wakes those who watch.
func (js *Jobs) set(change func()) {
	js.mu.Lock()
	defer js.mu.Unlock()
	change()
	close(js.changed)
	js.changed = make(chan struct{})
}

// forget drops the oldest jobs that are over.
func (js *Jobs) forget() {
	for len(js.order) >= maxJobs && js.jobs[js.order[0]].over() {
		delete(js.jobs, js.order[0])
		js.order = js.order[1:]
	}
}

// get returns a job and a channel that is closed when any job changes.
func (js *Jobs) get(id string) (Job, <-chan struct{}, error) {
	if js == nil {
		return Job{}, nil, fmt.Errorf("job %s: %w", id, graph.ErrNotFound)
	}
	js.mu.Lock()
	defer js.mu.Unlock()
	j, ok := js.jobs[id]
	if !ok {
		return Job{}, nil, fmt.Errorf("job %s: %w", id, graph.ErrNotFound)
	}
	return *j, js.changed, nil
}

// later starts the load of a body as a job.
func (s *server) later(in *loadParams) (*loaded, error) {
	if s.deps.Jobs == nil {
		return nil, problem(http.StatusServiceUnavailable, "no_jobs", "this server runs no jobs", "leave async out")
	}
	j, err := s.deps.Jobs.start(in.Name, func(ctx context.Context, tell func(Progress)) ([]graph.ID, *Problem) {
		ids, err := s.ingest(ctx, in, tell)
		if err == nil {
			return ids, nil
		}
		var p *Problem
		errors.As(s.fail(ctx, err), &p)
		return nil, p
	})
	if err != nil {
		return nil, err
	}
	return &loaded{Status: http.StatusAccepted, Location: "/v1/jobs/" + j.ID, Body: Loaded{Articles: []graph.ID{}, Job: j.ID}}, nil
}

// ingest loads a body; a panic in it ends the job and not the process.
func (s *server) ingest(ctx context.Context, in *loadParams, tell func(Progress)) (ids []graph.ID, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a load: %v", p)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, s.deps.Limits.Job)
	defer cancel()
	if each, ok := s.deps.Ingester.(Stepper); ok {
		return each.IngestEach(ctx, in.Name, in.ContentType, in.RawBody, tell)
	}
	return s.deps.Ingester.Ingest(ctx, in.Name, in.ContentType, in.RawBody)
}

type jobParam struct {
	ID string `path:"id" pattern:"^[0-9]{1,18}$" doc:"job of an asynchronous load"`
}

// jobStatus says how far a load is.
func jobStatus(s *server) {
	op := operation(http.MethodGet, "/v1/jobs/{id}", "job", "How far an asynchronous load is")
	huma.Register(s.api, op, func(ctx context.Context, in *jobParam) (*answer[Job], error) {
		j, _, err := s.deps.Jobs.get(in.ID)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &answer[Job]{j}, nil
	})
}

// jobEvents sends a job whenever it changes, until it is over.
func jobEvents(s *server) {
	op := operation(http.MethodGet, "/v1/jobs/{id}/events", "job-events", "Server-sent events: the job whenever it changes, until it is over")
	stream[jobParam, Job](s, op, func(_ context.Context, in *jobParam) (func(context.Context, sender), error) {
		if _, _, err := s.deps.Jobs.get(in.ID); err != nil {
			return nil, err
		}
		return func(ctx context.Context, send sender) {
			for {
				j, changed, err := s.deps.Jobs.get(in.ID)
				if err != nil || send("job", j) != nil || j.over() {
					return
				}
				select {
				case <-changed:
				case <-ctx.Done():
					return
				}
			}
		}, nil
	})
}
