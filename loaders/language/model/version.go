package model

import (
	"cmp"
	"encoding/json"
)

// version names the weights and labels of a model: the beginnings of their hashes.
func (m *manifest) version() string {
	short := func(name string) string {
		h := m.Files[name].SHA256
		return h[:min(8, len(h))]
	}
	return short(weightsFile) + "-" + short(labelsFile)
}

// Version returns the version of the embedded model without reading its weights.
func Version() string {
	var man manifest
	text, err := small.ReadFile(manifestFile)
	if err = cmp.Or(err, json.Unmarshal(text, &man)); err != nil {
		return "damaged" // Embedded says how
	}
	return man.version()
}
