package main

import (
	"cmp"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// makePlaces joins countries, subdivisions, cities and the authored regions. A
// subdivision with a Wikidata id stands before the same one of GeoNames, and that
// before the one of CLDR.
func makePlaces(src *source) []*entry {
	var out []*entry
	byQID := map[string]*entry{}
	capitals := map[string]string{} // country -> normal name of its capital
	taken := map[string]bool{}      // country + normal name of a subdivision
	countries := src.rows("proto-tables/countries.tsv", 10)
	divide(countries)
	for _, f := range countries {
		e := country(f)
		if e == nil {
			continue
		}
		if old := byQID[e.ref]; old != nil {
			for k, form := range e.keys {
				old.add(form, k)
			}
			continue
		}
		byQID[e.ref] = e
		out = append(out, e)
		if e.kind == "subdivision" {
			taken[e.country+" "+graph.NormalName(e.name)] = true
		} else {
			capitals[f[0]] = graph.NormalName(f[7])
		}
	}
	out = append(out, subdivisions(src, taken)...)
	out = append(out, cities(src, capitals)...)
	yield(out)
	out = append(out, curatedPlaces(src, byQID)...)
	return append(out, knownRegions()...)
}

// yield puts a subdivision behind the city of its country from which it has its
// name, if that is a large one: "Geneva" is the city before it is the canton.
func yield(places []*entry) {
	large := map[string]int{}
	for _, e := range places {
		if e.kind != "city" || e.population < 100e3 {
			continue
		}
		for k := range e.keys { // an alias counts for four fifths
			large[e.country+" "+k] = max(large[e.country+" "+k], e.prior*4/5)
		}
	}
	for _, e := range places {
		if prior := large[e.country+" "+graph.NormalName(e.name)]; e.kind == "subdivision" && prior > 0 {
			e.prior = min(e.prior, prior-50)
		}
	}
}

func country(f []string) *entry {
	e := &entry{kind: "country", ref: f[3], name: f[4], class: "Country", country: f[0], prior: 950}
	switch f[2] {
	case "territory":
		e.kind, e.class, e.prior = "territory", "Territory", 700
		if e.country == "UN" || e.country == "EU" {
			return nil // organizations, of the igos table
		}
	case "region":
		e.kind, e.class, e.prior = "region", "Territory", 850
	case "sub":
		e.kind, e.class, e.prior = "subdivision", "Territory", 500
		e.name, _, _ = strings.Cut(e.name, " (")
		e.attr = e.country
		e.country, _, _ = strings.Cut(e.country, "-")
	}
	if e.ref == "" {
		e.ref = "iso:" + f[0]
	}
	e.add(formName, e.name)
	for _, a := range split(f[5]) {
		if !strings.ContainsAny(a, "(,") {
			e.addAlias(a)
		}
	}
	for _, d := range split(f[6]) {
		e.add(formDemonym, d)
	}
	if lat, lon, ok := strings.Cut(f[8], ","); ok {
		e.lat, e.lon = milli(lat), milli(lon)
	}
	return e
}

// divide puts the point of the compass before a demonym that the sources give both
// halves of a divided nation: "Korean" is neither, "South Korean" is one.
func divide(countries [][]string) {
	shared := map[string]int{}
	for _, f := range countries {
		for _, d := range split(f[6]) {
			shared[d]++
		}
	}
	for _, f := range countries {
		point, _, _ := strings.Cut(f[4], " ")
		if point != "North" && point != "South" && point != "East" && point != "West" {
			continue
		}
		var own []string
		for _, d := range split(f[6]) {
			if shared[d] > 1 {
				d = point + " " + d
			}
			own = append(own, d)
		}
		f[6] = strings.Join(own, "|")
	}
}

func subdivisions(src *source, taken map[string]bool) []*entry {
	var out []*entry
	add := func(country, ref, name string) {
		key := country + " " + graph.NormalName(name)
		if taken[key] || name == "" {
			return
		}
		taken[key] = true
		e := &entry{kind: "subdivision", ref: ref, name: name, class: "Territory", country: country, prior: 150}
		e.add(formName, name)
		out = append(out, e)
	}
	for _, f := range src.rows("proto-tables/admin1.tsv", 3) {
		cc, _, _ := strings.Cut(f[0], ".")
		add(cc, "geo:"+f[2], f[1])
	}
	for _, f := range src.rows("proto-tables/subdivisions_cldr.tsv", 2) {
		code := strings.ToUpper(f[0])
		add(code[:2], "iso:"+code[:2]+"-"+code[2:], f[1])
	}
	return out
}

// cityPrior falls with population; the steps are of our own choosing and only
// order candidates of one name.
func cityPrior(population int, capital bool) int {
	prior := 120
	for _, step := range [][2]int{{50e3, 200}, {100e3, 300}, {500e3, 500}, {1e6, 600}, {5e6, 750}} {
		if population >= step[0] {
			prior = step[1]
		}
	}
	if capital {
		prior = min(prior+300, 900)
	}
	return prior
}

func cities(src *source, capitals map[string]string) []*entry {
	english := englishPlaces(src)
	alternates := map[string]string{}
	for _, f := range src.rows("geonames-debian/cities15000.txt", 4) {
		alternates[f[0]] = f[3]
	}
	var out []*entry
	for _, f := range src.rows("proto-tables/cities.tsv", 9) {
		population, _ := strconv.Atoi(f[7])
		e := &entry{kind: "city", ref: "geo:" + f[0], name: cmp.Or(renamed[f[0]], f[1]), class: "City", country: f[5], population: population}
		e.lat, e.lon = milli(f[3]), milli(f[4])
		capital := f[8] == "PPLC"
		e.attr = f[6]
		if capital {
			e.attr += "*"
		}
		e.prior = cityPrior(population, capital)
		e.add(formName, e.name)
		e.add(formName, f[1])
		if capital && capitals[e.country] != "" {
			e.add(formName, capitals[e.country])
		}
		if short, _, ok := strings.Cut(e.name, ", "); ok {
			e.add(formName, short)
		}
		for a := range strings.SplitSeq(alternates[f[0]], ",") {
			if population >= 50e3 && english[graph.NormalName(a)] {
				e.add(formAlias, a)
			}
		}
		out = append(out, e)
	}
	return out
}

// renamed gives the English name of today where the dump of 2015 has another.
var renamed = map[string]string{"703448": "Kyiv", "698740": "Odesa", "2660646": "Geneva", "1526273": "Astana"}

// englishPlaces returns the place names that English is known to write: those of
// WordNet and an authored list of newer spellings. GeoNames gives alternative
// names in all languages without saying which.
func englishPlaces(src *source) map[string]bool {
	english := map[string]bool{}
	for _, f := range src.rows("proto-tables/wn_location.tsv", 3) {
		for _, w := range split(f[2]) {
			if w != strings.ToLower(w) {
				english[graph.NormalName(w)] = true
			}
		}
	}
	for w := range strings.FieldsSeq(newerSpellings) {
		english[graph.NormalName(strings.ReplaceAll(w, "_", " "))] = true
	}
	return english
}

const newerSpellings = `Kyiv Kharkiv Odesa Lviv Dnipro Mykolaiv Zaporizhzhia Zaporizhzhya Chernihiv Luhansk Kherson
Kryvyi_Rih Mumbai Kolkata Chennai Bengaluru Bangalore Yangon Beijing Nanjing Guangzhou Chongqing Tianjin Astana Nur-Sultan
Nouakchott Mecca Medina Aleppo Homs Hama Raqqa Deir_ez-Zor Latakia Tartus Idlib Mosul Basra Kirkuk Irbil Erbil
Sulaymaniyah Fallujah Ramadi Benghazi Misrata Sirte Sanaa Aden Hodeidah Taiz Marib Khan_Younis Khan_Yunis Deir_al-Balah
Beit_Lahia Jabalia Nablus Jenin Hebron Bethlehem Jericho Haifa Beersheba Ashdod Ashkelon Eilat Herat Kandahar
Mazar-i-Sharif Jalalabad Peshawar Quetta Karachi Chittagong Chattogram Khartoum Omdurman Port_Sudan El_Fasher
Nyala Geneina Mekelle Asmara Mogadishu Kismayo Goma Bukavu Lubumbashi N'Djamena Ouagadougou Saint_Petersburg
St_Petersburg Nizhny_Novgorod Rostov-on-Don Yekaterinburg Makhachkala Grozny Gaza_City Sevastopol Simferopol Donetsk Mariupol`

func curatedPlaces(src *source, byQID map[string]*entry) []*entry {
	var out []*entry
	for _, f := range src.rows("authored/curated_seed.tsv", 6) {
		kind, ref, name := f[0], f[1], f[2]
		switch {
		case kind == "metonym" && byQID[ref] != nil:
			for _, a := range split(f[3]) {
				byQID[ref].add(formMetonym, a)
			}
		case strings.HasPrefix(kind, "place/") && byQID[ref] != nil:
			for _, a := range split(f[3]) {
				byQID[ref].addAlias(a)
			}
		case strings.HasPrefix(kind, "place/"):
			e := &entry{kind: "region", ref: ref, name: name, class: "Place", prior: 600}
			if ref == "" {
				e.ref = "place:" + graph.Slug(name)
			}
			for _, a := range strings.Split(f[4], ";") {
				if lat, lon, ok := strings.Cut(a, ","); ok {
					e.lat, e.lon = milli(lat), milli(lon)
				} else if len(a) == 2 && e.country == "" {
					e.country = a
				}
			}
			e.add(formName, name)
			for _, a := range split(f[3]) {
				if !strings.HasPrefix(a, "the ") {
					e.add(formAlias, a)
				}
			}
			out = append(out, e)
		}
	}
	return out
}
