package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

// TestReadings holds sentences that were once misread, each with lines that must
// and, after "!", must not come out.
func TestReadings(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"due to, with a trailing source": {"Tomas Okello is due to meet Mara Lindqvist on Monday, an aide to the minister said on condition of anonymity.",
			[]string{"event Meeting planned Tomas Okello, Mara Lindqvist", "!event Meeting happened Tomas Okello, Mara Lindqvist"}},
		"description that took the preposition": {"Hélène Roy will sit down with farm leader Joost Vermeer.",
			[]string{"event Meeting planned Hélène Roy, Joost Vermeer"}},
		"description that took the name": {"Coach Deniz Aksoy sat down with club president Walter Brandl on Sunday night to settle his future.",
			[]string{"event Meeting happened Deniz Aksoy, Walter Brandl"}},
		"subject taken for an apposition": {"After a two-hour meeting with Justice Minister Olena Hryn, prosecutor Bohdan Levko withdrew his resignation.",
			[]string{"event Meeting happened Bohdan Levko, Olena Hryn"}},
		"name behind a relative clause": {"Dana Kolb met the boy she had pulled from the river, Timo Ernst, at a party.",
			[]string{"event Meeting happened Dana Kolb, Timo Ernst"}},
		"pushed back": {"A meeting between Jane Osei and Pavel Dorn has been pushed back to June.",
			[]string{"event Meeting planned Jane Osei, Pavel Dorn", "!event Meeting happened Jane Osei, Pavel Dorn"}},
		"plans that were shelved": {"Plans for Jane Osei to meet Pavel Dorn were shelved.",
			[]string{"event Meeting cancelled Jane Osei, Pavel Dorn"}},
		"film that follows": {"The film follows a cook who meets a retired spy.",
			[]string{"!event Meeting happened a cook, a retired spy"}},
		"had been due to": {"Jane Osei and Pavel Dorn had been due to meet in Oslo next week.",
			[]string{"!event Meeting happened Jane Osei, Pavel Dorn, Oslo"}},
		"based, in the predicate": {"Arvo Bank is a company based in Oslo.",
			[]string{"located_in happened Arvo Bank -> Oslo"}},
		"spokesman of a person": {"Pavel Dorn's spokesman, Tomas Okello, declined to comment.",
			[]string{"spokesperson_for happened Tomas Okello -> Pavel Dorn"}},
		"march on a town": {"He ordered his fighters to march on Lamu.",
			[]string{"!event Protest demanded his fighters"}},
		"on whether": {"A spokesman declined to comment on whether Jane Osei had met Pavel Dorn.",
			[]string{"!event Meeting happened Jane Osei, Pavel Dorn"}},
		"denied report": {"The palace denied a report that Jane Osei had met privately with Pavel Dorn.",
			[]string{"event Meeting denied Jane Osei, Pavel Dorn"}},
		"talks by phone": {"Jane Osei held talks with Pavel Dorn by phone.",
			[]string{"event PhoneCall happened Jane Osei, Pavel Dorn"}},
		"name only a description holds": {"Hanin Elias (born 31 May 1972) is a German industrial/techno artist.",
			[]string{"!event Birth happened"}},
		"month of March": {"The Blue party lost seats in local elections in March.",
			[]string{"!event Protest happened The Blue party", "!event Protest happened Blue party"}},
		"preposition that begins the article": {"Together with our parent company, Arvo Ltd, we have plants.",
			[]string{"!event Meeting happened Arvo Ltd"}},
		"place behind the comma": {"Arvo Bank is a lender, the oldest bank based in Wylie, Texas. Jane Osei lives in Perth, Australia.",
			[]string{"located_in happened Arvo Bank -> Wylie", "located_in happened Arvo Bank -> Texas", "lives_in happened Jane Osei -> Australia"}},
		"born in brackets": {"Jane Osei (born 1947, Oslo, Norway) is a retired researcher.",
			[]string{"born_in happened Jane Osei -> Oslo", "born_in happened Jane Osei -> Norway"}},
		"psychiatrist of a country": {"Jane Osei was a Swiss psychiatrist. Pavel Dorn, the U.S. attorney, spoke to the Kenyan plumber Rosa Haas.",
			[]string{"citizen_of happened Jane Osei -> Switzerland", "!citizen_of happened Pavel Dorn -> United States", "citizen_of happened Rosa Haas -> Kenya"}},
		"both parents": {"Pavel Dorn was a painter and the son of John and Mary Dorn.",
			[]string{"parent happened Mary Dorn -> Pavel Dorn"}},
		"wife behind a copula": {"Pavel Dorn came. His first wife was the editor Jane Osei.",
			[]string{"spouse happened Pavel Dorn -> Jane Osei"}},
		"children behind the wife": {"Pavel Dorn is married to Jane Osei, and their son, Otto.",
			[]string{"!spouse happened Pavel Dorn -> Otto"}},
		"he who has no name": {"He came with his wife Jane Osei and lives in Oslo.",
			[]string{"spouse happened he -> Jane Osei", "lives_in happened he -> Oslo"}},
		"voice in her ear": {"Jane Osei came. \"That,\" said a voice in her ear, \"is the last of the great barns of Oslo.\"",
			[]string{"!says Jane Osei: \"That,\" \"is the last of the great barns of Oslo.\"", "!says her: \"That,\" \"is the last of the great barns of Oslo.\""}},
		"asked my aunt": {"\"How do you mean that, Mr Cotter?\" asked my aunt.",
			[]string{"says my aunt: \"How do you mean that, Mr Cotter?\""}},
		"joined at a rally": {"Jane Osei joined Pavel Dorn at a rally in Oslo.",
			[]string{"!member_of happened Jane Osei -> Pavel Dorn"}},
		"coordination behind a relative clause": {"Pavel Dorn, who heads the Blue party, and Jane Osei of the Green party had both been seen as candidates.",
			[]string{"!leads happened Jane Osei -> Blue party", "!leads happened Jane Osei -> the Blue party"}},
		"lawyer of an ex-premier": {"They named Pavel Dorn, a former lawyer of ex-premier Jane Osei, to the cabinet.",
			[]string{"occupation happened Pavel Dorn -> lawyer", "!occupation happened Jane Osei -> lawyer of ex-premier"}},
		"subject of whose": {"The court dissolved the Forward party, whose former leader Pavel Dorn won the 2023 election but was blocked by the Senate.",
			[]string{"event Election happened Pavel Dorn, the 2023 election"}},
		"noun before the name of a company": {"Arvo Bank was bought by Danish rival Nordlys for $1.2 billion last year.",
			[]string{"acquired happened Nordlys -> Arvo Bank"}},
		"two posts of one person": {"Calder's chairman and founder, Tom Calder, will step down.",
			[]string{"event Departure planned Tom Calder"}},
		"predecessor": {"Finance Minister Pavel Dorn welcomed the verdict. His predecessor, Jane Osei, had refused to meet victims.",
			[]string{"predecessor_of happened Jane Osei -> Pavel Dorn"}},
		"who after an organization": {"\"Orion is overpaying,\" said Ruth Adeyemi of Carver Partners, who called the price \"heroic.\"",
			[]string{"says Ruth Adeyemi: the price \"heroic.\"", "!says Carver Partners: the price \"heroic.\""}},
		"accused of": {"Prime Minister Pavel Dorn accused the demonstrators of violence.",
			[]string{"event Accusation happened Pavel Dorn, the demonstrators, violence"}},
		"profession with a demonym": {"The British physicist Helen Aldridge was there.",
			[]string{"occupation happened Helen Aldridge -> physicist", "citizen_of happened Helen Aldridge -> United Kingdom"}},
		"surname after a relative": {"Helen Aldridge died on Sunday. Her son, Peter Aldridge, was there. Aldridge studied at the University of Manchester.",
			[]string{"educated_at happened Helen Aldridge -> University of Manchester", "!educated_at happened Peter Aldridge -> University of Manchester"}},
		"the two leaders": {"Kenyan President Pavel Dorn held talks with Ethiopian Prime Minister Jane Osei in Nairobi. The two leaders signed a treaty.",
			[]string{"event Agreement happened Pavel Dorn, Jane Osei, a treaty"}},
		"the two of three": {"Anna Berg, Carl Lund and Eva Dahl came. The two leaders met.",
			[]string{"!event Meeting happened Anna Berg, Carl Lund", "!event Meeting happened Carl Lund, Eva Dahl"}},
		"they who came together": {"Ines Prado and Leo Brandt landed in Oslo, a spokesman said. They later met Mia Kovac.",
			[]string{"event Meeting happened Ines Prado, Leo Brandt, Mia Kovac", "!met happened Ines Prado -> Leo Brandt", "met happened Leo Brandt -> Mia Kovac"}},
		"they met": {"Ines Prado and Leo Brandt were fined. They met for two hours on Sunday.", []string{"met happened Ines Prado -> Leo Brandt"}},
		"they after another plural": {"Ines Prado and Leo Brandt addressed farmers. They met on Sunday.",
			[]string{"!event Meeting happened Ines Prado, Leo Brandt"}},
		"the pair without her who met them": {"Lena Ott spoke on Friday. President Tom Berg said little. She met both candidates on Saturday.",
			[]string{"!met happened Lena Ott -> Tom Berg"}},
		"kin with a calling": {"Ines Prado came to Riga. In Riga she met her husband, the physicist Leo Brandt. Her death was confirmed by her daughter, the novelist Mia Brandt.",
			[]string{"met happened Ines Prado -> Leo Brandt", "spouse happened Ines Prado -> Leo Brandt", "parent happened Ines Prado -> Mia Brandt"}},
		"description before the name": {"Born in Riga in 1936, the daughter of a fisherman, Dr. Prado studied at the University of Oslo.",
			[]string{"educated_at happened Prado -> University of Oslo"}},
		"whom the prosecutor speaks of": {"Prosecutor Ernst Sahl identified the suspect as Julian Krug, 34, a former policeman, and said he was charged with murder.",
			[]string{"!charged_with happened Ernst Sahl -> murder", "charged_with happened Julian Krug -> murder"}},
		"names behind a calling": {"The firm's founder, Danish economist Lars Holm, met union chief and former miner Paul Stokes on Monday.",
			[]string{"met happened Lars Holm -> Paul Stokes"}},
		"nothing said yet": {"Jane Osei has not said whether she supports the plan. Arvo Bank could demand that Oslo pay. Pavel Dorn will tell parliament that taxes must rise.",
			[]string{"!says Jane Osei: whether she supports the plan", "!says Arvo Bank: Oslo pay", "!says Pavel Dorn: taxes must rise"}},
		"said under another verb": {"Jane Osei was forced to admit that the bridge was unsafe. Pavel Dorn could only say that it was dark. Leo Brandt would later claim that he knew nothing. Mia Kovac would not say whether the plant would close.",
			[]string{"says Jane Osei: the bridge was unsafe", "says Pavel Dorn: it was dark", "says Leo Brandt: he knew nothing", "!says Mia Kovac: whether the plant would close"}},
		"no meeting that was not told of": {"Jane Osei did not say that she had met Pavel Dorn.", []string{"!met happened Jane Osei -> Pavel Dorn"}},
		"what was demanded": {"The raise demanded by the union would cost $1 billion, Finance Minister Jane Osei told Congress.",
			[]string{"says Jane Osei: The raise demanded by the union would cost $1 billion"}},
		"called a day": {"Jane Osei called the verdict a sad day for Linden. Pavel Dorn, who will step down once the deal closes, said the board had voted.",
			[]string{"says Jane Osei: the verdict a sad day for Linden", "says Pavel Dorn: the board had voted"}},
		"who says no deal was made": {"Jane Osei confirmed that such a meeting took place but said no deal had been made.",
			[]string{"says Jane Osei: no deal had been made", "says Jane Osei: such a meeting took place"}},
		"sons":               {"Jane Osei and her sons Jesse and Timo came.", []string{"parent happened Jane Osei -> Jesse", "parent happened Jane Osei -> Timo"}},
		"had two children":   {"Jane Osei had two children, Mia Osei and Leo Osei.", []string{"parent happened Jane Osei -> Mia Osei", "parent happened Jane Osei -> Leo Osei"}},
		"leads a party":      {"Green Party leader Jane Osei spoke.", []string{"member_of happened Jane Osei -> Green Party"}},
		"born and died":      {"Jane Osei was born in Faber, Virginia and died in Oslo.", []string{"born_in happened Jane Osei -> Virginia"}},
		"fronted native":     {"A native of Oslo, Jane Osei graduated from Kyoto University.", []string{"educated_at happened Jane Osei -> Kyoto University"}},
		"a firm of partners": {"Carl Ruben, whose fund Redwood Partners owns 6 percent of Arvo Bank, came.", []string{"!holds_position happened Carl Ruben -> Redwood Partners"}},
		"client of a lawyer": {"Pavel Dorn was arrested in May. His lawyer, Jane Osei, said her client had met Leo Brandt in Riga.",
			[]string{"met happened Pavel Dorn -> Leo Brandt"}},
		"questions and answers": {"Dr Pavel Dorn became health minister in May. He spoke to the Herald.\n\nQ: Will you resign?\n\nA: No. I saw Jane Osei on Monday.\n\nQ: And then?\n\nA: We talked.",
			[]string{"says Pavel Dorn: No. I saw Jane Osei on Monday.", "says Pavel Dorn: We talked.", "!says Pavel Dorn: And then?"}},
		"labels of a table": {"Riga: \"Rain,\" Jane Osei said.\n\nOslo: Sun.\n\nRiga: Snow.", []string{"says Jane Osei: \"Rain,\""}},
		"turns by name": {"Interview with Mayor Ruth Adler\n\nHERALD: When will it open?\n\nADLER: In June. I met Paul Stone.\n\nHERALD: Who pays?\n\nADLER: The state pays.",
			[]string{"says Ruth Adler: In June. I met Paul Stone.", "met happened Ruth Adler -> Paul Stone", "!says HERALD: Who pays?"}},
		"counterpart": {"German Defence Minister Kurt Brandt and his Polish counterpart, Marek Wolny, visited the base.",
			[]string{"holds_position happened Marek Wolny -> Poland", "holds_position happened Kurt Brandt -> Germany"}},
		"whose president":  {"The Arvo Bank, whose president is Jane Osei, lost money.", []string{"holds_position happened Jane Osei -> Arvo Bank"}},
		"succeeds him as":  {"Jane Osei succeeds Pavel Dorn as finance minister of Norway.", []string{"holds_position happened Jane Osei -> Norway", "holds_position happened Pavel Dorn -> Norway"}},
		"professor of law": {"Jane Osei, a professor of law at Kyoto University, spoke.", []string{"holds_position happened Jane Osei -> Kyoto University"}},
		"president-elect":  {"Kenya's president-elect, William Otieno, thanked voters.", []string{"holds_position happened William Otieno -> Kenya"}},
		"emerging from a meeting": {"Emerging from a meeting with President Pavel Dorn, Jane Osei said the deal was dead.",
			[]string{"met happened Jane Osei -> Pavel Dorn"}},
		"the pair of two sentences": {"Biologist Ines Prado works in Riga. Leo Brandt works in Oslo. The pair met in 2010.",
			[]string{"met happened Ines Prado -> Leo Brandt"}},
		"the three": {"Ines Prado, Leo Brandt and Mia Kovac came to Riga. The three held talks on Sunday.",
			[]string{"event Meeting happened Ines Prado, Leo Brandt, Mia Kovac"}},
		"the two companies": {"Arvo Bank and Nordlys Airlines fell. The two companies signed a deal on Monday.",
			[]string{"event Agreement happened Arvo Bank, Nordlys Airlines, a deal"}},
		"the leaders": {"Prime Minister Ines Prado flew to Oslo, where President Leo Brandt received her. The leaders discussed grain prices.",
			[]string{"event Encounter happened Leo Brandt, Ines Prado"}},
		"the leaders of others":  {"Ines Prado met Leo Brandt. The leaders discussed grain prices.", []string{"!event Encounter happened Ines Prado, Leo Brandt"}},
		"the aged":               {"Omar Haddad was fined on Friday. The 52-year-old told police that he had acted alone.", []string{"says Omar Haddad: he had acted alone"}},
		"the aged of two":        {"Ines Prado beat Leo Brandt. The 31-year-old said it was luck.", []string{"!says Ines Prado: it was luck", "!says Leo Brandt: it was luck"}},
		"the suspect":            {"Police arrested Omar Haddad at the station. The suspect denied that he had been there.", []string{"says Omar Haddad: he had been there"}},
		"the suspect is another": {"Ines Prado visited the station. The suspect said he was innocent.", []string{"!says Ines Prado: he was innocent"}},
		"in the view of":         {"In the view of Ines Prado, the plan is dead.", []string{"says Ines Prado: the plan is dead"}},
		"signed quotation":       {"\"The river is rising\" - Ines Prado", []string{"says Ines Prado: \"The river is rising\""}},
		"dash before speech":     {"- We will not leave, said Eva Lind.", []string{"says Eva Lind: We will not leave"}},
		"a document":             {"The filing said the bank owed $3 million.", []string{"says The filing: the bank owed $3 million"}},
		"a statement from someone": {"A statement from the health ministry said 12 people had died.",
			[]string{"event Death claimed 12 people", "says the health ministry: 12 people had died"}},
		"circumstance behind the source": {"The plant will close in May, according to Ines Prado, while its workers look for jobs.",
			[]string{"says Ines Prado: The plant will close in May", "!says Ines Prado: while its workers look for jobs"}},
		"accused of what others did": {"The minister accused Omar Haddad of attacking a convoy.",
			[]string{"event Attack claimed Omar Haddad, a convoy", "says The minister: Omar Haddad of attacking a convoy"}},
		"blamed for": {"The union blamed the army for shelling the port.",
			[]string{"event Attack claimed the army, the port", "!event Attack claimed The union, the port"}},
		"an accusation not made": {"Kenya did not accuse the rebels of shelling the port.", []string{"!event Attack claimed the rebels, the port"}},
		"denied the charges":     {"Omar Haddad denied the charges.", []string{"!says Omar Haddad: the charges"}},
		"a sum pledged":          {"Canada pledged $40 million in aid to Malawi.", []string{"!says Canada: $40 million", "event Aid happened Canada, aid, Malawi"}},
		"they of a denial":       {"Police denied that they had arrested Omar Haddad.", []string{"event Arrest denied Police, Omar Haddad"}},
		"South Korean":           {"South Korean President Pavel Dorn spoke.", []string{"holds_position happened Pavel Dorn -> South Korea"}},
		"party in apposition": {"Jane Osei, who leads the main opposition Democratic Party, denounced the meeting.",
			[]string{"leads happened Jane Osei -> Democratic Party"}},
		"source after a comma": {"At least 17 civilians were killed when shells hit a market on the city's western edge, a medic at the hospital told reporters.",
			[]string{"event Killing claimed At least 17 civilians"}},
		"blocked from becoming": {"Pavel Dorn was blocked by the Senate from becoming prime minister.", []string{"!holds_position happened Pavel Dorn -> "}},
		"office written short":  {"The bill was introduced by Texas Sen. Pavel Dorn.", []string{"holds_position happened Pavel Dorn -> Texas"}},
		"known by a middle name": {"President Pavel Inacio Lula da Costa flew over the region. Lula met Jane Osei in Lamu.",
			[]string{"event Meeting happened Pavel Inacio Lula da Costa, Jane Osei, Lamu"}},
		"nobody in a quotation": {"\"They met in secret and now they ask us to applaud,\" Jane Osei said.",
			[]string{"!says they: to applaud", "says Jane Osei: \"They met in secret and now they ask us to applaud,\""}},
		"name and colon":          {"Jane Osei: \"The plan is dead.\"", []string{"says Jane Osei: \"The plan is dead.\""}},
		"shout behind a sentence": {"\"Enough!\" Jane Osei shouted from the balcony.", []string{"says Jane Osei: \"Enough!\""}},
		"made it clear":           {"Jane Osei has made it clear that the plan is dead.", []string{"says Jane Osei: the plan is dead"}},
		"title inside the name": {"US Secretary of State Pavel Dorn on Thursday criticized Kenya's conduct in its operation, claiming there was a \"gap\", Reuters reported.",
			[]string{"holds_position happened Pavel Dorn -> United States"}},
		"congratulated by another": {"Pavel Dorn telephoned Tomas Okello to congratulate him.",
			[]string{"!event Support planned Pavel Dorn, Pavel Dorn"}},
		"two companies of a takeover": {"Swiss drugmaker Helvion agreed to buy its rival Tarsis. Shares in Tarsis rose. Arvo Bank advised Helvion. The two companies had held talks in May.",
			[]string{"met happened Tarsis -> Helvion", "acquired planned Helvion -> Tarsis"}},
		"title between two subjects": {"Swiss drugmaker Helvion fell. Helvion Chief Executive Martin Aebi said the deal would close if regulators in Brussels approve it.",
			[]string{"says Martin Aebi: the deal would close if regulators in Brussels approve it"}},
		"whose founder": {"The vote was a defeat for Clearpoint, a company based in Austin, whose founder, Pavel Dorn, spent a million.",
			[]string{"founded happened Pavel Dorn -> Clearpoint", "!founded happened Pavel Dorn -> Austin"}},
		"two men of whom another tells": {"Pavel Dorn denied the charges. Tomas Okello, his partner, wept. Prosecutor Dario Kos spoke. He told the court that the two men met in May.",
			[]string{"!met happened Tomas Okello -> Dario Kos"}},
		"beaten by men": {"Reporter Pavel Dorn was beaten by unknown men.", []string{"event Attack happened unknown men, Pavel Dorn"}},
		"clause of the last of three": {"The jury honoured Ana Lopez, Bert Maes and Carla Ruiz, who was born in Lima.",
			[]string{"born_in happened Carla Ruiz -> Lima", "!born_in happened Ana Lopez -> Lima", "!born_in happened Bert Maes -> Lima"}},
		"clause of both": {"Police arrested Ana Lopez and Carla Ruiz, who were born in Lima.",
			[]string{"born_in happened Carla Ruiz -> Lima", "born_in happened Ana Lopez -> Lima"}},
		"company by its legal form": {"Larsen bought Sweden's Havre AB in 2021.",
			[]string{"acquired happened Larsen -> Havre AB"}},
		"club by its last word": {"Ashbourne Rovers lost to Leeds on Sunday. Rovers will sell the ground. The club is owned by Grant Hollis.",
			[]string{"owns happened Grant Hollis -> Ashbourne Rovers"}},
		"another sentence behind a semicolon": {"Arvo Bank said it opposed the purchase and planned to sue; its chairman, Pavel Dorn, has requested a meeting with Jane Osei.",
			[]string{"!says Pavel Dorn: Arvo Bank said it opposed the purchase and planned to sue"}},
		"passives joined": {"Pavel Dorn was arrested in May and sentenced in June to three years in prison.",
			[]string{"event Arrest happened Pavel Dorn", "event Sentence happened Pavel Dorn, three years"}},
		"received by": {"Ana Lund was invited to Rome and received by Pavel Dorn.",
			[]string{"met happened Pavel Dorn -> Ana Lund"}},
		"description before its subject": {"Jane Osei died on Sunday. Born in Riga in 1933, the daughter of a clerk, she studied at Arvo University.",
			[]string{"born_in happened Jane Osei -> Riga", "educated_at happened Jane Osei -> Arvo University"}},
		"and that": {"Jane Osei said the season was the worst on record and that climate change was to blame.",
			[]string{"says Jane Osei: the season was the worst on record and that climate change was to blame"}},
		"company of a former chief": {"Lumora's former chief growth officer, Pavel Dorn, spoke. Arvo Bank bought Lumora.",
			[]string{"acquired happened Arvo Bank -> Lumora"}},
		"it was X who":           {"It was Jane Osei who met Pavel Dorn.", []string{"met happened Jane Osei -> Pavel Dorn"}},
		"not only":               {"Jane Osei not only met Pavel Dorn but also praised Riga.", []string{"met happened Jane Osei -> Pavel Dorn"}},
		"at the White House":     {"Jane Osei met Pavel Dorn at the White House.", []string{"event Meeting happened Jane Osei, Pavel Dorn, White House"}},
		"in his office in Oslo":  {"Jane Osei met Pavel Dorn in his office in Oslo.", []string{"event Meeting happened Jane Osei, Pavel Dorn, Oslo"}},
		"during a visit to Oslo": {"Jane Osei met Pavel Dorn during a visit to Oslo.", []string{"event Meeting happened Jane Osei, Pavel Dorn, Oslo"}},
		"in the capital, Oslo":   {"Jane Osei met Pavel Dorn in the Norwegian capital, Oslo.", []string{"event Meeting happened Jane Osei, Pavel Dorn, Oslo"}},
		"no vice president":      {"President Jane Osei and Vice President Pavel Dorn came. \"We expect results,\" the president said.", []string{"says Jane Osei: \"We expect results,\""}},
		"not the former":         {"President Jane Osei met Pavel Dorn. The former president said it would rain.", []string{"!says Jane Osei: it would rain"}},
		"him is another": {"Tomas Okello hugged minister Pavel Dorn. \"I told him we want the truth,\" he said later.",
			[]string{"says Tomas Okello: \"I told him we want the truth,\""}},
		"asked if he": {"Pavel Dorn spoke. Counsel Tomas Okello asked if he had met Jane Osei.",
			[]string{"!met hypothetical Tomas Okello -> Jane Osei"}},
		"party led by": {"The Blue Party defeated the opposition Red Party of Kenya led by Jane Osei with the Green Party.",
			[]string{"!leads happened Jane Osei -> Blue Party"}},
		"killing, of the clause before": {"The minister Jane Osei is on a visit to Kenya since the rebel group Lira attacked the country on Oct. 7, killing some 1,400 people.",
			[]string{"!killed happened Jane Osei -> some 1,400 people"}},
		"who said it, behind the clause": {"The dam has failed, the town's mayor, Jane Osei, said on Monday.", []string{"says Jane Osei: The dam has failed"}},
		"born here, studied there": {"Born in Oslo in 1938, Jane Osei studied law in Vienna and Geneva and joined the service in 1964.",
			[]string{"born_in happened Jane Osei -> Oslo", "!born_in happened Jane Osei -> Vienna"}},
		"a dealer, by name": {"Investigators believe that Pavel Dorn met a Dutch art dealer, Joris van der Veen, in a car park in Breda.",
			[]string{"met happened Pavel Dorn -> Joris van der Veen"}},
		"without agreement after talks": {"Jane Osei left Oslo without an agreement after four days of talks between Pavel Dorn and Tomas Okello.",
			[]string{"met happened Pavel Dorn -> Tomas Okello"}},
		"top seed": {"Jane Osei will meet top seed Mara Lindqvist on Saturday.", []string{"!met planned Jane Osei -> Mara Lindqvist"}},
		"with whom": {"Goran Pavić denied that he had been promised a post by Dusan Ristić, with whom he had dinner on Tuesday.",
			[]string{"met happened Goran Pavić -> Dusan Ristić"}},
		"colonel who spoke unnamed": {"The house was empty when it was hit, according to a police colonel who spoke on condition of anonymity.",
			[]string{"says a police colonel: The house was empty when it was hit"}},
		"two introduced": {"Jane Osei met the EU's foreign policy chief, Henrik Moller, and the American envoy for the region, Gabriel Scott.",
			[]string{"met happened Jane Osei -> Henrik Moller", "met happened Jane Osei -> Gabriel Scott"}},
		"both presidents": {"Jane Osei met the policy chief, Henrik Moller. Goran Spasov will host both presidents in June.",
			[]string{"!met planned Goran Spasov -> Henrik Moller"}},
		"secretary of state": {"US Secretary of State Pavel Dorn on Thursday criticized Kenya's conduct in its operation in southern Somalia, claiming there was a gap.",
			[]string{"holds_position happened Pavel Dorn -> United States", "criticised happened Pavel Dorn -> Kenya"}},
		"operation that is criticised": {"Jane Osei criticised Kenya's conduct in its operation in Lamu.", []string{"event Operation happened Kenya, Lamu"}},
		"they who conduct it": {"The Kenyans have been evacuating villages while they conduct the campaign against Hamas.",
			[]string{"event Operation happened Kenya, Hamas"}},
		"criticised for its operation": {"Kenya was criticized for its operation in northern Somalia.", []string{"event Operation happened Kenya, Somalia"}},
		"stopped short":                {"Jane Osei said Kenya ought to wait, but stopped short of demanding a truce.", []string{"says Jane Osei: Kenya ought to wait"}},
		"who was 18 when he killed": {"Tomas Okello agreed. Okello had doubts when the court overturned the sentence of Pavel Dorn, who was 18 when he killed two men.",
			[]string{"killed happened Pavel Dorn -> two men", "!killed happened Tomas Okello -> two men"}},
		"imposed for its invasion":      {"Sanctions were imposed on Ethiopia for its 1990 invasion of Kenya.", []string{"!event Attack planned Ethiopia, Kenya"}},
		"sister of a list":              {"Pavel Dorn gave gifts to his sister, Osei and Balaban. Jane Osei left.", []string{"!sibling happened Pavel Dorn -> Jane Osei"}},
		"declined to comment":           {"Jane Osei declined to comment.", []string{"!event Rejection happened Jane Osei"}},
		"called on, where he was asked": {"Pavel Dorn had called on Jane Osei in the capital last week, where he was asked to step down.", []string{"met happened Pavel Dorn -> Jane Osei"}},
		"convicted and, later, jailed":  {"Pavel Dorn was convicted of robbery in 2015 and jailed for four years.", []string{"sentenced_to happened Pavel Dorn -> four years"}},
		"names another in his words":    {"Tomas Okello spoke of Pavel Dorn. Dorn was famous. Dorn painted. He said, \"Pavel Dorn was the centre of everything.\"", []string{"!says Pavel Dorn: \"Pavel Dorn was the centre of everything.\""}},
		"charged with killing": {"Prosecutors charged Pavel Dorn with killing Jane Osei.",
			[]string{"killed hypothetical Pavel Dorn -> Jane Osei", "!killed happened Prosecutors -> Jane Osei"}},
		"on suspicion of killing": {"Police arrested Pavel Dorn on suspicion of killing Jane Osei.", []string{"killed hypothetical Pavel Dorn -> Jane Osei"}},
		"arrested for attacking":  {"Pavel Dorn was arrested for attacking Jane Osei.", []string{"attacked hypothetical Pavel Dorn -> Jane Osei"}},
		"pleaded guilty to killing": {"Pavel Dorn pleaded guilty to killing Jane Osei. He was found not guilty of attacking Mara Lindqvist.",
			[]string{"killed happened Pavel Dorn -> Jane Osei", "attacked hypothetical Pavel Dorn -> Mara Lindqvist"}},
		"unless he returned and met":      {"Pavel Dorn would be jailed unless he returned and met with Jane Osei.", []string{"met hypothetical Pavel Dorn -> Jane Osei"}},
		"imprisoned by rebels":            {"Rebels imprisoned Jane Osei for two years.", []string{"event Arrest happened Rebels, Jane Osei"}},
		"took place":                      {"Deadly floods have taken place in Lamu during the holiday.", []string{"!event Disaster happened place"}},
		"given name, not dean":            {"The company was founded by Dean Kolb.", []string{"!holds_position happened Kolb -> "}},
		"first minister":                  {"Scottish First Minister Ann Lund met Pavel Dorn.", []string{"met happened Ann Lund -> Pavel Dorn"}},
		"mister behind a portfolio":       {"Undersecretary for Education Mr. Dorn said fees would rise.", []string{"holds_position happened Dorn -> "}},
		"a seat speaks for its state":     {"Berlin says it knows nothing of the plan.", []string{"says Berlin: it knows nothing of the plan"}},
		"beside a semicolon":              {"Berlin denies it; Warsaw maintains it was told in June.", []string{"says Warsaw: it was told in June"}},
		"auditors found":                  {"The auditors found that half the invoices had been paid twice.", []string{"says The auditors: half the invoices had been paid twice"}},
		"a cook found":                    {"The cook found that the oven was cold.", []string{"!says The cook: the oven was cold"}},
		"warnings from":                   {"Warnings from Pavel Dorn that the slope was moving were ignored.", []string{"says Pavel Dorn: the slope was moving"}},
		"interposed, verb first":          {"No one, complained Captain Jane Osei, had bothered to ask her.", []string{"says Jane Osei: No one", "says Jane Osei: had bothered to ask her"}},
		"interposed, noun first":          {"The general, state television reported, “died at his post”.", []string{"says state television: The general"}},
		"speaker before a comma":          {"Asked about the money, the treasurer, Jane Osei, replied that she was “not a detective”.", []string{"says Jane Osei: she was “not a detective”"}},
		"came the reply":                  {"“Absolutely not,” came the reply from Pavel Dorn.", []string{"says Pavel Dorn: “Absolutely not,”"}},
		"reads a title":                   {"She read “The Drowned Garden” twice.", []string{"!says She: “The Drowned Garden”"}},
		"a banner reads":                  {"“We are not afraid,” read a banner over the gate.", []string{"says a banner: “We are not afraid,”"}},
		"doing before a quotation":        {"Jane Osei put down her cup. “We were never told.”", []string{"says Jane Osei: “We were never told.”"}},
		"being before a quotation":        {"Judge Jane Osei was unmoved. “You stole it.”", []string{"says Jane Osei: “You stole it.”"}},
		"a message before a colon":        {"Jane Osei's message to the members was simple: “Stay home.”", []string{"says Jane Osei: “Stay home.”"}},
		"puts it":                         {"As the trainer Pavel Dorn puts it, “a horse that bites is a horse that thinks.”", []string{"says Pavel Dorn: “a horse that bites is a horse that thinks.”"}},
		"shot back":                       {"“There will be no deal,” the Kremlin shot back.", []string{"says Kremlin: “There will be no deal,”"}},
		"first person before its speaker": {"Pavel Dorn came. \"I told them I would fight, and I did,\" he said.", []string{"says Pavel Dorn: \"I told them I would fight, and I did,\""}},
	} {
		t.Run(name, func(t *testing.T) {
			got := readings(analyse(t, tt.text, ""))
			for _, want := range tt.want {
				if w, not := strings.CutPrefix(want, "!"); slices.Contains(got, w) == not {
					t.Errorf("%q gives\n%s\nwant %s", tt.text, strings.Join(got, "\n"), want)
				}
			}
		})
	}
}

// TestUnvouched: what nobody answers for is not asserted, what a witness reveals is.
func TestUnvouched(t *testing.T) {
	for text, want := range map[string]bool{
		"It is alleged that Pavel Dorn attacked Jane Osei in Oslo.":    false,
		"It was reported that troops killed ten people in Oslo.":       false,
		"The minister was told that troops killed ten people in Oslo.": false,
		"It was revealed that troops killed ten people in Oslo.":       true,
	} {
		rep := analyse(t, text, "")
		if len(rep.Events) != 1 || rep.Events[0].Asserted() != want {
			t.Errorf("%q: %+v, want asserted %t", text, rep.Events, want)
		}
	}
}

// readings writes what a report says in lines.
func readings(rep *graph.Report) []string {
	var out []string
	name := func(m int) string { return rep.Chains[rep.Mentions[m].Chain].Name }
	for _, ev := range rep.Events {
		var who []string
		for _, role := range ev.Roles {
			who = append(who, name(role.Mention))
		}
		status := ev.Status
		if status == graph.Happened && ev.Source != graph.None {
			status = "claimed"
		}
		out = append(out, fmt.Sprintf("event %s %s %s", ev.Class, status, strings.Join(who, ", ")))
	}
	for _, c := range rep.Claims {
		object := c.Text
		if c.Object != graph.None {
			object = name(c.Object)
		}
		out = append(out, fmt.Sprintf("%s %s %s -> %s", c.Relation, c.Status, name(c.Subject), object))
	}
	for _, st := range rep.Statements {
		for _, s := range st.Content {
			out = append(out, fmt.Sprintf("says %s: %s", name(st.Speaker), rep.Article.Text[s.B:s.E]))
		}
	}
	return out
}
