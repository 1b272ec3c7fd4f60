"""A row is about one thing: what lists names becomes a row for each, and what is one name stays one."""

import pytest

from summarize.language.names import identities
from summarize.language.several import several

TEXT = "Rep. Tom Fox and Sen. Ann Jones wrote it. The Ministry of Defence and Veterans agreed. Johnson & Johnson sued."


@pytest.mark.parametrize(
    ("value", "sentence", "names"),
    [
        ("Italy, Spain, Poland and the Netherlands", "{} joined.", ["Italy", "Spain", "Poland", "Netherlands"]),
        ("Fox and Jones", "On Friday, {} wrote to the minister.", ["Fox", "Jones"]),
        ("Tom Fox, Ann Jones", "{} and others spoke.", ["Tom Fox", "Ann Jones"]),
        ("Sen. Ann Jones and Rep. Tom Fox", "{} spoke.", ["Sen. Ann Jones", "Rep. Tom Fox"]),
        ("Presidents Fox and Jones", "{} met.", ["Fox", "Jones"]),
        ("officials from France, Germany and the UK", "Yesterday {} met.", ["France", "Germany", "UK"]),
        ("Spain and several Nordic and Baltic states", "{} joined.", ["Spain", "several Nordic and Baltic states"]),
        (
            "Trinidad and Tobago, Bosnia and Herzegovina and Peru",
            "{} met.",
            ["Trinidad and Tobago", "Bosnia and Herzegovina", "Peru"],
        ),
        ("Apple, Google and Microsoft", "Shares of {} fell in New York.", ["Apple", "Google", "Microsoft"]),
    ],
)
def test_what_lists_names_is_each_of_them(value, sentence, names):
    assert list(several(value, [sentence.format(value)], identities([TEXT]))) == names


@pytest.mark.parametrize(
    "value",
    [
        "Trinidad and Tobago",
        "Bosnia and Herzegovina",
        "Ministry of Defence and Veterans",
        "Johnson & Johnson",
        "the Foreign and Defence Committee",
        "British and French officials",
        "civil libertarians and Republicans",
        "conservative and liberal groups",
        "Fox, a former aide",
        "House Democrats and Republicans",
        "supporters of Fox and Jones",
        "Italy and its allies",
    ],
)
def test_what_is_one_name_or_not_plainly_several_stays(value):
    assert several(value, [f"Then {value} protested in the capital."], identities([TEXT])) == (value,)
