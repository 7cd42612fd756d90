package language

import (
	"sync/atomic"
	"time"
)

// Spent says how long the stages of a pipeline have taken so far, the times of parallel
// calls added up. Nothing but benchmarks depends on it.
type Spent struct {
	Segment     time.Duration // tokens and sentences
	Encoder     time.Duration // word pieces and their vectors
	Heads       time.Duration // all that is read from the vectors of a sentence
	Coreference time.Duration // antecedents of mentions
}

// spent counts nanoseconds.
type spent struct{ segment, encoder, heads, coreference atomic.Int64 }

// Spent returns the times since New.
func (p *Pipeline) Spent() Spent {
	s := &p.spent
	return Spent{
		Segment: time.Duration(s.segment.Load()), Encoder: time.Duration(s.encoder.Load()),
		Heads: time.Duration(s.heads.Load()), Coreference: time.Duration(s.coreference.Load()),
	}
}

// since adds the time since start to a stage and returns the time now.
func since(stage *atomic.Int64, start time.Time) time.Time {
	now := time.Now()
	stage.Add(int64(now.Sub(start)))
	return now
}
