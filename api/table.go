package api

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"newsgraph/graph/query"
)

// Media types besides JSON that an answer may be asked for in.
const (
	mediaCSV   = "text/csv"
	mediaLines = "application/jsonl"
	mediaND    = "application/x-ndjson"
)

// tables are the formats that Accept may choose: one line or row an item.
func tables() map[string]huma.Format {
	out := map[string]huma.Format{}
	for kind, write := range map[string]func(io.Writer, []reflect.Value, reflect.Type) error{mediaCSV: writeCSV, mediaLines: writeLines, mediaND: writeLines} {
		out[kind] = huma.Format{
			Marshal: func(w io.Writer, v any) error {
				rows, of := items(reflect.ValueOf(v))
				return write(w, rows, of)
			},
			Unmarshal: func([]byte, any) error { return errors.New("not read") },
		}
	}
	return out
}

// items returns the rows of a page, or the one document as a row.
func items(v reflect.Value) ([]reflect.Value, reflect.Type) {
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct {
		if list := v.FieldByName("Items"); list.IsValid() && list.Kind() == reflect.Slice {
			v = list
		}
	}
	if v.Kind() != reflect.Slice {
		return []reflect.Value{v}, v.Type()
	}
	rows := make([]reflect.Value, v.Len())
	for i := range rows {
		rows[i] = v.Index(i)
	}
	return rows, v.Type().Elem()
}

func writeLines(w io.Writer, rows []reflect.Value, _ reflect.Type) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, r := range rows {
		if err := enc.Encode(r.Interface()); err != nil {
			return err
		}
	}
	return nil
}

func writeCSV(w io.Writer, rows []reflect.Value, of reflect.Type) error {
	out := csv.NewWriter(w)
	cols := columns(of, "", 0)
	line := make([]string, len(cols))
	for i, c := range cols {
		line[i] = c.name
	}
	if err := out.Write(line); err != nil {
		return err
	}
	for _, r := range rows {
		for i, c := range cols {
			line[i] = safeCell(c.value(r))
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// safeCell keeps a spreadsheet from taking words of an article for a formula.
func safeCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// A column is one field of a row, however deep.
type column struct {
	name  string
	value func(reflect.Value) string
}

var (
	refType      = reflect.TypeFor[query.Ref]()
	evidenceType = reflect.TypeFor[query.Evidence]()
)

// deepest bounds the columns of structs in structs.
const deepest = 2

// columns returns the columns of a type, in the order of its fields. Lists of things
// become their names and ids, lists of evidence the first of it and how many are shown.
func columns(t reflect.Type, prefix string, depth int) []column {
	if t.Kind() == reflect.Pointer {
		return deref(columns(t.Elem(), prefix, depth))
	}
	if t.Kind() != reflect.Struct {
		return []column{{strings.TrimSuffix(prefix, "."), cell}}
	}
	var out []column
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
			continue
		}
		if name == "" && f.Anonymous {
			out = append(out, within(columns(f.Type, prefix, depth), i)...)
			continue
		}
		out = append(out, within(field(f.Type, prefix+name, depth), i)...)
	}
	return out
}

// field returns the columns of one field.
func field(t reflect.Type, name string, depth int) []column {
	under := t
	if under.Kind() == reflect.Pointer {
		under = under.Elem()
	}
	switch {
	case t.Kind() == reflect.Slice && t.Elem() == refType:
		return []column{
			{name, func(v reflect.Value) string { return join(v, func(r query.Ref) string { return r.Name }) }},
			{name + ".id", func(v reflect.Value) string { return join(v, func(r query.Ref) string { return string(r.ID) }) }},
		}
	case t.Kind() == reflect.Slice && t.Elem() == evidenceType:
		return evidenceColumns(name, func(v reflect.Value) []query.Evidence { return v.Interface().([]query.Evidence) })
	case t == evidenceType:
		return evidenceColumns(name, func(v reflect.Value) []query.Evidence { return []query.Evidence{v.Interface().(query.Evidence)} })
	case under.Kind() == reflect.Struct && depth < deepest:
		return columns(t, name+".", depth+1)
	}
	return []column{{name, cell}}
}

func evidenceColumns(name string, of func(reflect.Value) []query.Evidence) []column {
	first := func(pick func(*query.Evidence) string) func(reflect.Value) string {
		return func(v reflect.Value) string {
			if all := of(v); len(all) > 0 {
				return pick(&all[0])
			}
			return ""
		}
	}
	return []column{
		{name + ".sentence", first((*query.Evidence).Sentence)},
		{name + ".article", first(func(e *query.Evidence) string { return string(e.Article) })},
		{name + ".outlet", first(func(e *query.Evidence) string { return e.Outlet })},
		{name + ".published", first(func(e *query.Evidence) string { return string(e.Published) })},
		{name + ".label", first(func(e *query.Evidence) string { return string(e.Label) })},
		{name + ".shown", func(v reflect.Value) string { return fmt.Sprint(len(of(v))) }},
	}
}

func join(v reflect.Value, pick func(query.Ref) string) string {
	var out []string
	for _, r := range v.Interface().([]query.Ref) {
		out = append(out, pick(r))
	}
	return strings.Join(out, "; ")
}

// within makes columns of a field those of its struct.
func within(cols []column, i int) []column {
	for k := range cols {
		value := cols[k].value
		cols[k].value = func(v reflect.Value) string { return value(v.Field(i)) }
	}
	return cols
}

// deref makes columns of what is pointed at those of the pointer.
func deref(cols []column) []column {
	for k := range cols {
		value := cols[k].value
		cols[k].value = func(v reflect.Value) string {
			if v.IsNil() {
				return ""
			}
			return value(v.Elem())
		}
	}
	return cols
}

// cell writes a plain value as it is and any other as JSON.
func cell(v reflect.Value) string {
	if v.Kind() == reflect.Pointer || v.Kind() == reflect.Slice || v.Kind() == reflect.Map {
		if v.IsNil() {
			return ""
		}
	}
	if v.Kind() == reflect.Pointer {
		return cell(v.Elem())
	}
	switch v.Kind() {
	case reflect.Struct, reflect.Slice, reflect.Map:
		b, err := json.Marshal(v.Interface())
		if err != nil {
			return ""
		}
		return string(b)
	}
	return fmt.Sprint(v.Interface())
}
