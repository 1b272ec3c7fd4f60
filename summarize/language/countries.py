"""The world's states and the best-known bodies of states, by the names that English-language news uses.

General knowledge, the same for every schema: `name | other names | adjectives`. Written by hand from the UN's list of members
and observers (and Kosovo, Taiwan, Hong Kong), because the packages that ship demonyms are wrong where it hurts (one swaps
Niger and Nigeria, another calls Wallis and Futuna "Welsh"). An adjective that two states share (Congolese, Dominican) is left
out: it identifies neither.
"""

from functools import cache

_STATES = """\
Afghanistan | | Afghan
Albania | | Albanian
Algeria | | Algerian
Andorra | | Andorran
Angola | | Angolan
Antigua and Barbuda | |
Argentina | | Argentine, Argentinian, Argentinean
Armenia | | Armenian
Australia | | Australian
Austria | | Austrian
Azerbaijan | | Azerbaijani, Azeri
Bahamas | | Bahamian
Bahrain | | Bahraini
Bangladesh | | Bangladeshi
Barbados | | Barbadian
Belarus | | Belarusian, Belarussian
Belgium | | Belgian
Belize | | Belizean
Benin | | Beninese
Bhutan | | Bhutanese
Bolivia | | Bolivian
Bosnia and Herzegovina | Bosnia, Bosnia-Herzegovina | Bosnian
Botswana | | Botswanan
Brazil | | Brazilian
Brunei | | Bruneian
Bulgaria | | Bulgarian
Burkina Faso | | Burkinabe
Burundi | | Burundian
Cambodia | | Cambodian
Cameroon | | Cameroonian
Canada | | Canadian
Cape Verde | Cabo Verde | Cape Verdean
Central African Republic | |
Chad | | Chadian
Chile | | Chilean
China | People's Republic of China, PRC | Chinese
Colombia | | Colombian
Comoros | | Comorian
Costa Rica | | Costa Rican
Croatia | | Croatian
Cuba | | Cuban
Cyprus | | Cypriot
Czech Republic | Czechia | Czech
Democratic Republic of the Congo | DR Congo, DRC, Congo-Kinshasa |
Denmark | | Danish
Djibouti | | Djiboutian
Dominica | |
Dominican Republic | |
Ecuador | | Ecuadorian, Ecuadorean
Egypt | | Egyptian
El Salvador | | Salvadoran, Salvadorean
Equatorial Guinea | |
Eritrea | | Eritrean
Estonia | | Estonian
Eswatini | Swaziland | Swazi
Ethiopia | | Ethiopian
Fiji | | Fijian
Finland | | Finnish
France | | French
Gabon | | Gabonese
Gambia | | Gambian
Georgia | | Georgian
Germany | Federal Republic of Germany | German
Ghana | | Ghanaian
Greece | | Greek
Grenada | | Grenadian
Guatemala | | Guatemalan
Guinea | |
Guinea-Bissau | |
Guyana | | Guyanese
Haiti | | Haitian
Honduras | | Honduran
Hong Kong | |
Hungary | | Hungarian
Iceland | | Icelandic
India | | Indian
Indonesia | | Indonesian
Iran | Islamic Republic of Iran | Iranian
Iraq | | Iraqi
Ireland | Republic of Ireland | Irish
Israel | | Israeli
Italy | | Italian
Ivory Coast | Côte d'Ivoire, Cote d'Ivoire | Ivorian
Jamaica | | Jamaican
Japan | | Japanese
Jordan | | Jordanian
Kazakhstan | | Kazakh, Kazakhstani
Kenya | | Kenyan
Kiribati | |
Kosovo | | Kosovar, Kosovan
Kuwait | | Kuwaiti
Kyrgyzstan | | Kyrgyz, Kyrgyzstani
Laos | | Laotian
Latvia | | Latvian
Lebanon | | Lebanese
Lesotho | |
Liberia | | Liberian
Libya | | Libyan
Liechtenstein | |
Lithuania | | Lithuanian
Luxembourg | | Luxembourgish
Madagascar | | Malagasy
Malawi | | Malawian
Malaysia | | Malaysian
Maldives | | Maldivian
Mali | | Malian
Malta | | Maltese
Marshall Islands | | Marshallese
Mauritania | | Mauritanian
Mauritius | | Mauritian
Mexico | | Mexican
Micronesia | | Micronesian
Moldova | | Moldovan
Monaco | | Monegasque
Mongolia | | Mongolian
Montenegro | | Montenegrin
Morocco | | Moroccan
Mozambique | | Mozambican
Myanmar | Burma | Burmese
Namibia | | Namibian
Nauru | | Nauruan
Nepal | | Nepalese, Nepali
Netherlands | Holland | Dutch
New Zealand | |
Nicaragua | | Nicaraguan
Niger | | Nigerien
Nigeria | | Nigerian
North Korea | DPRK | North Korean
North Macedonia | | North Macedonian, Macedonian
Norway | | Norwegian
Oman | | Omani
Pakistan | | Pakistani
Palau | | Palauan
Palestine | State of Palestine | Palestinian
Panama | | Panamanian
Papua New Guinea | |
Paraguay | | Paraguayan
Peru | | Peruvian
Philippines | | Philippine, Filipino
Poland | | Polish
Portugal | | Portuguese
Qatar | | Qatari
Republic of the Congo | Congo-Brazzaville |
Romania | | Romanian
Russia | Russian Federation, Kremlin | Russian
Rwanda | | Rwandan
Saint Kitts and Nevis | |
Saint Lucia | |
Saint Vincent and the Grenadines | |
Samoa | | Samoan
San Marino | |
São Tomé and Príncipe | Sao Tome and Principe |
Saudi Arabia | Kingdom of Saudi Arabia | Saudi, Saudi Arabian
Senegal | | Senegalese
Serbia | | Serbian
Seychelles | | Seychellois
Sierra Leone | | Sierra Leonean
Singapore | | Singaporean
Slovakia | | Slovak, Slovakian
Slovenia | | Slovenian, Slovene
Solomon Islands | |
Somalia | | Somali
South Africa | | South African
South Korea | Republic of Korea, ROK | South Korean
South Sudan | | South Sudanese
Spain | | Spanish
Sri Lanka | | Sri Lankan
Sudan | | Sudanese
Suriname | | Surinamese
Sweden | | Swedish
Switzerland | | Swiss
Syria | | Syrian
Taiwan | | Taiwanese
Tajikistan | | Tajik, Tajikistani
Tanzania | | Tanzanian
Thailand | | Thai
Timor-Leste | East Timor | Timorese, East Timorese
Togo | | Togolese
Tonga | | Tongan
Trinidad and Tobago | | Trinidadian
Tunisia | | Tunisian
Turkey | Türkiye, Turkiye | Turkish
Turkmenistan | | Turkmen
Tuvalu | | Tuvaluan
Uganda | | Ugandan
Ukraine | | Ukrainian
United Arab Emirates | UAE, U.A.E. | Emirati
United Kingdom | UK, U.K., Britain, Great Britain, Downing Street | British, UK, U.K.
United States | US, U.S., USA, U.S.A., America, United States of America, White House | American, US, U.S.
Uruguay | | Uruguayan
Uzbekistan | | Uzbek, Uzbekistani
Vanuatu | |
Vatican | Vatican City, Holy See |
Venezuela | | Venezuelan
Vietnam | Viet Nam | Vietnamese
Yemen | | Yemeni
Zambia | | Zambian
Zimbabwe | | Zimbabwean
"""

_BODIES = """\
African Union | |
Arab League | League of Arab States |
ASEAN | Association of Southeast Asian Nations |
BRICS | |
European Central Bank | ECB |
European Commission | EU Commission |
European Council | |
European Parliament | |
European Union | EU, E.U. | EU, E.U.
G7 | Group of Seven |
G20 | Group of Twenty |
International Atomic Energy Agency | IAEA |
International Criminal Court | ICC |
International Monetary Fund | IMF |
NATO | Nato, North Atlantic Treaty Organization, North Atlantic Treaty Organisation, North Atlantic Alliance |
OPEC | |
OSCE | Organization for Security and Co-operation in Europe |
United Nations | UN, U.N. | UN, U.N.
World Bank | |
World Health Organization | WHO, World Health Organisation |
World Trade Organization | WTO |
"""


def entity(name: str) -> str | None:
    """The state or body that is called exactly this, under its usual name; None if it is neither."""
    return _found(name, _tables()[0])


def of_adjective(word: str) -> str | None:
    """The state that an adjective belongs to ("British": "United Kingdom"); None if it is no such adjective."""
    return _found(word, _tables()[1])


def _found(name: str, table: dict[str, str]) -> str | None:
    return table.get(name) or (table.get(name.casefold()) if len(name) > 3 else None)


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for line in (_STATES + _BODIES).splitlines():
        name, others, forms = (part.strip() for part in line.split("|"))
        for table, words in ((names, [name, *others.split(",")]), (adjectives, forms.split(","))):
            table.update({key: name for word in words if word.strip() for key in _keys(word.strip())})
    return names, adjectives


def _keys(word: str) -> tuple[str, ...]:
    # "us" is no country: short names and abbreviations count only as they are written.
    return (word,) if len(word) <= 3 or word.isupper() else (word, word.casefold())
