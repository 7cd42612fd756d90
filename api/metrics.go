package api

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts requests by operation; a path of a client is never a label, so
// that there are few.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	running  prometheus.Gauge
}

func newMetrics(s *server) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "newsgraph_requests_total", Help: "Requests answered."}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "newsgraph_request_seconds", Help: "Time to answer, streams left out.",
			Buckets: []float64{.001, .0025, .005, .01, .02, .05, .1, .25, .5, 1, 5, 15}}, []string{"route"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{Name: "newsgraph_requests_running", Help: "Requests that are being answered."}),
	}
	version := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "newsgraph_graph_version", Help: "Batches that the store has applied."}, func() float64 {
		snap, err := s.deps.Source(context.Background()) // the collector has no context
		if err != nil {
			return -1
		}
		defer snap.Close()
		return float64(snap.Version())
	})
	m.registry.MustRegister(m.requests, m.seconds, m.running, version, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// measure counts a request.
func (s *server) measure(c *gin.Context) {
	began := time.Now()
	s.metrics.running.Inc()
	defer s.metrics.running.Dec()
	c.Next()
	route := cmp.Or(c.FullPath(), "none")
	s.metrics.requests.WithLabelValues(method(c.Request.Method), route, strconv.Itoa(c.Writer.Status())).Inc()
	if !streams(c.Request.URL.Path) {
		s.metrics.seconds.WithLabelValues(route).Observe(time.Since(began).Seconds())
	}
}

// method keeps made-up methods from becoming labels.
func method(m string) string {
	switch m {
	case "GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS":
		return m
	}
	return "other"
}

func (m *metrics) handler() gin.HandlerFunc {
	return gin.WrapH(promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true}))
}
