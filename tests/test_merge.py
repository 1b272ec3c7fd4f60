import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language.names import identities
from summarize.models import Checked, Citation, Claim
from summarize.reconciling.articles import Articles
from summarize.reconciling.merge import merge as grouped
from summarize.reconciling.same_wording import same
from summarize.records import Conflict
from summarize.sourcing.publication import published
from summarize.writing.credit import by_pairs, credibility, graded
from summarize.writing.findings import Shapes, said_in
from summarize.writing.findings import findings as written


def merge(claims, *, origins, named=(), texts=(), dates=(), aliases=None, carries=lambda *_: False):
    """Section -> findings, as the pipeline puts the two rooms together."""
    days = {source: published("", day) for source, day in dict(dates).items()}
    articles = Articles(origins, days, identities(texts, aliases=aliases))
    identity = dict(name.split(".") for name in named)
    groups = grouped(claims, articles, identity=identity)
    return written(groups, by_pairs(said_in(groups), articles, carries), articles, Shapes(identity)).findings


def claim(source, statement, *, at=0, section="roles", verdict="supported", quoted=False, reasons=(), **values):
    citation = Citation(source=source, start=at, end=at + 5, quote="words")
    said = Claim(source=source, section=section, statement=statement, values=values, citations=(citation,))
    return Checked(claim=said, verdict=verdict, quoted=quoted, reasons=reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The UK will send troops.", "Britain will send troops"),
        ("The United States backs the force.", "The US backs the force."),
        ("The force secures the sea.", "The force also secures the sea."),
        ("The force restores defence of the sea lanes in the north", "The force restored defense of sea lanes in the north"),
        ("On Monday the army left the city", "The army left the city on Monday"),
        ("Ten leaders called for the force", "10 leaders call for the force"),
    ],
)
def test_statements_that_say_the_same_are_the_same(one, other):
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The force will accept the plan put forward in the talks on Monday",
            "The force will not accept the plan put forward in the talks on Monday",
        ),
        ("The coalition sends 10,000 troops to the border region", "The coalition sends 20,000 troops to the border region"),
        ("France will send troops", "France may send troops"),
        ("France sends troops to the east", "Germany sends troops to the east"),
        ("Russia attacked Ukraine", "Ukraine attacked Russia"),
        ("The police attacked the army", "The police were attacked by the army"),
        ("France sends troops", "France sends troops after a ceasefire"),
        ("The Duma supports the force in the resolution of Monday", "The Duma opposes the force in the resolution of Monday"),
        ("The US will not deploy troops on the ground", "The US will not deploy combat troops on the ground"),
        ("The army left the city on Monday", "The army left the city on Tuesday"),
        ("The Duma approved a resolution on foreign troops", "The Duma reportedly approved a resolution on foreign troops"),
        ("All members agreed on the plan in Brussels", "Most members agreed on the plan in Brussels"),
        ("Troops move from north to south", "Troops move to north from south"),
        ("The coalition sends troops to the border", "The coalition sends troops to the border of Poland"),
    ],
)
def test_statements_that_differ_in_one_thing_are_not_the_same(one, other):
    assert not same(one, other)
    assert not same(other, one)


def test_the_same_claim_of_two_sources_is_one_finding_with_all_citations():
    findings = merge([claim("a", "The UK will lead."), claim("b", "Britain will lead.")], origins={"a": "x", "b": "y"})["roles"]

    assert len(findings) == 1
    assert findings[0].sources == ("a", "b")
    assert findings[0].origins == ("x", "y")
    assert findings[0].credibility == 2


def test_claims_about_one_participant_are_one_finding_whatever_it_is_called():
    text = "British Prime Minister Keir Starmer spoke."
    claims = [
        claim("a", "Starmer spoke.", section="who", name="Keir Starmer", role="speaks"),
        claim("a", "The UK leads.", at=9, section="who", name="UK", role="leads"),
        claim("b", "Britain leads.", section="who", name="Britain", role="leads"),
        claim("b", "Poland waits.", at=9, section="who", name="Poland", role="waits"),
    ]

    findings = merge(claims, origins={}, named=["who.name"], texts=[text])["who"]

    assert [f.aliases for f in findings] == [("Britain", "Keir Starmer", "UK"), ("Poland",)]
    assert findings[0].values["name"][0].value == "United Kingdom"
    assert [(leaf.value, leaf.citations) for leaf in findings[0].values["role"]] == [("speaks", (0,)), ("leads", (1, 2))]


def test_a_finding_shows_the_best_carried_statement_and_keeps_all_reasons():
    claims = [
        claim("a", "UK leads.", name="UK", verdict="unsupported", reasons=("no 'leads'",)),
        claim("b", "The UK takes part in the talks.", name="UK"),
    ]

    finding = merge(claims, origins={}, named=["roles.name"])["roles"][0]

    assert finding.statement == "The UK takes part in the talks."
    assert finding.verdict == "supported"
    assert [s.reasons for s in finding.statements] == [(), ("no 'leads'",)]
    assert finding.credibility == 3, "an unsupported claim corroborates nothing"


@pytest.mark.parametrize(
    ("verdict", "supporting", "expected"),
    [
        ("supported", 1, 3),
        ("supported", 2, 2),
        ("supported", 3, 1),
        ("supported", 9, 1),
        ("partly", 3, 6),
        ("unsupported", 0, 6),
        ("unchecked", 3, 6),
    ],
)
def test_credibility_comes_from_the_number_of_independent_origins(verdict, supporting, expected):
    assert credibility(verdict, supporting) == expected


def test_a_disputed_finding_is_doubtful_and_a_changed_one_is_not():
    findings = merge([claim("a", "France leads."), claim("b", "Spain follows."), claim("c", "Italy waits.")], origins={})[
        "roles"
    ]
    conflicts = [
        Conflict(id="c1", section="roles", kind="contradiction", findings=("roles-1", "roles-2"), why="."),
        Conflict(id="c2", section="roles", kind="changed over time", findings=("roles-2", "roles-3"), why="."),
    ]

    assert [f.credibility for f in graded(findings, conflicts)] == [4, 4, 3]


def test_findings_carried_by_more_origins_come_first():
    claims = [claim("a", "Spain follows."), claim("b", "France leads."), claim("c", "France leads.")]

    findings = merge(claims, origins={"a": "x", "b": "y", "c": "z"})["roles"]

    assert [(f.id, f.statement) for f in findings] == [("roles-1", "France leads."), ("roles-2", "Spain follows.")]


VOCABULARY = "UK France Starmer force troops will not may send train ten 20 the sea"
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=6)
CLAIMS = st.lists(
    st.builds(
        lambda source, words, at, section, name, verdict: claim(
            source, " ".join(words), at=at, section=section, verdict=verdict, name=name
        ),
        st.sampled_from("abcde"),
        WORDS,
        st.integers(0, 50),
        st.sampled_from(["roles", "who"]),
        st.sampled_from(["UK", "Britain", "Keir Starmer", "France", None]),
        st.sampled_from(["supported", "unsupported", "unchecked"]),
    ),
    max_size=12,
)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_the_findings(claims, random):
    shuffled = claims + claims[:3]
    random.shuffle(shuffled)

    assert merge(shuffled, origins={"a": "b"}, named=["who.name"]) == merge(claims, origins={"a": "b"}, named=["who.name"])


@given(CLAIMS)
def test_every_citation_of_every_claim_is_kept_and_no_other(claims):
    found = merge(claims, origins={}, named=["who.name"])

    for section in ("roles", "who"):
        said = {c for one in claims if one.claim.section == section for c in one.claim.citations}
        kept = [f.citations for f in found.get(section, ())]
        assert {c for citations in kept for c in citations} == said
        assert all(list(c) == sorted(set(c), key=lambda x: (x.source, x.start)) for c in kept)


@given(CLAIMS)
def test_every_value_of_a_claim_is_a_leaf_with_its_citations(claims):
    found = merge(claims, origins={})

    for one in claims:
        leaves = [
            (f.citations[i], leaf.value)
            for f in found[one.claim.section]
            for leaf in f.values.get("name", ())
            for i in leaf.citations
        ]
        assert one.claim.values["name"] is None or (one.claim.citations[0], one.claim.values["name"]) in leaves


def test_findings_are_dated_by_their_newest_article():
    from datetime import date

    claims = [claim("a", "France leads."), claim("b", "France leads.")]

    finding = merge(claims, origins={}, dates={"a": date(2024, 12, 20), "b": date(2025, 12, 16)})["roles"][0]

    assert finding.as_of == date(2025, 12, 16)


def statements(claims, **more):
    found = merge(claims, origins={}, **more)["roles"]
    return sorted(sorted(f.sources) for f in found)


HARBOUR = {
    "a": "The harbour gets a new sea wall",
    "b": "A new sea wall is built at the harbour",
    "c": "Builders put up the new sea wall of the harbour",
    "x": "The harbour museum opens its doors to visitors",
    "y": "Visitors enter the open doors of the harbour museum",
    "z": "Doors open for visitors of the museum at the harbour",
}


def harbour(*sources):
    return [claim(source, HARBOUR[source]) for source in sources]


def test_claims_in_other_words_are_one_finding_if_their_words_are_alike():
    assert statements(harbour("a", "b", "x")) == [["a", "b"], ["x"]]


def test_a_finding_in_other_words_has_the_best_carried_statement_and_all_citations():
    claims = [claim("a", HARBOUR["a"], verdict="partly"), claim("b", HARBOUR["b"])]

    finding = merge(claims, origins={})["roles"][0]

    assert finding.statement == HARBOUR["b"]
    assert [c.source for c in finding.citations] == ["a", "b"]


def test_each_value_of_a_finding_keeps_the_citations_of_those_who_say_it():
    claims = [claim("a", HARBOUR["a"], cost="high"), claim("b", HARBOUR["b"], cost="low"), claim("c", HARBOUR["c"], cost="low")]

    finding = merge(claims, origins={})["roles"][0]

    assert [(leaf.value, [finding.citations[i].source for i in leaf.citations]) for leaf in finding.values["cost"]] == [
        ("high", ["a"]),
        ("low", ["b", "c"]),
    ]


def test_what_is_only_alike_corroborates_only_where_its_own_text_carries_the_statement():
    origins = {source: source for source in "abc"}
    claims = [claim("a", HARBOUR["a"]), claim("b", HARBOUR["b"]), claim("c", HARBOUR["c"])]
    asked = []

    def carries(statement, cited):
        asked.append((statement, cited))
        return len(asked) == 1

    joined = {"origins": origins}
    (near,) = merge(claims, **joined)["roles"]
    (finding,) = merge(claims, **joined, carries=carries)["roles"]

    assert (near.origins, near.carried_by, near.credibility) == (("a", "b", "c"), ("a",), 3)
    assert (finding.carried_by, finding.credibility) == (("a", "b"), 2)
    assert asked == [(HARBOUR["a"], ["words"]), (HARBOUR["a"], ["words"])]


def test_claims_of_nearly_the_same_words_corroborate_as_they_are():
    claims = [claim("a", "The UK will lead."), claim("b", "Britain will lead")]

    assert merge(claims, origins={})["roles"][0].carried_by == ("a", "b")


def test_an_item_counts_who_names_it_and_each_of_its_statements_and_values_who_says_that():
    claims = [
        claim("a", "Norway leads.", name="Norway", role="lead"),
        claim("b", "Norway leads", name="Norway", role="lead"),
        claim("c", "The force is Norwegian.", name="Norway"),
        claim("d", "Norway pays.", name="Norway", role="payer", verdict="partly"),
    ]

    (norway,) = merge(claims, origins={}, named=["roles.name"])["roles"]

    assert (norway.sources, norway.statement, norway.carried_by, norway.credibility) == (
        ("a", "b", "c", "d"),
        "Norway leads",
        ("a", "b"),
        2,
    )
    assert [(s.statement, s.sources, s.carried_by, s.credibility) for s in norway.statements] == [
        ("Norway leads", ("a", "b"), ("a", "b"), 2),
        ("The force is Norwegian.", ("c",), ("c",), 3),
        ("Norway pays.", ("d",), (), 6),
    ]
    (name,), (lead, payer) = norway.values["name"], norway.values["role"]
    assert [(leaf.sources, leaf.credibility) for leaf in (name, lead, payer)] == [
        (("a", "b", "c"), 1),
        (("a", "b"), 2),
        ((), 6),
    ]


def test_statements_about_one_item_in_other_words_are_one_if_their_words_are_alike():
    claims = [claim(source, HARBOUR[source], name="Port") for source in "abx"]
    (port,) = merge(claims, origins={}, named=["roles.name"], carries=lambda *_: True)["roles"]

    assert [(s.sources, s.credibility) for s in port.statements] == [(("a", "b"), 2), (("x",), 3)]


def test_what_is_said_of_two_items_is_never_one():
    claims = [claim("a", HARBOUR["a"], name="Port"), claim("b", HARBOUR["b"], name="Town"), claim("c", HARBOUR["c"])]

    assert statements(claims, named=["roles.name"]) == [["a"], ["b"], ["c"]]


def test_where_only_some_can_be_asked_for_what_fewest_carry_goes_first():
    asked = []
    claims = [claim(source, HARBOUR[source]) for source in "abcx"] + [claim("y", HARBOUR["y"]), claim("z", HARBOUR["z"])]

    def carries(statement, _):
        asked.append(statement)
        return True

    merge(claims, origins={}, carries=carries)

    assert asked == [HARBOUR["a"], HARBOUR["x"], HARBOUR["a"], HARBOUR["x"]]


def test_one_origin_is_asked_about_only_until_one_of_its_claims_carries():
    claims = [claim(source, HARBOUR[source]) for source in "abc"]
    asked = []

    def carries(statement, cited):
        asked.append(statement)
        return True

    merge(claims, origins={"a": "a", "b": "wire", "c": "wire"}, carries=carries)

    assert asked == [HARBOUR["a"]]


def test_an_act_that_is_done_here_and_rumoured_there_is_not_one_claim():
    done, rumour = "The council approved a new bridge", "The council has reportedly expressed openness to a new bridge"

    assert statements([claim("a", done), claim("b", rumour)]) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The port will send 10 boats to the north", "10 boats may be sent to the north by the port"),
        ("The port sends 10 boats to the north", "Boats, 20 of them, go to the north from the port"),
        ("The port will not send boats to the north", "Boats will go to the north, the port says"),
        ("Norway sends ten boats to the north", "To the north go ten boats of Sweden"),
    ],
)
def test_what_guards_find_different_is_not_one_however_alike_the_words_are(one, other):
    assert statements([claim("a", one), claim("b", other)]) == [["a"], ["b"]]


def test_another_name_for_one_person_is_no_difference():
    texts = ["Prime Minister Ann Lee of Norway opened the bridge in the old town."]
    one, other = "Ann Lee opened the bridge in the old town", "In the old town Norwegian Prime Minister Lee opened a bridge"

    assert statements([claim("a", one), claim("b", other)], texts=texts) == [["a", "b"]]


def test_two_speakers_do_not_say_the_same():
    from summarize.models import Speaker

    def spoken(source, name):
        one = claim(source, HARBOUR[source])
        told = one.claim.model_copy(update={"speaker": Speaker(kind="named", name=name)})
        return one.model_copy(update={"claim": told})

    assert statements([spoken("a", "Ann Lee"), spoken("b", "Bo Roth")]) == [["a"], ["b"]]
    assert statements([spoken("a", "Ann Lee"), spoken("b", "Ann Lee")]) == [["a", "b"]]
    part = "the harbour gets a new sea wall this year"  # no name, whoever took it for one
    assert statements([spoken("a", part), spoken("b", "Bo Roth")]) == [["a", "b"]]


def test_a_statement_that_is_like_two_groups_does_not_weld_them():
    both = "Visitors of the harbour museum see the new sea wall through open doors"

    found = statements([*harbour(*"abcxyz"), claim("w", both)])

    assert not any(len(set(group) - {"w"}) > 3 for group in found)
    assert statements(harbour(*"abcxyz")) == [["a", "b", "c"], ["x", "y", "z"]]


def test_no_group_holds_a_pair_that_guards_forbid():
    claims = [
        claim("a", "The port sends boats to the far north"),
        claim("b", "To the far north go 10 boats of the port"),
        claim("c", "Boats from the port, 20 in all, go to the far north"),
    ]

    found = statements(claims)

    assert len(found) == 2
    assert not any({"b", "c"} <= set(group) for group in found)


def test_the_best_pair_joins_first_where_guards_allow_only_one():
    claims = [
        claim("a", "The port sends boats to the far north"),
        claim("b", "To the far north the port sends 10 boats"),
        claim("c", "Boats, 20 in all, leave the port at night and go to the far north"),
    ]

    assert statements(claims) == [["a", "b"], ["c"]]


@given(CLAIMS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_what_is_likely_the_same(claims, random):
    shuffled = claims + claims[:3]
    random.shuffle(shuffled)

    found, again = (merge(each, origins={"a": "b"}) for each in (claims, shuffled))

    assert again == found


@given(CLAIMS)
def test_an_article_given_twice_changes_no_count(claims):
    again = [one.model_copy() for one in claims]
    once, twice = (merge(given_, origins={}) for given_ in (claims, claims + again))

    assert {k: [(f.sources, f.origins, f.credibility) for f in v] for k, v in once.items()} == {
        k: [(f.sources, f.origins, f.credibility) for f in v] for k, v in twice.items()
    }


@given(CLAIMS)
def test_every_claim_is_in_exactly_one_finding_with_all_its_citations(claims):
    # A citation of its own for each different claim, so that it can be told in which findings the claim is.
    different = list({one.model_dump_json(): one for one in claims}.values())
    own = [
        one.model_copy(
            update={
                "claim": one.claim.model_copy(
                    update={
                        "citations": (Citation(source=one.claim.source, start=1000 + 10 * n, end=1005 + 10 * n, quote="words"),)
                    }
                )
            }
        )
        for n, one in enumerate(different)
    ]

    found = merge(own, origins={}, named=["who.name"])

    for one in own:
        inside = [f for f in found[one.claim.section] if one.claim.citations[0] in f.citations]
        assert len(inside) == 1
    assert sum(len(f.citations) for findings in found.values() for f in findings) == len(own)


@given(CLAIMS, st.booleans())
def test_no_finding_is_worth_more_than_the_origins_that_carry_it(claims, obliging):
    found = merge(claims, origins={"a": "b"}, carries=lambda *_: obliging)

    for finding in (f for findings in found.values() for f in findings):
        assert set(finding.carried_by) <= set(finding.origins)
        assert finding.credibility == credibility(finding.verdict, len(finding.carried_by))
        assert bool(finding.carried_by) == (finding.verdict == "supported")


def test_names_that_the_user_knows_to_be_one_are_one_finding_that_shows_them_all():
    claims = [
        claim("a", "The port waits.", name="Harbour Trust"),
        claim("b", "They go.", name="the trust"),
        claim("c", "No.", name="HT"),
    ]

    told = {"Harbour Trust": ["HT", "the trust"]}
    findings = merge(claims, origins={}, named=["roles.name"], aliases=told)["roles"]

    assert [f.aliases for f in findings] == [("HT", "Harbour Trust", "the trust")]
    assert findings[0].values["name"][0].value == "Harbour Trust"


HEADS = ("Norwegian Prime Minister Ana Lind spoke.", "Ana Lind, the prime minister of Norway, left.", "Norway waits.")


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        (("Norwegian Prime Minister Ana Lind", "Lind"), "Ana Lind"),
        (("Norwegian Prime Minister Ana Lind", "Norway"), "Norway"),
        (("Norway", "Norway"), "Norway"),
        (("the Kremlin", "Kremlin"), "Kremlin"),
        (("the Kremlin", "Russia"), "Russia"),
    ],
)
def test_a_state_that_is_only_called_by_its_head_or_seat_is_shown_as_that(named, shown):
    claims = [claim(source, f"{name} came.", name=name) for source, name in zip("ab", named, strict=True)]

    (row,) = merge(claims, origins={}, named=["roles.name"], texts=HEADS)["roles"]

    assert [leaf.value for leaf in row.values["name"]] == [shown]


@given(CLAIMS, st.randoms(use_true_random=False))
def test_no_origin_is_credited_with_a_statement_that_its_own_words_do_not_carry(claims, random):
    """Each claim cites words of its own, so that it can be told what was checked to carry which statement."""
    own = [
        one.model_copy(
            update={
                "claim": one.claim.model_copy(
                    update={"citations": (Citation(source=one.claim.source, start=20 * n, end=20 * n + 5, quote=f"w{n:04}"),)}
                )
            }
        )
        for n, one in enumerate(claims)
    ]
    found_to_carry = set()

    def carries(statement, cited):
        if random.random() < 0.5:
            found_to_carry.add((statement, tuple(cited)))
            return True
        return False

    found = merge(own, origins={"a": "b"}, named=["who.name"], carries=carries)

    for finding in (f for findings in found.values() for f in findings):
        for said in finding.statements or (finding,):
            carrying = {
                {"a": "b"}.get(one.claim.source, one.claim.source)
                for one in own
                if one.verdict == "supported"
                and one.claim.citations[0] in finding.citations
                and (
                    (said.statement, (one.claim.citations[0].quote,)) in found_to_carry
                    or same(one.claim.statement, said.statement)
                )
            }
            assert set(said.carried_by) <= carrying
            assert said.credibility == credibility(said.verdict, len(said.carried_by))
