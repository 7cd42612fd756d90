package api

import (
	"context"

	"newsgraph/graph/query"
)

type placesParams struct {
	Of      string `query:"of" doc:"id or name of who has a part; all events without it"`
	Samples int    `query:"samples" default:"3" minimum:"0" maximum:"10" doc:"events shown of each place, the latest"`
	ListParams
}

// A Spot is a place where events happen, with its point on the map.
type Spot struct {
	query.Site
	Latitude  *float64 `json:"latitude,omitempty" doc:"degrees north; absent when not known"`
	Longitude *float64 `json:"longitude,omitempty" doc:"degrees east"`
}

// places lists where events happen.
func places(s *server) {
	get(s, "/v1/places", "places", "Where events happen, for a map",
		func(ctx context.Context, q *query.Query, in *placesParams) (query.Page[Spot], error) {
			var out query.Page[Spot]
			of, err := optional(ctx, q, in.Of)
			if err != nil {
				return out, err
			}
			f, err := in.filter(ctx, q)
			if err != nil {
				return out, err
			}
			found, err := q.Places(ctx, of, in.Samples, f)
			if err != nil {
				return out, err
			}
			out = query.Page[Spot]{Items: []Spot{}, Total: found.Total, Next: found.Next, Undated: found.Undated}
			for _, site := range found.Items {
				out.Items = append(out.Items, s.locate(site))
			}
			return out, nil
		})
}

func (s *server) locate(site query.Site) Spot {
	spot := Spot{Site: site}
	if s.deps.Locate == nil {
		return spot
	}
	if lat, lon, ok := s.deps.Locate(site.ID); ok {
		spot.Latitude, spot.Longitude = &lat, &lon
	}
	return spot
}
