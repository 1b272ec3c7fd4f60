"""Names: what the cited text does not name is refused, unless it names the same in other words."""

import pytest

from summarize.checking.entailment import Entailment
from summarize.checking.guards import names
from summarize.language.english import parse, parse_all


def found(statement, *cited):
    return [weight for _, weight in names.objections(Entailment(parse(statement), parse_all(cited)))]


WRONG = [
    ("Tanzania signed the treaty.", "Kenya signed the treaty."),
    ("The treaty was praised by Ruth Okafor.", "The treaty was praised by ministers."),
    ("The talks will be held in Nairobi.", "The talks will be held in Kenya."),
    ("The verdict was read by judge Mary Lee.", "The verdict was read by judge Anna Lee."),
    ("The United Nations paid.", "The United States paid."),
    ("Riverside FC signed the striker.", "The club signed the striker."),
    ("The ferry was built by Acme Corp.", "The ferry was built by Zenith Corp."),
    ("Nasser al-Khulaifi sold the club.", "Omar al-Khatib sold the club."),
    ("Talks on the lake will go on in Geneva.", "Talks on the lake will go on."),
    ("The ship sailed under a Greek flag.", "The ship sailed under a Maltese flag."),
    ("The WTO ruled on Monday.", "The court ruled on Monday."),
    ("Holm and Berg were fined.", "Holm was fined."),
    ("The letter was sent to Mohammed al-Rashid.", "The letter was sent to Mohammed al-Faisal."),
]
RIGHT = [
    ("Chile's government signed.", "The Chilean government signed."),
    ("The U.S. signed.", "The United States signed."),
    ("Washington signed.", "The United States signed."),
    ("Nairobi and Kampala signed.", "Kenya and Uganda signed."),
    ("The WTO ruled on Monday.", "The World Trade Organization ruled on Monday."),
    ("The World Trade Organization ruled on Monday.", "The WTO ruled on Monday."),
    ("A vote by Aleksey Dmitrievsky decided it.", "A vote by Aleksey Dmitrievskyy decided it."),
    ("Two European states signed.", "France and Poland signed."),
    ("Officials from Peru met.", "Peruvian officials met."),
    ("Mayor Elena Moretti resigned.", "Moretti resigned."),
    ("President Okafor resigned.", "Ruth Okafor, the president, resigned."),
    ("Nasser Al-Khulaifi bought the club.", "Nasser al-Khulaïfi bought the club."),
    ("Khulaifi bought the club.", "Nasser al-Khulaifi bought the club."),
    ("Giscard d’Estaing wrote the preface.", "Valéry Giscard d'Estaing wrote the preface."),
    ("Prince Khalid bin Salman opened the port.", "The port was opened by Khalid bin Salman."),
    ("Zelenskyy thanked the crew.", "Volodymyr Zelensky thanked the crew."),
    ("Rebuilding the pier will cost a fortune.", "It will cost a fortune to rebuild the pier."),
    ("Ministers said so.", "The ministers said so."),
    ("J. Lund won the race.", "Jana Lund won the race."),
    ("The Ministry of Defence paid for the bridge.", "The defence ministry paid for the bridge."),
    ("The Lund-Holm bridge is closed.", "The Lund–Holm bridge is closed."),
    ("Lindqvist’s pier is closed.", "Lindqvist closed his pier."),
    ("The Norwegian minister resigned.", "Ana Lund, Norway's minister of fisheries, resigned."),
    ("On Monday the Port of Aldham reopened.", "The port of Aldham reopened on Monday."),
]


@pytest.mark.parametrize(("statement", "cited"), WRONG)
def test_a_name_that_the_cited_text_lacks_is_refused(statement, cited):
    assert "block" in found(statement, cited)


@pytest.mark.parametrize(("statement", "cited"), RIGHT)
def test_the_same_name_in_other_words_is_not_refused(statement, cited):
    assert "block" not in found(statement, cited)


@pytest.mark.parametrize("cited", sorted({c for _, c in (*WRONG, *RIGHT)}))
def test_a_copy_is_never_objected_to(cited):
    assert not found(cited, cited)


def test_a_country_for_an_unknown_town_is_a_doubt_only():
    assert found("Homes in Italy were flooded.", "Homes in Pisa were flooded.") == ["doubt"]


def test_a_word_that_begins_a_sentence_may_be_a_name_or_not():
    assert found("Apple cut the price of its phone.", "Samsung cut the price of its phone.") == ["doubt"]


def test_names_are_judged_in_other_languages():
    assert not found("12.000 Menschen demonstrierten in Hamburg.", "In Hamburg demonstrierten 12.000 Menschen.")
    assert "block" in found("12.000 Menschen demonstrierten in Kiel.", "In Hamburg demonstrierten 12.000 Menschen.")


def test_the_reason_gives_the_whole_name():
    pair = Entailment(parse("Mayor Ruth Okafor resigned."), parse_all(("The mayor resigned.",)))

    assert [reason for reason, _ in names.objections(pair)] == ["the cited text does not name Mayor Ruth Okafor"]
