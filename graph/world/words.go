package world

type country struct{ name, demonym, city string }

var countries = []country{
	{"France", "French", "Paris"}, {"Germany", "German", "Berlin"}, {"Japan", "Japanese", "Tokyo"},
	{"Canada", "Canadian", "Ottawa"}, {"Brazil", "Brazilian", "Brasilia"}, {"Norway", "Norwegian", "Oslo"},
	{"Kenya", "Kenyan", "Nairobi"}, {"Egypt", "Egyptian", "Cairo"}, {"India", "Indian", "New Delhi"},
	{"Poland", "Polish", "Warsaw"}, {"Spain", "Spanish", "Madrid"}, {"Italy", "Italian", "Rome"},
	{"Turkey", "Turkish", "Ankara"}, {"Mexico", "Mexican", "Mexico City"}, {"Greece", "Greek", "Athens"},
	{"Finland", "Finnish", "Helsinki"}, {"Chile", "Chilean", "Santiago"}, {"Portugal", "Portuguese", "Lisbon"},
	{"Ireland", "Irish", "Dublin"}, {"Austria", "Austrian", "Vienna"}, {"Denmark", "Danish", "Copenhagen"},
	{"Sweden", "Swedish", "Stockholm"}, {"Hungary", "Hungarian", "Budapest"}, {"Romania", "Romanian", "Bucharest"},
	{"Ukraine", "Ukrainian", "Kyiv"}, {"Israel", "Israeli", "Jerusalem"}, {"Jordan", "Jordanian", "Amman"},
	{"Thailand", "Thai", "Bangkok"}, {"Vietnam", "Vietnamese", "Hanoi"}, {"Peru", "Peruvian", "Lima"},
	{"Ghana", "Ghanaian", "Accra"}, {"Morocco", "Moroccan", "Rabat"}, {"Australia", "Australian", "Canberra"},
	{"Argentina", "Argentine", "Buenos Aires"}, {"Nigeria", "Nigerian", "Abuja"}, {"Belgium", "Belgian", "Brussels"},
}

// topOffices are held by one person of a country.
var topOffices = []string{
	"president", "prime minister", "foreign minister", "defense minister", "finance minister", "interior minister",
	"health minister", "energy minister", "justice minister", "trade minister", "environment minister", "education minister",
}

// professions are shared by many.
var professions = []string{
	"senator", "lawmaker", "ambassador", "mayor", "general", "judge", "coach", "bishop", "economist", "chief executive", "professor", "spokesman",
}

var men = []string{
	"William", "Robert", "Thomas", "Michael", "David", "Richard", "Joseph", "Daniel", "Matthew", "Andrew", "Edward", "Alexander",
	"Anthony", "Benjamin", "Christopher", "Samuel", "Henrik", "Sergei", "Mohammed", "Javier", "Pierre", "Hiroshi", "Viktor", "Marco",
	"Ahmed", "Karl", "Piotr", "Andreas", "Stefan", "Luis", "Omar", "Rajesh", "Kwame", "Mateo", "Nikolai", "Gustav",
}

var women = []string{
	"Elizabeth", "Margaret", "Katherine", "Susan", "Deborah", "Patricia", "Jennifer", "Rebecca", "Victoria", "Christine", "Anna", "Maria",
	"Ingrid", "Fatima", "Yuki", "Olga", "Claudia", "Amina", "Sofia", "Helena", "Priya", "Camille", "Astrid", "Leila",
}

var nicks = map[string]string{
	"William": "Bill", "Robert": "Bob", "Thomas": "Tom", "Michael": "Mike", "Richard": "Rick", "Joseph": "Joe", "Daniel": "Dan",
	"Matthew": "Matt", "Andrew": "Andy", "Edward": "Ed", "Anthony": "Tony", "Benjamin": "Ben", "Christopher": "Chris", "Samuel": "Sam",
	"Elizabeth": "Liz", "Margaret": "Maggie", "Katherine": "Kate", "Susan": "Sue", "Deborah": "Debbie", "Patricia": "Pat", "Rebecca": "Becky",
}

// respellings are differences between transliterations of one name that the tables
// of graph/knowledge show: Netanyahu and Netanyahou, Yeltsin and Eltsine, Zelensky
// and Zelenskiy, Khrushchev and Khruschev.
var respellings = [][2]string{
	{"ov", "off"}, {"ov", "ow"}, {"ski", "sky"}, {"ski", "skiy"}, {"v", "w"}, {"k", "kh"}, {"u", "ou"}, {"i", "y"}, {"i", "ee"},
	{"ss", "s"}, {"s", "z"}, {"e", "ie"}, {"a", "aa"}, {"k", "c"}, {"t", "tt"}, {"o", "oe"},
}

// familyFirst are the countries whose people are also named with the family name first.
var familyFirst = map[string]bool{"Japan": true, "Hungary": true, "Vietnam": true}

var honorifics = []string{"Dr.", "Mr.", "Sir", "Professor"}

var (
	onsets  = []string{"B", "Br", "D", "Dr", "F", "G", "Gr", "H", "K", "Kl", "L", "M", "N", "P", "R", "S", "St", "T", "Tr", "V", "W", "Z", "Sch", "Al"}
	nuclei  = []string{"a", "e", "i", "o", "u", "ar", "el", "en", "or", "in"}
	middles = []string{"b", "d", "g", "k", "l", "m", "n", "r", "s", "t", "v", "nd", "rk", "st", "lm", "ss"}
	codas   = []string{"n", "r", "s", "v", "ski", "sen", "mann", "ez", "ov", "ard", "berg", "well", "to", "dis", "ham", "ko"}
)

var starts = []string{"We", "Our partners", "The people", "All of us", "Both sides", "The government", "Those who came"}

var vocabulary = []string{
	"will", "must", "agree", "border", "trade", "energy", "to", "the", "of", "and", "a", "new", "plan", "for", "peace", "with", "our",
	"allies", "before", "winter", "because", "prices", "rise", "we", "cannot", "wait", "until", "markets", "open", "again", "in", "this",
	"region", "where", "families", "need", "water", "food", "schools", "that", "work", "while", "talks", "continue", "about", "ports",
	"railways", "grain", "steel", "and", "fair", "rules", "as", "promised", "last", "year", "by", "every", "party", "here", "today",
}
