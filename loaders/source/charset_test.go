package source_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"newsgraph/loaders/source"
)

const (
	westernText  = "“We met in São Paulo,” said José Müller – the mayor of Besançon – on Monday. It cost €40."
	polishText   = "Minister Stanisław Wójcik met Zdzisław Gągała in Łódź on Monday, the ministry said."
	japaneseText = "日本の首相は月曜日に東京でイギリスの外務大臣と会談した。両国は経済協力について話し合ったと発表された。"
	chineseText  = "中国外交部长星期一在北京会见了英国外交大臣。双方就经济合作和地区安全问题交换了意见。"
	russianText  = "Министр иностранных дел встретился в понедельник в Москве со своим британским коллегой."
)

func TestCharsetsAreDecodedOnce(t *testing.T) {
	bom := "\ufeff"
	for _, tt := range []struct {
		name, text string
		enc        encoding.Encoding
		label      string
	}{
		{"utf-8", westernText, encoding.Nop, ""},
		{"utf-8 declared as latin-1", westernText, encoding.Nop, "iso-8859-1"},
		{"utf-8 with mark", bom + westernText, encoding.Nop, ""},
		{"utf-16 little endian", westernText, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), ""},
		{"utf-16 big endian", westernText, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), ""},
		{"utf-16 without mark", westernText, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), ""},
		{"windows-1252", westernText, charmap.Windows1252, ""},
		{"iso-8859-1", "The mayor of Besançon met José Müller in Málaga on Monday.", charmap.ISO8859_1, ""},
		{"iso-8859-2 declared", polishText, charmap.ISO8859_2, "iso-8859-2"},
		{"windows-1250 declared", polishText, charmap.Windows1250, "windows-1250"},
		{"windows-1251 declared", russianText, charmap.Windows1251, "windows-1251"},
		{"koi8-r declared", russianText, charmap.KOI8R, "koi8-r"},
		{"shift-jis", japaneseText, japanese.ShiftJIS, ""},
		{"shift-jis declared", japaneseText, japanese.ShiftJIS, "shift_jis"},
		{"iso-2022-jp declared", japaneseText, japanese.ISO2022JP, "iso-2022-jp"},
		{"gbk", chineseText, simplifiedchinese.GBK, ""},
		{"gbk declared", chineseText, simplifiedchinese.GBK, "gb2312"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body, err := tt.enc.NewEncoder().Bytes([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			contentType := "text/plain"
			if tt.label != "" {
				contentType += "; charset=" + tt.label
			}
			arts, err := source.Parse(t.Context(), "text", contentType, body, source.Options{AnyLanguage: true})
			if err != nil || len(arts) != 1 {
				t.Fatalf("%d articles, error %v", len(arts), err)
			}
			if want := strings.TrimPrefix(tt.text, bom); arts[0].Text != want {
				t.Errorf("text %q, want %q", arts[0].Text, want)
			}
		})
	}
}

func TestAPageDeclaresItsCharset(t *testing.T) {
	page := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"></head><body><p>` +
		strings.Repeat(polishText+" ", 6) + `</p></body></html>`
	body, err := charmap.ISO8859_2.NewEncoder().Bytes([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	arts, err := source.Parse(t.Context(), "page", "text/html", body, source.Options{})
	if err != nil || len(arts) != 1 || !strings.Contains(arts[0].Text, "Zdzisław Gągała in Łódź") {
		t.Errorf("%v, error %v", arts, err)
	}
}

func TestMojibakeIsLeftAsItCame(t *testing.T) {
	text := "The mayor said it was â€œtoo lateâ€\u009d to change the plan of the cafÃ©."
	if art := parseText(t, text); art.Text != text {
		t.Errorf("text %q", art.Text)
	}
}
