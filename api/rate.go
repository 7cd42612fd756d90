package api

import (
	"net"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"
)

// maxClients bounds the addresses whose rate is remembered; when there are more all
// are forgotten, which lets each begin anew.
const maxClients = 10_000

// rates holds how fast each address may ask.
type rates struct {
	mu    sync.Mutex
	limit rate.Limit
	by    map[string]*rate.Limiter
}

func newRates(perSecond float64) *rates {
	return &rates{limit: rate.Limit(perSecond), by: map[string]*rate.Limiter{}}
}

// allow counts a request of an address; a burst of twice the rate is allowed.
func (r *rates) allow(addr string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	l := r.by[addr]
	if l == nil {
		if len(r.by) >= maxClients {
			clear(r.by)
		}
		l = rate.NewLimiter(r.limit, max(1, int(2*r.limit)))
		r.by[addr] = l
	}
	return l.Allow()
}

// pace answers 429 to an address that asks too fast. Of an IPv6 address the network
// counts, since a client has all of it.
func (s *server) pace(c *gin.Context) {
	if s.rates == nil || s.rates.allow(client(c.Request.RemoteAddr)) {
		c.Next()
		return
	}
	c.Header("Retry-After", "1")
	writeProblem(c.Writer, problem(http.StatusTooManyRequests, "rate", "too many requests in a second", "ask more slowly"))
	c.Abort()
}

func client(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return remote
	}
	ip := net.ParseIP(host)
	if ip == nil || ip.To4() != nil {
		return host
	}
	return ip.Mask(net.CIDRMask(64, 128)).String()
}
