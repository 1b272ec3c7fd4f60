import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language.names import identities
from summarize.language.people import people, split

TEXTS = (
    "Leaders and Ursula von der Leyen, President of the European Commission, met. British Prime Minister Keir Starmer spoke.",
    "British Prime Minister Kir Starmer’s remarks went further. French President Emmanuel Macron agreed.",
    "NATO Chief Mark Rutte hosted Ukrainian President Vladimir Zelensky. Ukrainian President Zelensky left early.",
)


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        *(
            (name, "United Kingdom")
            for name in ("Keir Starmer", "Kir Starmer", "Starmer", "UK", "the U.K.", "Britain", "United Kingdom")
        ),
        ("British Prime Minister Keir Starmer", "United Kingdom"),
        ("the British government", "United Kingdom"),
        *((name, "European Commission") for name in ("Ursula von der Leyen", "von der Leyen", "the European Commission")),
        ("President of the European Commission", "European Commission"),
        *(
            (name, "Ukraine")
            for name in ("Zelensky", "Volodymyr Zelenskyy", "Zelenskiy", "President Zelensky", "Ukrainian president")
        ),
        ("Mark Rutte", "NATO"),
        ("EU", "European Union"),
    ],
)
def test_names_of_one_participant_have_one_canonical_name(called, expected):
    assert identities(TEXTS).canonical(called) == expected


def test_an_acronym_counts_once_the_text_spells_it_out():
    names = identities(["The Baltic Defence Initiative (BDI) met."])

    assert names.canonical("BDI") == names.canonical("the Baltic Defence Initiative")


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Georgian President Salome Zourabichvili. Russian President Vladimir Putin.", "Georgia", "Russian"),
        ("US President Donald Trump came with First Lady Melania Trump.", "Donald Trump", "Melania Trump"),
        ("US President George Bush and Governor Jeb Bush.", "George Bush", "Jeb Bush"),
        ("", "Prime Minister of Ukraine", "President of Ukraine"),
        ("Ukrainian President Volodymyr Zelensky.", "Prime Minister of Ukraine", "President of Ukraine"),
        ("Polish President Lech Kaczynski. Polish Prime Minister Jaroslaw Kaczynski.", "Lech Kaczynski", "Jaroslaw Kaczynski"),
        ("US President Joe Biden. US President-elect Donald Trump.", "Biden", "Trump"),
        ("Former British Prime Minister Boris Johnson said.", "Boris Johnson", "United Kingdom"),
        ("US Vice President JD Vance said.", "JD Vance", "United States"),
        ("Belarusian opposition leader Sviatlana Tsikhanouskaya spoke.", "Tsikhanouskaya", "Belarus"),
        ("Minister Paul Smith and Minister Paula Smith.", "Paul Smith", "Paula Smith"),
        ("", "Niger", "Nigeria"),
        ("", "us", "US"),
        ("", "Western Europe", "Europe"),
        ("EU foreign policy chief Kaja Kallas said.", "Kaja Kallas", "EU"),
        ("", "North Korea", "South Korea"),
    ],
)
def test_different_participants_stay_apart(text, one, other):
    names = identities([text])

    assert names.canonical(one) != names.canonical(other)


def test_a_surname_that_two_persons_share_belongs_to_neither():
    names = identities(["Senator Donald Trump and Senator Melania Trump."])

    assert names.canonical("Trump") == "Trump"


def test_the_order_of_the_texts_does_not_matter():
    called = ("Kir Starmer", "Zelenskyy", "von der Leyen", "Macron")

    answers = {tuple(identities(texts).canonical(c) for c in called) for texts in itertools.permutations(TEXTS)}

    assert len(answers) == 1


@given(st.text())
def test_the_canonical_name_of_a_canonical_name_is_itself_whatever_the_text(text):
    names = identities([text, *TEXTS])

    assert names.canonical(names.canonical(text)) == names.canonical(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Governor Ann B. Weaver said so.", ["Ann B. Weaver"]),
        ("President George W. Bush met Minister J. R. Lund.", ["George W. Bush", "J. R. Lund"]),
        ("Dr. A.B. Lund spoke.", ["A.B. Lund"]),
        ("Rep. Mike Rogers (R-Calif.) and Sen. Ann Lee (D-N.Y.) agreed.", ["Mike Rogers", "Ann Lee"]),
        ("Mme. Claire Petit met Mme Anne Leroy.", ["Claire Petit", "Anne Leroy"]),
        ("Foreign Minister Mohammed al-Khulaifi said so.", ["Mohammed al-Khulaifi"]),
        ("Mayor Ana Ortega y Gasset and Mayor Ana d’Estaing met.", ["Ana Ortega y Gasset", "Ana d’Estaing"]),
        ("Prince Khalid bin Salman spoke.", ["Khalid bin Salman"]),
        ("Senator Ann Lund of Ohio, the minority leader, spoke.", ["Ann Lund"]),
    ],
)
def test_a_person_is_read_with_the_whole_name(text, names):
    assert [person.name for person in people(text)] == names


@pytest.mark.parametrize(
    ("name", "surname"),
    [("Ana Ortega y Gasset", "Ortega y Gasset"), ("Ursula von der Leyen", "von der Leyen"), ("Saad al-Hariri", "al-Hariri")],
)
def test_what_belongs_to_the_surname_stands_in_it(name, surname):
    assert split(name).surname == surname


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Governor Ann B. Weaver said so. Weaver left.", "Ann B. Weaver", "Weaver"),
        ("Governor Ann B. Weaver said so.", "Ann B. Weaver", "Ann Weaver"),
        ("Sen. Ann Weaver (R-Calif.) said so.", "Ann Weaver", "Ann Weaver (R-Calif.)"),
        ("Sen. Ann Weaver (R-Calif.) said so.", "Sen. Ann Weaver", "Weaver"),
        ("Syrian President Ahmed al-Sharaa left.", "Ahmed Al-Sharaa", "Ahmed al-Sharaa"),
        ("Mayor Ana Müller left.", "Ana Mu\u0308ller", "Ana Müller"),
    ],
)
def test_two_spellings_of_a_person_are_one(text, one, other):
    assert identities([text]).canonical(one) == identities([text]).canonical(other)


def test_two_men_with_one_first_name_stay_two():
    names = identities(["Foreign Minister Mohammed al-Khulaifi met. Interior Minister Mohammed al-Rashid left."])

    assert names.canonical("Mohammed al-Khulaifi") != names.canonical("Mohammed al-Rashid")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The U.S. and the U.K said so.", {"United States", "United Kingdom"}),
        (
            "Then Ann B. Weaver met Khalid bin Salman and Mohammed al-Rashid.",
            {"Ann B. Weaver", "Khalid bin Salman", "Mohammed al-Rashid"},
        ),
        ("A pro-French party met.", {"France"}),
    ],
)
def test_who_is_mentioned_is_found_by_any_spelling(text, names):
    known = ["Governor Ann B. Weaver met Prince Khalid bin Salman and Minister Mohammed al-Rashid."]

    assert identities(known).mentioned(text) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Jong-un"),
        ("Saad al-Hariri", "Saad Hariri"),
        ("Ahmed al-Sharaa", "Ahmed Al Sharaa"),
        ("Saad al-Hariri", "Hariri"),
    ],
)
def test_a_name_is_one_however_it_is_joined(one, other):
    known = identities([f"{one} opened the pier on Monday.", f"The trader {other} sold it on Tuesday.", f"{other} spoke."])
    assert known.canonical(one) == known.canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed al-Khulaifi", "Mohammed al-Rashid"),
        ("Ana Ortega y Gasset", "Ana d’Estaing"),
        ("Omar bin Zayed", "Omar bin Rashid"),
    ],
)
def test_a_first_name_and_a_particle_make_nobody_one(one, other):
    known = identities([f"Mayor {one} opened the pier on Monday.", f"Mayor {other} shut it on Tuesday."])
    assert known.canonical(one) == one
    assert known.canonical(other) == other
