"""Countries, their people and their capitals, so that `Chilean`, `Chile` and `Santiago` meet.

General knowledge, the whole world: one line a country, `key; names and adjectives; capitals and seats of government`.
A capital may stand for its government ("Santiago said"). A name may stand for several countries ("Korean").
"""

from dataclasses import dataclass
from functools import lru_cache

_WORLD = """
US; United States of America, United States, U.S.A., U.S., USA, US, America, American; Washington, White House, Pentagon
GB; United Kingdom, Great Britain, Britain, UK, U.K., British, Briton, Brits; London, Downing Street, Whitehall, Westminster
GB; England, English
GB; Scotland, Scottish, Scots, Scot; Edinburgh
GB; Wales, Welsh; Cardiff
GB; Northern Ireland, Northern Irish; Belfast
FR; France, French, Frenchman; Paris, Elysée, Élysée, Elysee
DE; Germany, German; Berlin
RU; Russian Federation, Russia, Russian; Moscow, Kremlin
UA; Ukraine, Ukrainian; Kyiv, Kiev
CN; People's Republic of China, China, Chinese; Beijing
EU; European Union, EU, E.U.; Brussels
BE; Belgium, Belgian; Brussels
IT; Italy, Italian; Rome
ES; Spain, Spanish, Spaniard; Madrid
PT; Portugal, Portuguese; Lisbon
NL; The Netherlands, Netherlands, Holland, Dutch; The Hague, Amsterdam
LU; Luxembourg, Luxembourger
IE; Ireland, Irish; Dublin
PL; Poland, Polish, Pole; Warsaw
CZ; Czech Republic, Czechia, Czech; Prague
SK; Slovakia, Slovak, Slovakian; Bratislava
HU; Hungary, Hungarian; Budapest
AT; Austria, Austrian; Vienna
CH; Switzerland, Swiss; Bern
SE; Sweden, Swedish, Swede; Stockholm
NO; Norway, Norwegian; Oslo
DK; Denmark, Danish, Dane; Copenhagen
GL; Greenland, Greenlandic, Greenlander; Nuuk
FI; Finland, Finnish, Finn; Helsinki
IS; Iceland, Icelandic, Icelander; Reykjavik
EE; Estonia, Estonian; Tallinn
LV; Latvia, Latvian; Riga
LT; Lithuania, Lithuanian; Vilnius
BY; Belarus, Belarusian, Belorussian; Minsk
MD; Moldova, Moldovan; Chisinau
RO; Romania, Romanian; Bucharest
BG; Bulgaria, Bulgarian; Sofia
GR; Greece, Greek; Athens
TR; Turkey, Türkiye, Turkiye, Turkish, Turk; Ankara
CY; Cyprus, Cypriot; Nicosia
MT; Malta, Maltese; Valletta
AL; Albania, Albanian; Tirana
MK; North Macedonia, Macedonia, Macedonian; Skopje
RS; Serbia, Serbian, Serb; Belgrade
ME; Montenegro, Montenegrin; Podgorica
XK; Kosovo, Kosovar, Kosovan; Pristina
BA; Bosnia and Herzegovina, Bosnia, Bosnian; Sarajevo
HR; Croatia, Croatian, Croat; Zagreb
SI; Slovenia, Slovenian, Slovene; Ljubljana
VA; Holy See, Vatican
MC; Monaco, Monegasque
LI; Liechtenstein; Vaduz
AD; Andorra, Andorran
SM; San Marino
GE; Georgia, Georgian; Tbilisi
AM; Armenia, Armenian; Yerevan
AZ; Azerbaijan, Azerbaijani, Azeri; Baku
KZ; Kazakhstan, Kazakh, Kazakhstani; Astana
UZ; Uzbekistan, Uzbek; Tashkent
TM; Turkmenistan, Turkmen; Ashgabat
KG; Kyrgyzstan, Kyrgyz; Bishkek
TJ; Tajikistan, Tajik; Dushanbe
MN; Mongolia, Mongolian; Ulaanbaatar
JP; Japan, Japanese; Tokyo
KR; South Korea, South Korean, Republic of Korea; Seoul
KP; North Korea, North Korean, DPRK; Pyongyang
KR; Korea, Korean
KP; Korea, Korean
TW; Taiwan, Taiwanese; Taipei
HK; Hong Kong, Hongkonger
MO; Macau, Macao
IN; India, Indian; New Delhi, Delhi
PK; Pakistan, Pakistani; Islamabad
BD; Bangladesh, Bangladeshi; Dhaka
LK; Sri Lanka, Sri Lankan; Colombo
NP; Nepal, Nepali, Nepalese; Kathmandu
BT; Bhutan, Bhutanese; Thimphu
MV; Maldives, Maldivian; Malé
AF; Afghanistan, Afghan; Kabul
IR; Iran, Iranian; Tehran, Teheran
IQ; Iraq, Iraqi; Baghdad
SY; Syria, Syrian; Damascus
LB; Lebanon, Lebanese; Beirut
IL; Israel, Israeli; Jerusalem, Tel Aviv
PS; Palestine, Palestinian; Ramallah
JO; Jordan, Jordanian; Amman
SA; Saudi Arabia, Saudi Arabian, Saudi; Riyadh
YE; Yemen, Yemeni; Sanaa, Sana'a
OM; Oman, Omani; Muscat
AE; United Arab Emirates, UAE, Emirati; Abu Dhabi
QA; Qatar, Qatari; Doha
BH; Bahrain, Bahraini; Manama
KW; Kuwait, Kuwaiti; Kuwait City
EG; Egypt, Egyptian; Cairo
LY; Libya, Libyan; Tripoli
TN; Tunisia, Tunisian; Tunis
DZ; Algeria, Algerian; Algiers
MA; Morocco, Moroccan; Rabat
EH; Western Sahara, Sahrawi
MR; Mauritania, Mauritanian; Nouakchott
ML; Mali, Malian; Bamako
NE; Niger, Nigerien; Niamey
TD; Chad, Chadian; N'Djamena
SD; Sudan, Sudanese; Khartoum
SS; South Sudan, South Sudanese; Juba
ER; Eritrea, Eritrean; Asmara
ET; Ethiopia, Ethiopian; Addis Ababa
DJ; Djibouti, Djiboutian
SO; Somalia, Somali; Mogadishu
KE; Kenya, Kenyan; Nairobi
UG; Uganda, Ugandan; Kampala
TZ; Tanzania, Tanzanian; Dodoma
RW; Rwanda, Rwandan; Kigali
BI; Burundi, Burundian; Gitega
CD; Democratic Republic of the Congo, Democratic Republic of Congo, DR Congo, DRC; Kinshasa
CD; Congo, Congolese
CG; Republic of the Congo; Brazzaville
CG; Congo, Congolese
GA; Gabon, Gabonese; Libreville
GQ; Equatorial Guinea; Malabo
CM; Cameroon, Cameroonian; Yaoundé
CF; Central African Republic, Central African; Bangui
NG; Nigeria, Nigerian; Abuja
BJ; Benin, Beninese; Porto-Novo
TG; Togo, Togolese; Lomé
GH; Ghana, Ghanaian; Accra
CI; Ivory Coast, Côte d'Ivoire, Ivorian; Abidjan, Yamoussoukro
BF; Burkina Faso, Burkinabe; Ouagadougou
LR; Liberia, Liberian; Monrovia
SL; Sierra Leone, Sierra Leonean; Freetown
GN; Guinea, Guinean; Conakry
GW; Guinea-Bissau; Bissau
SN; Senegal, Senegalese; Dakar
GM; Gambia, Gambian; Banjul
CV; Cape Verde, Cabo Verde, Cape Verdean; Praia
ST; São Tomé and Príncipe
AO; Angola, Angolan; Luanda
ZM; Zambia, Zambian; Lusaka
ZW; Zimbabwe, Zimbabwean; Harare
MW; Malawi, Malawian; Lilongwe
MZ; Mozambique, Mozambican; Maputo
NA; Namibia, Namibian; Windhoek
BW; Botswana, Botswanan, Motswana; Gaborone
ZA; South Africa, South African; Pretoria
LS; Lesotho, Basotho; Maseru
SZ; Eswatini, Swaziland, Swazi; Mbabane
MG; Madagascar, Malagasy; Antananarivo
MU; Mauritius, Mauritian; Port Louis
SC; Seychelles, Seychellois
KM; Comoros, Comorian; Moroni
TH; Thailand, Thai; Bangkok
VN; Vietnam, Viet Nam, Vietnamese; Hanoi
LA; Laos, Laotian, Lao; Vientiane
KH; Cambodia, Cambodian; Phnom Penh
MM; Myanmar, Burma, Burmese; Naypyidaw
MY; Malaysia, Malaysian; Kuala Lumpur, Putrajaya
SG; Singapore, Singaporean
ID; Indonesia, Indonesian; Jakarta
PH; Philippines, Philippine, Filipino, Filipina; Manila
BN; Brunei, Bruneian
TL; East Timor, Timor-Leste, Timorese; Dili
PG; Papua New Guinea, Papua New Guinean; Port Moresby
AU; Australia, Australian, Aussie; Canberra
NZ; New Zealand, New Zealander; Wellington
FJ; Fiji, Fijian; Suva
SB; Solomon Islands, Solomon Islander; Honiara
VU; Vanuatu, Ni-Vanuatu; Port Vila
WS; Samoa, Samoan; Apia
TO; Tonga, Tongan
TV; Tuvalu, Tuvaluan
KI; Kiribati
NR; Nauru, Nauruan
PW; Palau, Palauan
FM; Micronesia, Micronesian
MH; Marshall Islands, Marshallese
CA; Canada, Canadian; Ottawa
MX; Mexico, Mexican; Mexico City
GT; Guatemala, Guatemalan
BZ; Belize, Belizean; Belmopan
HN; Honduras, Honduran; Tegucigalpa
SV; El Salvador, Salvadoran; San Salvador
NI; Nicaragua, Nicaraguan; Managua
CR; Costa Rica, Costa Rican; San José
PA; Panama, Panamanian
CU; Cuba, Cuban; Havana
HT; Haiti, Haitian; Port-au-Prince
DO; Dominican Republic, Dominican; Santo Domingo
DM; Dominica
JM; Jamaica, Jamaican; Kingston
BS; Bahamas, Bahamian; Nassau
BB; Barbados, Barbadian; Bridgetown
TT; Trinidad and Tobago, Trinidadian; Port of Spain
GD; Grenada, Grenadian
LC; Saint Lucia, Saint Lucian
VC; Saint Vincent
AG; Antigua and Barbuda, Antiguan
KN; Saint Kitts and Nevis
PR; Puerto Rico, Puerto Rican; San Juan
CO; Colombia, Colombian; Bogotá, Bogota
VE; Venezuela, Venezuelan; Caracas
GY; Guyana, Guyanese; Georgetown
SR; Suriname, Surinamese; Paramaribo
EC; Ecuador, Ecuadorian, Ecuadorean; Quito
PE; Peru, Peruvian; Lima
BO; Bolivia, Bolivian; La Paz, Sucre
BR; Brazil, Brazilian; Brasília, Brasilia
PY; Paraguay, Paraguayan; Asunción
UY; Uruguay, Uruguayan; Montevideo
AR; Argentina, Argentine, Argentinian; Buenos Aires
CL; Chile, Chilean; Santiago
UN; United Nations, UN, U.N.
WHO; World Health Organization, World Health Organisation
IMF; International Monetary Fund, IMF
+Europe; Europe, European
+Africa; Africa, African
+Asia; Asia, Asian
US; Transatlantic
+Europe; Transatlantic
"""

_CONTINENTS = {
    "+Europe": """
EU GB FR DE RU UA BE IT ES PT NL LU IE PL CZ SK HU AT CH SE NO DK FI IS EE LV LT BY MD RO BG GR CY
MT AL MK RS ME XK BA HR SI VA MC LI AD SM
""",
    "+Africa": """
EG LY TN DZ MA EH MR ML NE TD SD SS ER ET DJ SO KE UG TZ RW BI CD CG GA GQ CM CF NG BJ TG GH CI BF
LR SL GN GW SN GM CV ST AO ZM ZW MW MZ NA BW ZA LS SZ MG MU SC KM
""",
    "+Asia": """
CN GE AM AZ KZ UZ TM KG TJ MN JP KR KP TW HK MO IN PK BD LK NP BT MV AF IR IQ SY LB IL PS JO SA YE
OM AE QA BH KW TH VN LA KH MM MY SG ID PH BN TL
""",
}

_LONGEST = 5  # words in the longest name above


@dataclass(frozen=True, slots=True)
class Place:
    """The countries that a name may mean. `seat`: the name is a capital's or a government seat's, not the country's."""

    ids: frozenset[str]
    seat: bool

    @property
    def key(self) -> str:
        return "@" + "/".join(sorted(self.ids))


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, ...], Place]:
    found: dict[tuple[str, ...], Place] = {}
    for line in _WORLD.strip().splitlines():
        key, names, *seats = (part.strip() for part in line.split(";"))
        rows = [(n, False) for n in names.split(",")] + [(s, True) for s in ",".join(seats).split(",") if s.strip()]
        for name, seat in rows:
            words = tuple(name.strip().replace("-", " - ").split())
            known = found.get(words)
            found[words] = Place(frozenset({key}) | (known.ids if known else frozenset()), seat)
    return found


def place_at(pieces: list[str], at: int) -> tuple[Place | None, int]:
    """Find the longest place name that begins at `at`: the place and its length in pieces, or None and 0."""
    if not pieces[at][0].isupper() and pieces[at].lower() != "transatlantic":
        return None, 0
    table = _table()
    for size in range(min(_LONGEST, len(pieces) - at), 0, -1):
        raw = tuple(pieces[at : at + size])
        last = raw[-1].removesuffix("'s").removesuffix("'")
        if size == 1 and last.isupper() and len(last) < 3 and last not in {"US", "UK", "EU", "UN"}:
            continue
        heads = (raw[0].capitalize() if raw[0].islower() else raw[0], *raw[1:-1]) if size > 1 else ()
        for form in (last, last.removesuffix("s"), last.capitalize() if not last.isupper() else last):
            if place := table.get((*heads, form)):
                return place, size
    return None, 0


@lru_cache(maxsize=1)
def _homes() -> dict[str, str]:
    return {country: continent for continent, countries in _CONTINENTS.items() for country in countries.split()}


def with_continents(ids: frozenset[str]) -> frozenset[str]:
    """Add the continents that the countries lie in: France and Poland are European countries."""
    return ids | {_homes()[i] for i in ids if i in _homes()}
