"""Who says it: another speaker is refused, and so is a voice made greater than it is."""

import pytest

from summarize.checking.entailment import Entailment
from summarize.checking.guards import speech
from summarize.language.english import parse, parse_all


def found(statement, *cited):
    return [weight for _, weight in speech.objections(Entailment(parse(statement), parse_all(cited)))]


SECRET = "A senior health ministry official, speaking on condition of anonymity, said the vaccine plan had been delayed."
TWO = (
    "Mayor Ida Lind said the harbour was too small.",
    "Pilot Tomas Berg said cranes should be moved to the river quay.",
)
NESTED = ("The council said that the club had said it would pay the rent in May.",)

WRONG = [
    ("According to the council, the club owes rent.", ("According to the club, the council owes rent.",)),
    ("The club says that the council owes rent.", ("The council says that the club owes rent.",)),
    ("The health ministry announced that the vaccine plan had been delayed.", (SECRET,)),
    ("Paul Adeyemi said the vaccine plan had been delayed.", (SECRET,)),
    ("Ida Lind said cranes should be moved to the river quay.", TWO),
    ("Cranes should be moved to the river quay, according to Ida Lind.", TWO),
    (
        "Prosecutor Ida Lind said they would appeal.",
        ("“We will appeal,” said lawyer Tomas Berg. Prosecutor Ida Lind declined to comment.",),
    ),
    (
        "Tomas Berg said the blast was not at the clinic.",
        ("Doctor Ida Lind said that the blast was not at the clinic and that Tomas Berg is well.",),
    ),
    (
        "Lund called the inquiry a disgrace.",
        ("Berg spoke on Monday. “The inquiry is a Disgrace,” Berg posted. Lund was away.",),
    ),
    ("Norway said the cod quota was too low.", ("Iceland said the cod quota was too low. Norway has not replied.",)),
    (
        "The Chilean government warned that the dam could fail.",
        ("“The dam could fail,” said a Chilean engineer, who did not want to be named.",),
    ),
    (
        "Holm confirmed that the yard will close.",
        ("People close to Holm, who asked not to be named, said the yard will close.",),
    ),
    ("The parliament warned that fees would rise.", ("A member of parliament warned that fees would rise.",)),
    (
        "“The track was wet,” said Anna Weiss.",
        ("“The track was wet,” said trainer Mia Roth. Anna Weiss lost the race.",),
    ),
]
RIGHT = [
    ("According to the club, the council owes rent.", ("According to the club, the council owes rent.",)),
    ("The club says the council owes it rent.", ("According to the club, the council owes rent.",)),
    ("An official who asked not to be named said the plan was delayed.", (SECRET,)),
    ("The vaccine plan was put off, an unnamed health ministry official said.", (SECRET,)),
    ("Tomas Berg said cranes should be moved to the river quay.", TWO),
    ("Lind said the harbour was too small.", TWO),
    ("The mayor said the harbour was too small.", TWO),
    ("The club said it would pay the rent in May.", NESTED),
    ("The council said the club would pay the rent in May.", NESTED),
    ("Weiss said the track was wet.", ("Anna Weiss lost the race. She said the track was wet.",)),
    ("Nurses said two wards burned.", ("The clinic has not reported the fire, but nurses said that two wards burned.",)),
    ("Norway says the quota is too low.", ("Norwegian officials say the quota is too low.",)),
    ("Washington said the sale was legal.", ("The United States said the sale was legal.",)),
    ("Holm called the Senate inquiry a disgrace.", ("Per Holm was angry. “The Senate inquiry is a Disgrace,” he posted.",)),
    ("The WTO said tariffs fell.", ("The World Trade Organization said tariffs fell.",)),
    ("A court clerk said the appeal may be heard.", ("The court may hear the appeal, a clerk said.",)),
    ("Residents said the river smelled of oil.", ("The river smelled of oil, several residents told the paper.",)),
    ("The report says the bridge is unsafe.", ("The bridge is unsafe, according to a report by the council.",)),
    ("Ana Lund, the mayor, said the pier was safe.", ("“The pier is safe,” the mayor said.",)),
]


@pytest.mark.parametrize(("statement", "cited"), WRONG)
def test_another_or_a_lesser_voice_is_refused(statement, cited):
    assert "block" in found(statement, *cited)


@pytest.mark.parametrize(("statement", "cited"), RIGHT)
def test_the_same_voice_is_not_refused(statement, cited):
    assert "block" not in found(statement, *cited)


@pytest.mark.parametrize("cited", sorted({c for _, c in (*WRONG, *RIGHT)}))
def test_a_copy_is_never_objected_to(cited):
    for each in cited:
        assert not found(each, *cited)


def test_a_pronoun_that_stands_for_the_speaker_is_a_guess():
    cited = "Per Holm met Ana Lund. He said the pier was safe."

    assert "block" not in found("Lund said the pier was safe.", cited)
