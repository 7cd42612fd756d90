package source

import (
	"net/url"
	"regexp"
	"strings"

	"newsgraph/graph"
)

// maxURI is the longest address that is kept; browsers stop at about as much.
const maxURI = 2048

// tracking are query parameters that say how a reader came and not what is read;
// those that end in _ stand for all that begin so.
var tracking = []string{"utm_", "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "ncid", "smid", "ftag", "icid", "sref", "at_", "ns_", "_ga", "mkt_tok", "twclid", "yclid"}

// canonicalURI writes the address of an article in the one way by which copies
// of it are told: scheme and host in lower case, without fragment, default port,
// user and tracking parameters. It is "" for what is no absolute address, such as
// the path of a file.
func canonicalURI(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || len(s) > maxURI || u.Scheme == "" || strings.ContainsAny(s, " \t\n\"<>") {
		return ""
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch u.Scheme {
	case "http", "https":
		if u.Hostname() == "" {
			return ""
		}
	case "urn", "tag", "doi":
		return u.String()
	default:
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	if p := u.Port(); p == "80" && u.Scheme == "http" || p == "443" && u.Scheme == "https" {
		u.Host = u.Host[:strings.LastIndexByte(u.Host, ':')]
	}
	u.User, u.Fragment, u.RawFragment, u.ForceQuery = nil, "", "", false
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = withoutTracking(u.RawQuery)
	return u.String()
}

func withoutTracking(query string) string {
	var kept []string
	for param := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(param, "=")
		if param != "" && !isTracking(strings.ToLower(name)) {
			kept = append(kept, param)
		}
	}
	return strings.Join(kept, "&")
}

func isTracking(name string) bool {
	for _, t := range tracking {
		if name == t || strings.HasSuffix(t, "_") && strings.HasPrefix(name, t) {
			return true
		}
	}
	return false
}

var pathDate = regexp.MustCompile(`/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:/|-|$)`)

// uriDate returns the day that news sites write into the path of an address.
func uriDate(uri string) graph.Date {
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	m := pathDate.FindStringSubmatch(strings.ToLower(u.Path))
	if m == nil {
		return ""
	}
	g := map[string]string{"y": m[1], "m": m[2], "d": m[3]}
	if m[2][0] > '9' {
		g["n"] = m[2]
	}
	d := makeDate(g)
	if len(d) < len("2006-01-02") {
		return ""
	}
	return d
}
