import pytest

from summarize.checking.guards import objections

CARRIED = (
    ("The bridge was closed after a crack was found.", "Engineers found a crack, and the bridge was closed."),
    ("A crack was found before the bridge was closed.", "The bridge was closed after a crack was found."),
    ("After the vote, the mayor resigned.", "The mayor resigned after losing the vote."),
    ("The mayor resigned following the vote.", "The mayor resigned after the vote."),
    ("The mayor quit once the vote was over.", "The mayor quit after the vote."),
    ("The strike ended in May.", "The strike, which began in March, ended in May."),
    ("The mayor said the pier was to be closed.", "The mayor said the pier will be closed."),
    ("The mayor said the pier would be closed.", '"The pier will be closed," the mayor said.'),
    ("The club opened in July.", "The club opened on 3 July 2024."),
    ("The club opened in 2024.", "The club opened on 3 July 2024."),
    ("The club opened on July 3.", "The club opened on 3 July 2024."),
    ("The club opened on July 3, 2024.", "The club opened on 2024-07-03."),
    ("The Mays were there.", "The May family were there."),
    ("Prime Minister May resigned.", "Theresa May, the prime minister, resigned."),
    ("They fled in the 1990s.", "They fled in 1994."),
    ("Talks are planned next week.", "Talks are planned for the coming week."),
    ("The port is still closed.", "The port remains closed."),
    ("The council voted again.", "The council held another vote."),
    ("Berg was mayor.", "Berg is no longer mayor."),
    ("Berg is no longer mayor.", "Berg is no longer the mayor."),
    ("The factory stopped making boats.", "The factory no longer makes boats."),
    ("The court ruled on Friday that the law is void.", "The court ruled Friday that the law was void."),
    ("It will rain until Friday.", "Rain is forecast until Friday."),
    ("Until the deal is signed, no ship leaves.", "No ship leaves until the deal is signed."),
    ("The town has been cut off since Monday.", "On Monday the town was cut off, and it still is."),
    ("He played for Norra before joining Hald.", "He joined Hald from Norra."),
    ("The mayor spoke to reporters after the meeting.", "Speaking to reporters after the meeting, the mayor said no."),
    ("The mayor met the union ahead of the strike.", "Before the strike, the mayor met the union."),
    ("The vote was held two days after the debate.", "The debate was on Monday; the vote was held two days later."),
    ("The harbour will be dredged by 2027.", "Dredging of the harbour is to be finished by 2027."),
    ("Since 2019 rents have doubled.", "Rents have doubled since 2019."),
    ("The law takes effect in January.", "The law comes into force on January 1."),
    ("He was arrested in September.", "He was arrested on Sept. 4."),
    ("She has led the firm since March 2020.", "She took over the firm in March 2020."),
)
WRONG = (
    ("The bridge was closed before a crack was found.", "The bridge was closed after a crack was found."),
    ("The mayor resigned before the vote.", "The mayor resigned after the vote."),
    ("The mayor resigned during the vote.", "The mayor resigned after the vote."),
    ("The strike will end in May.", "The strike ended in May."),
    ("The strike ended in May.", "The strike will end in May."),
    ("The club opened in June.", "The club opened in July."),
    ("The club opened on 4 July.", "The club opened on 3 July 2024."),
    ("The club opened in 2023.", "The club opened on 3 July 2024."),
    ("The club opened on Monday.", "The club opened on Sunday."),
    ("They fled in the 1990s.", "They fled in 1984."),
    ("They fled in 1994.", "They fled in the 1980s."),
    ("Sales rose in recent weeks.", "Sales will rise in the coming weeks."),
    ("Talks are planned in recent days.", "Talks are planned in the coming days."),
    ("Berg is mayor.", "Berg is no longer mayor."),
    ("The factory makes boats.", "The factory no longer makes boats."),
    ("The port has already closed.", "The port has not yet closed."),
    ("The fish were recently seen.", "The fish have long been seen."),
    ("The ban is permanently lifted.", "The ban is temporarily lifted."),
    ("It will rain until Friday.", "Rain is forecast before Friday."),
    ("The mayor met the union after the strike.", "Before the strike, the mayor met the union."),
    ("The harbour will be dredged by 2026.", "Dredging of the harbour is to be finished by 2027."),
)
OPEN = (
    ("The club opened on Monday.", "The club opened yesterday."),
    ("The club opened in 2024.", "The club opened last year."),
    ("The port is still closed.", "The port is closed."),
    ("The council voted again.", "The council voted."),
    ("The port has already closed.", "The port has closed."),
    ("He left after the war.", "The war ended, and he left."),
)


def weights(statement, cited):
    return {o.weight for o in objections(statement, [cited]) if o.kind == "time"}


@pytest.mark.parametrize(("statement", "cited"), CARRIED)
def test_a_time_said_otherwise_passes(statement, cited):
    assert "block" not in weights(statement, cited)


@pytest.mark.parametrize(("statement", "cited"), WRONG)
def test_another_day_order_or_tense_blocks(statement, cited):
    assert "block" in weights(statement, cited)


@pytest.mark.parametrize(("statement", "cited"), OPEN)
def test_what_the_words_leave_open_is_a_doubt_at_most(statement, cited):
    assert "block" not in weights(statement, cited)
