"""Context says who "he" and "the newspaper" are: names come from there, and nothing else does."""

import pytest

from summarize.checking.context import read
from summarize.checking.guards import objections

ACCEPTED = [
    (
        "The New York Times criticised the vote.",
        "The newspaper called the vote a mistake.",
        "The New York Times wrote about the vote on Monday.",
    ),
    ("Ana Lund will sell the ferry line.", "She will sell the ferry line.", "Ana Lund owns four ships."),
    ("Per Holm's lawyers rejected the fine.", "His lawyers rejected the fine.", "Per Holm arrived on Monday."),
    ("Resolution 2231 remains symbolic.", "The resolution remains symbolic.", "The council adopted Resolution 2231 in May."),
    (
        "The war powers resolution remains symbolic.",
        "The resolution remains symbolic.",
        "The Senate passed the war powers resolution on Tuesday.",
    ),
    (
        "The Senate resolution on Norland remains symbolic.",
        "The resolution remains symbolic.",
        "The Senate resolution on Norland passed.",
    ),
    ("Porto officials rejected the offer.", "Officials rejected the offer.", "Porto officials met on Monday."),
    ("Spain and Portugal agreed to share the water.", "They agreed to share the water.", "Spain and Portugal met in Madrid."),
    ("The former senator Ana Lund denied the report.", "The former senator denied the report.", "Ana Lund spoke to reporters."),
    ("Lund denied the report.", "The former senator denied the report.", "Ana Lund spoke to reporters."),
    ("Lund called the vote a mistake.", "She called it a mistake.", "Ana Lund criticised the vote."),
    ("Riverside FC fired its coach, Per Holm.", "The club fired its coach, Per Holm.", "Riverside FC lost again."),
    ("Holm told the panel that he trusted Lund.", "“I trust Lund,” he told the panel.", "Per Holm was heard on Monday."),
    ("Norland imposed tariffs on Kiel.", "The country imposed tariffs on Kiel.", "Norland is angry."),
    (
        "The International Peace Force will not leave.",
        "The IPF will not leave.",
        "The International Peace Force (IPF) has 300 soldiers.",
    ),
    (
        "The International Peace Force will not leave.",
        "It will not leave.",
        "The International Peace Force (IPF) has 300 soldiers.",
    ),
    ("Pisa's airport was closed by Lund.", "Its airport was closed by her.", "Lund is the mayor of Pisa."),
    ("The Office of Congressional Ethics cleared him.", "It cleared him.", "The Office of Congressional Ethics is a board."),
    ("The ECB raised rates.", "The bank raised rates.", "The European Central Bank met in Frankfurt."),
    ("The European Central Bank raised rates.", "The bank raised rates.", "The ECB met in Frankfurt."),
    ("Bardsley won the vote.", "Bardlsey won the vote.", "Tom Bardsley was the favourite."),
    ("Holt rejected the plan.", "Speaking in Oslo, she rejected the plan.", "Ada Holt is the mayor of Kiel."),
    ("Holt told Lund that she would pay.", "She told Lund that she would pay.", "Ada Holt is the mayor of Kiel."),
    ("Tessa Moran coached the relay team.", "She coached the relay team.", "Tessa Moran grew up in Galway."),
    (
        "British Energy Minister Ada Holt said the talks failed.",
        "Holt said the talks failed.",
        "British Energy Minister Ada Holt came to Oslo.",
    ),
    ("The observatory in Chile found the comet.", "The observatory there found the comet.", "Chile has clear nights."),
]
REFUSED = [
    ("Lund owns four ships.", "She will sell the ferry line.", "Ana Lund owns four ships."),
    ("Lund will sell four ships.", "She will sell her ships.", "Ana Lund owns four ships."),
    ("Lund will sell the ferry line.", "She will not sell the ferry line.", "Ana Lund owns four ships."),
    ("Lund will sell the ferry line.", "She may sell the ferry line.", "Ana Lund owns four ships."),
    ("Lund will sell the ferry line.", "She will sell the ferry line if the bank agrees.", "Ana Lund owns four ships."),
    ("Per Holm will sell the ferry line.", "She will sell the ferry line.", "Ana Lund owns four ships."),
    ("Berg criticised Lund.", "She criticised Berg.", "Ana Lund owns four ships."),
    ("Lund sold the ferry line on Monday.", "She sold the ferry line.", "Ana Lund met the crew on Monday."),
    ("Lund sold the ferry line because the engine failed.", "She sold the ferry line.", "Ana Lund said the engine failed."),
    (
        "The Times called the vote a success.",
        "The newspaper called the vote a mistake.",
        "The Times said the campaign was a success.",
    ),
    ("All residents rejected the fine.", "They rejected the fine.", "All residents came."),
    (
        "The Lisbon council agreed to the bridge.",
        "The Porto council agreed to the bridge.",
        "The Lisbon council met on Monday.",
    ),
    ("Norland will join the ferry pact in May 2031.", "It will join the ferry pact.", "Norland voted in May 2031."),
    ("Holm lost the harbour election.", "He thanked his voters.", "Per Holm lost the harbour election."),
    ("The ferry sank before the inspection.", "It sank.", "The ferry had left before the inspection."),
    ("Lund was arrested in Oslo.", "She was arrested.", "Lund had dined in Oslo."),
    ("Moran coached twelve runners.", "She coached the runners.", "Tessa Moran, who has twelve medals, grew up in Galway."),
    ("Ada Holt and Per Holm rejected the fine.", "She rejected the fine.", "Ada Holt met Per Holm."),
    ("Bardsley won the vote.", "Barnaby won the vote.", "Tom Bardsley was the favourite."),
    # the cited sentence itself says who is meant
    ("Lund denied that she took the money.", "Holm denied that he took the money.", "Ana Lund owns four ships."),
    ("Norland's council says it will pay.", "Kiel's council says it will pay.", "Norland is angry."),
    ("Holt failed.", "The vote failed.", "Ada Holt spoke in Oslo."),
    ("Holt resigned.", "She thanked the crew.", "Ada Holt resigned after the talks."),
]


@pytest.mark.parametrize(("statement", "cited", "context"), ACCEPTED)
def test_a_name_may_come_from_the_context(statement, cited, context):
    assert not read(statement, [cited], [context]).blocking


@pytest.mark.parametrize(("statement", "cited", "context"), REFUSED)
def test_what_else_only_the_context_says_is_refused(statement, cited, context):
    assert read(statement, [cited], [context]).blocking


@pytest.mark.parametrize(("statement", "cited", "context"), [*ACCEPTED, *REFUSED])
def test_without_context_the_guards_read_the_text_as_it_stands(statement, cited, context):
    assert read(statement, [cited]) == ((cited,), objections(statement, [cited]))


def test_a_noun_that_hardly_stands_for_a_person_is_doubted():
    found = read("Holt failed again.", ["The computer failed again."], ["Ada Holt spoke in Oslo."])

    assert found.doubts == ('the cited text says "the computer" and names nobody',)


def test_a_slip_of_the_cited_sentence_is_told():
    found = read("Bardsley won the vote.", ["Bardlsey won the vote."], ["Tom Bardsley was the favourite."])

    assert found.doubts == ('the cited text spells "Bardlsey", the context "Bardsley"',)


def test_the_reading_names_whom_the_pronoun_stands_for():
    found = read("Ada Holt said that the pier is safe.", ["She said the pier is safe."], ["Ada Holt came to Oslo."])

    assert found.cited == ("Ada Holt said the pier is safe.",)


def test_a_long_context_full_of_names_takes_no_long_time():
    names = " ".join(f"Ann{n} Lee{n} met the board{n}." for n in range(200))
    cited = "He told her that it would sell them the ship, the club, the paper, the film and the bank."

    assert read("Ann1 Lee1, Ann2 Lee2 and Ann3 Lee3 will sell the ship.", [cited], [names])
