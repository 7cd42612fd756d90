package source

import (
	"testing"

	"newsgraph/graph"
)

func TestDatesKeepTheirPrecision(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want graph.Date
	}{
		{"2023", "2023"},
		{"2023-11", "2023-11"},
		{"2023-11-03", "2023-11-03"},
		{"20231103", "2023-11-03"},
		{"20231103140500", "2023-11-03T14:05"},
		{"2023-11-03T14:05:09Z", "2023-11-03T14:05Z"},
		{"2023-11-03T14:05:09.123+0100", "2023-11-03T13:05Z"},
		{"2023-11-03 14:05", "2023-11-03T14:05"},
		{"2023-11-03T23:30-05:00", "2023-11-04T04:30Z"},
		{"2023/11/3", "2023-11-03"},
		{"Fri, 03 Nov 2023 14:05:00 GMT", "2023-11-03T14:05Z"},
		{"Friday, November 3rd, 2023 at 2:05 p.m. EDT", "2023-11-03T18:05Z"},
		{"Nov. 3, 2023", "2023-11-03"},
		{"Sept 3, 2023 12:05 AM", "2023-09-03T00:05"},
		{"3 november 2023", "2023-11-03"},
		{"3-Nov-2023", "2023-11-03"},
		{"November 2023", "2023-11"},
		{"Published: 3 Nov 2023", "2023-11-03"},
		{"23/11/2023", "2023-11-23"},
		{"11/23/2023", "2023-11-23"},
		{"03.03.2023", "2023-03-03"},
		{"03/11/2023", "2023"}, // March or November: nobody can say
		{"1699020300", "2023-11-03T14:05Z"},
		{"1699020300000", "2023-11-03T14:05Z"},
		{"2023-02-30", ""},
		{"2023-13-01", ""},
		{"0001-01-01T00:00:00Z", ""},
		{"today", ""},
		{"", ""},
		{"42", ""},
		{"page 3 of a very long story about the summer of November 3, 2023", ""},
	} {
		if got := parseDate(tt.in); got != tt.want {
			t.Errorf("parseDate(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAddressesBecomeCanonical(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"HTTPS://News.Example:443/A/b?utm_source=x&id=7&fbclid=z#top", "https://news.example/A/b?id=7"},
		{"http://news.example:80", "http://news.example/"},
		{"http://news.example:8080/a?", "http://news.example:8080/a"},
		{"https://user:pw@news.example/a", "https://news.example/a"},
		{" https://news.example/a ", "https://news.example/a"},
		{"https://news.example/a%20b?q=c+d", "https://news.example/a%20b?q=c+d"},
		{"urn:newsml:wire.example:20240305:77", "urn:newsml:wire.example:20240305:77"},
		{"/home/user/a.txt", ""},
		{"file:///home/user/a.txt", ""},
		{"C:\\news\\a.txt", ""},
		{"news.example/a", ""},
		{"javascript:alert(1)", ""},
		{"https://", ""},
		{"https://a b/", ""},
		{"N/A", ""},
	} {
		if got := canonicalURI(tt.in); got != tt.want {
			t.Errorf("canonicalURI(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAddressesTellTheDay(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want graph.Date
	}{
		{"https://news.example/2023/11/03/a", "2023-11-03"},
		{"https://news.example/world/2023-11-03/a", "2023-11-03"},
		{"https://news.example/world/2023/nov/03/a", "2023-11-03"},
		{"https://news.example/world/a-2023/11", ""},
		{"https://news.example/2023/13/03/a", ""},
		{"", ""},
	} {
		if got := uriDate(tt.in); got != tt.want {
			t.Errorf("uriDate(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLanguagesAreTold(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The minister said on Monday that the talks with his counterpart would go on, and that he had not been asked to leave.", "English"},
		{"Der Minister sagte am Montag, dass die Gespräche mit seinem Kollegen nicht beendet sind und dass er auf eine Antwort wartet.", "German"},
		{"Le ministre a dit lundi que les discussions avec son homologue ne sont pas terminées et que la France est prête pour une réponse dans les jours qui viennent.", "French"},
		{"El ministro dijo el lunes que las conversaciones con su homólogo no han terminado y que es una cuestión de días para los dos países.", "Spanish"},
		{"Il ministro ha detto lunedì che i colloqui con il suo collega non sono finiti e che la risposta è attesa nella settimana.", "Italian"},
		{"De minister zei maandag dat de gesprekken met zijn collega niet zijn afgelopen en dat hij op een antwoord wacht van het land.", "Dutch"},
		{"中国外交部长星期一在北京会见了英国外交大臣。", "Chinese"},
		{"日本の首相は月曜日に東京で会談した。", "Japanese"},
		{"Jane Roe met John Poe.", ""},
		{"", ""},
	} {
		if got := language(tt.text); got != tt.want {
			t.Errorf("language(%.40q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
