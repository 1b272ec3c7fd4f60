import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.checking.wording import wording
from summarize.language.names import identities
from summarize.models import Citation, Finding, Leaf, Speaker, Statement
from summarize.reconciling.articles import Articles
from summarize.reconciling.conflicts.find import Asked, conflicts
from summarize.reconciling.conflicts.report import superseded
from summarize.sourcing.publication import Dated

NOBODY = identities([])
DAY = date(2024, 1, 1)

NUMERIC = [
    ("About 30,000 dockers joined the strike", "15,000 dockers joined the strike"),
    ("The harbour board will spend €20 million on the new quay", "The harbour board will spend €35 million on the new quay"),
    ("The new tunnel is 12 km long", "The new tunnel is 12 miles long"),
    ("The club lost 400 members", "The club lost 900 members"),
    ("Up to 200 boats blocked the harbour", "350 boats blocked the harbour"),
    ("The council cut the library budget by 5 per cent", "The council cut the library budget by 15%"),
    ("The union has 12,000 members", "The union has 18,000 members"),
    ("The club paid £20m for the striker", "The club paid £35m for the striker"),
    ("Members voted by 60 per cent for the strike", "Members voted by 85 per cent for the strike"),
    ("The museum drew 1.5 million visitors in 2023", "The museum drew 2.5 million visitors in 2023"),
    ("The bridge, opened in 1998, is 400 metres long", "The bridge, opened in 1998, is 900 metres long"),
    ("The stadium holds 40,000 spectators", "The stadium holds 25,000 spectators"),
    (
        "The Nordlast shipping line cancelled 40 sailings to the island",
        "The Nordlast shipping line cancelled 90 sailings to the island",
    ),
    ("Fishermen blocked the harbour entrance with 60 boats", "Fishermen blocked the harbour entrance with 150 boats"),
    ("The city will spend up to €50 million on flood walls", "The city will spend €80 million on flood walls"),
    ("The club has won three titles", "The club has won five titles"),
    ("The bank agreed a loan of €10m for the shipyard", "The bank agreed a loan of €25m for the shipyard"),
    ("The union demanded a 6 per cent rise", "The union demanded a 9 per cent rise"),
    ("The strike delayed 140 flights", "Some 300 flights were delayed by the strike"),
    ("Turnout in the Sund election was 48 per cent", "Turnout in the Sund election was 63 per cent"),
]
OPPOSITE = [
    ("The union accepted the pay offer", "The union did not accept the pay offer"),
    ("The union accepted the pay offer", "The union rejected the pay offer"),
    ("The council supports the new stadium", "The council opposes the new stadium"),
    ("The council will close the swimming pool", "The council will not close the swimming pool"),
    ("Anna Weiss said the club sold its ground", "Anna Weiss said the club did not sell its ground"),
    ("The club sold its ground", "The club denied selling its ground"),
    ("The company refused to sign the deal", "The company signed the deal"),
    ("The union backs the merger of the two clubs", "The union does not back the merger of the two clubs"),
    ("The fans oppose the new owner", "The fans welcome the new owner"),
    ("No dockers were hurt in the fire", "Dockers were hurt in the fire"),
    ("The council approved the harbour budget", "The council rejected the harbour budget"),
    ("The court upheld the ban on fishing", "The court overturned the ban on fishing"),
    ("The club's owners agreed to sell the ground to Brenta", "The club's owners refused to sell the ground to Brenta"),
    ("The rowing club has banned night training", "The rowing club has allowed night training"),
    ("The quay is safe", "The quay is not safe"),
    ("The coach denied that he would leave the club", "The coach will leave the club"),
    ("The museum bought the lighthouse", "The museum sold the lighthouse"),
    ("The regatta was cancelled", "The regatta was not cancelled"),
    ("Anna Weiss welcomed the stadium plan", "Weiss opposes the stadium plan"),
    ("The deal was signed by the mayor", "The mayor never signed the deal"),
    ("The vaccine is effective against the new variant", "The vaccine is ineffective against the new variant"),
    ("The parents agreed to the treatment", "The parents refused the treatment"),
    ("The Tarn parliament voted for the mine", "The Tarn parliament voted against the mine"),
    ("The hospital has enough beds", "The hospital does not have enough beds"),
]
STRENGTH = [
    (
        "The council approved a resolution that allows a new bridge",
        "The council has reportedly expressed openness to a new bridge",
    ),
    ("The council approved the new bridge", "The council is considering a new bridge"),
    ("The council approved the new bridge", "The council may approve a new bridge"),
    ("The club sold its old ground", "The club reportedly sold its old ground"),
    ("The club will sell its old ground", "The club is considering selling its old ground"),
    ("The club will sell its old ground", "The club could sell its old ground"),
    ("The union agreed to a wage freeze", "The union is open to a wage freeze"),
    ("The harbour board signed a lease with Nordlast", "The harbour board is weighing a lease with Nordlast"),
    ("The harbour board signed a lease with Nordlast", "The harbour board has allegedly discussed a lease with Nordlast"),
    ("The parliament adopted a law on fishing quotas", "The parliament acknowledged the possibility of fishing quotas"),
    ("The council voted to demolish the grain silo", "The council is mulling plans to demolish the grain silo"),
    (
        "The club's owners agreed to expand the ground",
        "The club's owners are considering an expansion of the ground",
    ),
    ("The mayor promised free bus rides for pensioners", "The mayor may introduce free bus rides for pensioners"),
    ("The bank agreed a loan of €10m for the shipyard", "The bank reportedly discussed a loan for the shipyard"),
    ("Parliament ratified the fisheries treaty", "Parliament has apparently signalled readiness for a fisheries treaty"),
    ("The airline signed a contract for 20 jets", "The airline is in talks over a contract for 20 jets"),
    ("The city decided to ban diesel cars", "The city is weighing a ban on diesel cars"),
    ("The senate passed a law on data privacy", "The senate is debating a law on data privacy"),
]
NONE = [
    ("Tens of thousands of dockers joined the strike", "30,000 dockers joined the strike"),
    ("The harbour board will spend €20 million on the new quay", "The harbour board will spend $35 million on the new quay"),
    ("The new tunnel is 12 km long", "The new tunnel is 7.5 miles long"),
    ("The club lost 400 members in the north", "The club lost 900 members in the whole country"),
    ("The club lost 400 members in March", "The club lost 900 members in April"),
    ("The club lost 400 members", "The club gained 900 members"),
    ("At least 200 boats blocked the harbour", "350 boats blocked the harbour"),
    ("The council cut the library budget by 5 per cent", "The council cut the library budget to 5 per cent"),
    ("The strike cost the harbour 30,000 containers", "The strike cost the harbour 29,400 containers"),
    ("The union has 12,000 members in Rovik", "The union has 18,000 members in Sund"),
    ("The union has 12,000 women members", "The union has 18,000 members"),
    ("The union says 2,000 dockers joined the strike", "Police said 800 dockers joined the strike"),
    ("The shipyard will hire 300 welders", "The shipyard hired 200 welders"),
    ("The shipyard employs 300 welders", "The shipyard employs 800 workers"),
    ("The club paid £20m for the striker", "The club paid £35m for the goalkeeper"),
    ("The ferry carried 120 passengers", "The ferry carried 40 cars"),
    ("The museum drew 1.5 million visitors in 2023", "The museum drew 2.5 million visitors in 2024"),
    ("The port handled 300 ships a day", "The port handled 2,000 ships"),
    ("The company could lose 400 jobs", "The company lost 900 jobs"),
    ("Nearly 500 residents signed the petition", "510 residents signed the petition"),
    ("The union accepted the pay offer", "The union did not reject the pay offer"),
    ("The council will close the swimming pool", "The council will keep the swimming pool open"),
    ("The mayor said the council supports the new stadium", "The opposition leader said the council opposes the new stadium"),
    ("The union accepted the employer's offer", "The employer did not accept the union's offer"),
    ("The council may close the swimming pool", "The council will not close the swimming pool"),
    ("Not all members accepted the pay offer", "Members accepted the pay offer"),
    ("Some members rejected the pay offer", "Members accepted the pay offer"),
    ("The union rejected the 3 per cent offer", "The union accepted the 5 per cent offer"),
    ("The board will reopen the quay if the dockers return", "The board will not reopen the quay unless the dockers return"),
    ("The board will reopen the quay after the strike", "The board will not reopen the quay before the strike ends"),
    ("The union rejected the offer on Monday", "The union accepted the offer on Friday"),
    ("The fans oppose the new stadium", "The fans welcome the new coach"),
    ("The ferry company has not yet ordered new ships", "The ferry company has ordered new ships"),
    ("The council approved the harbour budget", "The finance committee rejected the harbour budget"),
    ("The court upheld the ban on fishing in the north", "The court overturned the ban on fishing in the south"),
    ("Employers want to cut wages", "Employers do not want to raise wages"),
    ("The council did not approve the tunnel but approved the bridge", "The council approved the bridge"),
    ("The board not only raised fees but closed the pool", "The board raised fees"),
    ("The union will strike on Monday", "The union will not strike on Tuesday"),
    ("The club will move to Sund", "The club will not move to Rovik"),
    ("The Rovik council opposes the wind farm", "The Sund council supports the wind farm"),
    ("The union should accept the offer", "The union will not accept the offer"),
    ("The council approved the new bridge", "The council discussed a new bridge"),
    ("The council approved the new bridge", "The council plans a new bridge"),
    ("The council approved the new bridge", "The council is considering a new tunnel"),
    ("The club sold its old ground", "The club may sell its old ground"),
    ("The union agreed to a wage freeze", "The mayor is open to a wage freeze"),
    ("The union agreed to consider a wage freeze", "The union is open to a wage freeze"),
    ("The harbour board signed a lease with Nordlast", "The harbour board is weighing a lease with Sealine"),
    ("The council approved a plan to build a ferry terminal", "The council will build a ferry terminal"),
    ("The council did not approve a ferry terminal", "The council is considering a ferry terminal"),
    ("The union pledged to end the strike if wages rise", "The union may end the strike"),
    ("The council approved the first bridge", "The council is considering a second bridge"),
    ("The council is considering the pay offer of the union", "The union agreed to the pay offer of the council"),
    ("The port authority said the crane collapsed at 3 pm", "The port authority said the crane collapsed at 5 pm"),
    ("The union represents about 4,000 crane drivers", "The union represents 4,300 crane drivers"),
    ("The council voted to demolish the grain silo", "The council is mulling whether to demolish the grain silo"),
    ("Harbour workers ended their strike", "Harbour workers continued their strike"),
    ("The committee postponed the vote on the marina", "The committee approved the marina"),
    ("The treasurer resigned in June", "The treasurer did not resign"),
    ("The ferry will sail from Sund to Rovik", "The ferry will not sail from Rovik to Sund"),
    ("Residents oppose the waste plant", "Most residents support the waste plant"),
    ("The city will spend up to €50 million on flood walls", "The city will spend €30 million on flood walls"),
    ("The dockers' union signed the agreement with the port", "The teachers' union did not sign the agreement with the port"),
    ("According to the mayor, the quay is safe", "The engineers say the quay is not safe"),
    ("The club has won three titles since 2010", "The club has won five titles since 1990"),
    ("The board decided to close the yard in 2026", "The board decided to close the yard in 2028"),
    ("The fire damaged 30 boats", "The fire destroyed 12 boats"),
    ("Police detained 15 fans before the match", "Police detained 40 fans after the match"),
    ("The coach will leave the club in summer", "The coach will not leave the club"),
    ("The shipyard delivered two ferries to Norway", "The shipyard delivered four ferries to Sweden"),
    ("The harbour has 14 cranes, 3 of them new", "The harbour has 14 cranes, 5 of them new"),
    ("The island's ferry is never late", "The island's ferry is often late"),
    ("Two senators back the bill", "Two senators oppose the bill"),
    ("The lower court convicted Marek Holm", "The appeals court acquitted Marek Holm"),
    ("Holm is not expected to appeal", "Holm will appeal"),
    ("Velen's navy has withdrawn from the strait", "Norland's navy has not withdrawn from the strait"),
    ("The price of bread rose by 12 per cent in a year", "The price of bread rose by 1 per cent in a month"),
    ("Holm was acquitted of murder but convicted of theft", "Holm was convicted of theft"),
    ("The judge granted bail", "The judge denied bail to the second suspect"),
    ("Berg denied having met Holm in Sund", "Berg met Holm in Rovik"),
]


def finding(number, statement, source, *, section="s", speaker=None, origins=None, stance=None, **more):
    said = wording([statement], statement)
    return Finding(
        id=f"{section}-{number}",
        statement=statement,
        values={"stance": (Leaf(value=stance, citations=(0,)),)} if stance else {},
        citations=(Citation(source=source, start=0, end=5, quote="words"),),
        sources=(source,),
        origins=origins or (source,),
        verdict="supported",
        speaker=speaker or said.speaker,
        modality=said.modality,
        **more,
    )


def on(**days):
    """Source id -> its day, counted from the first."""
    return {source: Dated(earliest=DAY + timedelta(n), latest=DAY + timedelta(n), why="given") for source, n in days.items()}


def found(*findings, dates=None, names=NOBODY, question="", positions=("stance",), **judges):
    return conflicts(
        {"s": findings}, Articles(names=names, dates=dates or {}), asked={"s": Asked(question, positions)}, **judges
    )


def both(one, other):
    return finding(1, one, "a"), finding(2, other, "b")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        *(("numeric", *pair) for pair in NUMERIC),
        *(("contradiction", *pair) for pair in OPPOSITE),
        *(("differing accounts", *pair) for pair in STRENGTH),
    ],
)
def test_two_sources_at_odds_are_a_conflict_of_its_kind_in_either_order(kind, one, other):
    a, b = both(one, other)
    [conflict] = found(a, b)

    assert (conflict.id, conflict.kind, conflict.section, conflict.findings) == ("conflict-1", kind, "s", ("s-1", "s-2"))
    assert found(b, a) == (conflict,)


@pytest.mark.parametrize(("one", "other"), NONE)
def test_what_can_both_stand_is_no_conflict(one, other):
    assert found(*both(one, other)) == ()
    assert found(*both(other, one)) == ()


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("The union was undecided on the merger", "The union backs the merger", 30),
        ("The union opposed the merger", "The union supports the merger", 30),
        ("The council is considering a new bridge", "The council approved a new bridge", 30),
        ("The ferry company has not yet ordered new ships", "The ferry company has ordered new ships", 30),
        ("The club will not sell its ground", "The club will sell its ground", 30),
        ("The mayor took no definitive stance on the wind farm", "The mayor backs the wind farm", 300),
        ("The council plans to build a tunnel", "The council built the tunnel", 300),
    ],
)
def test_a_position_that_changed_names_the_newer_first(one, other, days):
    [conflict] = found(*both(one, other), dates=on(a=0, b=days))

    assert (conflict.kind, conflict.findings) == ("changed over time", ("s-2", "s-1"))
    assert superseded([conflict]) == {"s-1": "s-2"}
    assert "(2024-01-01)" in conflict.why


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("The union supports the merger", "The union supports the merger", 30),
        ("The mayor backs the wind farm in the north", "The mayor opposes the wind farm in the south", 300),
        ("The mayor backs the wind farm", "The mayor opposes the stadium", 300),
        ("The mayor took no definitive stance on the wind farm", "The council backs the wind farm", 300),
        ("The club sold its ground", "The club did not sell its ground", 90),
        ("The council approved the bridge", "The council is considering the bridge", 90),
        ("The council bought 12 buses", "The council bought 20 buses", 60),
        ("12 dockers were hurt in the fire", "20 dockers were hurt in the fire", 2),
        ("The council opened the pool", "The council closed the pool", 5),
    ],
)
def test_what_time_explains_is_no_conflict(one, other, days):
    assert found(*both(one, other), dates=on(a=0, b=days)) == ()


ASKED = "Norwegian stance: Where does Norway stand on the cable?"


def test_whoever_a_section_asks_about_and_had_not_yet_decided_has_changed_in_whatever_words():
    one, other = both("Norway has not yet taken a definitive stance", "Norway backs it with ships and money")
    [conflict] = found(one, other, question=ASKED)

    assert (conflict.kind, conflict.findings) == ("changed over time", ("s-2", "s-1"))
    assert '"not yet taken a definitive stance"' in conflict.why
    assert found(one, other) == ()


def test_the_days_go_before_a_not_yet():
    undecided, decided = both("Norway has not yet taken a stance", "Norway backs it")

    assert found(undecided, decided, question=ASKED, dates=on(a=90, b=0)) == ()


def test_no_stance_without_a_yet_and_without_days_is_a_differing_account():
    [conflict] = found(*both("Norway has made no final decision", "Norway backs it"), question=ASKED)

    assert conflict.kind == "differing accounts"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norway has not yet decided on the colour", "Norway backs it"),
        ("Norway is in no position to pay", "Norway backs it"),
        ("Norway has not yet taken a stance", "Sweden backs it"),
        ("Norway has not yet taken a stance", "Norway may back it"),
        ("The talks brought it a neutral status", "Norway backs it"),
    ],
)
def test_what_is_undecided_about_another_thing_or_by_another_actor_is_no_change(one, other):
    assert found(*both(one, other), question=ASKED) == ()


def test_that_something_is_recent_makes_it_no_other_act():
    one, other = "The mayor recently signed a lease for the old pier", "The mayor is reportedly considering leasing a pier"
    [conflict] = found(*both(one, other), one_act=lambda *_: 1.0)

    assert conflict.kind == "differing accounts"


def test_who_weighs_in_has_not_weighed_anything():
    one = "The council has also weighed in, with members approving a resolution that allows a new bridge"
    [conflict] = found(*both(one, "The council has reportedly expressed openness to a new bridge"), one_act=lambda *_: 1.0)

    assert conflict.kind == "differing accounts"


def test_a_number_that_shrinks_from_one_day_to_the_next_is_a_conflict():
    [conflict] = found(*both("20 dockers were hurt in the fire", "12 dockers were hurt in the fire"), dates=on(a=0, b=2))

    assert conflict.kind == "numeric"


def test_a_later_and_weaker_account_of_one_act_is_a_differing_account():
    [conflict] = found(
        *both("The council approved a new bridge", "The council is considering a new bridge"), dates=on(a=0, b=1)
    )

    assert conflict.kind == "differing accounts"


def test_two_articles_of_one_origin_tell_of_one_time():
    weak = finding(1, "The council is considering a new bridge", "a", origins=("wire",))
    strong = finding(2, "The council approved a new bridge", "b", origins=("wire",))
    [conflict] = found(weak, strong, dates=on(a=0, b=1))

    assert conflict.kind == "differing accounts"


def test_what_is_done_cannot_be_undone_so_that_its_denial_a_day_later_contradicts_it():
    [conflict] = found(*both("The club sold its ground", "The club did not sell its ground"), dates=on(a=0, b=1))

    assert conflict.kind == "contradiction"


def test_why_says_what_each_says():
    [conflict] = found(
        *both("The council approved a resolution that allows a new bridge", "The council is reportedly open to a new bridge")
    )

    assert conflict.why == (
        'a says "approved a resolution", b says "reportedly open to a new bridge": one act, told with different strength'
    )


def test_words_are_ascribed_to_those_sources_only_that_have_them():
    approved, acknowledged = "The council approved a new bridge", "The new bridge was acknowledged by the council"
    strong = finding(1, approved, "a").model_copy(
        update={
            "sources": ("a", "c"),
            "citations": tuple(
                Citation(source=s, start=0, end=len(q), quote=q) for s, q in (("a", approved), ("c", acknowledged))
            ),
        }
    )
    [conflict] = found(strong, finding(2, "The council is considering a new bridge", "b"))

    assert conflict.why.startswith('a says "approved a new bridge", b says "')


def test_a_change_that_only_the_words_tell_is_said_to_be_so():
    [conflict] = found(*both("Norway has not yet taken a stance", "Norway backs it"), question=ASKED)

    assert conflict.why == (
        'a said "not yet taken a stance" (no date); b says "backs" (no date), which is newer, for it was "not yet" so before'
    )


def test_one_article_is_not_set_against_itself():
    one, other = "The union accepted the pay offer", "The union rejected the pay offer"

    assert found(finding(1, one, "a"), finding(2, other, "a")) == ()


def test_what_its_citations_do_not_carry_is_not_compared():
    one, other = both("The union accepted the pay offer", "The union rejected the pay offer")

    assert found(one.model_copy(update={"verdict": "unsupported"}), other) == ()


def test_findings_of_two_sections_are_not_compared():
    one = finding(1, "The union accepted the pay offer", "a", section="s")
    other = finding(1, "The union rejected the pay offer", "b", section="t")

    assert conflicts({"s": [one], "t": [other]}, Articles(names=NOBODY)) == ()


def test_two_speakers_with_two_views_are_no_conflict_and_one_speaker_is():
    one, other = "The harbour will close", "The harbour will not close"
    weiss, berg = Speaker(kind="named", name="Anna Weiss"), Speaker(kind="named", name="Tomas Berg")

    assert found(finding(1, one, "a", speaker=weiss), finding(2, other, "b", speaker=berg)) == ()
    [conflict] = found(finding(1, one, "a", speaker=weiss), finding(2, other, "b", speaker=weiss))
    assert conflict.kind == "contradiction"


def test_one_actor_under_two_names_is_one():
    names = identities(["Norwegian Prime Minister Kari Dahl spoke.", "Prime Minister Dahl spoke."])
    one, other = both("Norway supports the cable", "Kari Dahl opposes the cable")
    [conflict] = found(one, other, names=names)

    assert conflict.kind == "contradiction"


def test_three_numbers_for_one_thing_are_one_conflict():
    tugs = [finding(n, f"The harbour has {count} tugs", f"a{n}") for n, count in enumerate((4, 9, 15))]
    [conflict] = found(*tugs)

    assert conflict.findings == ("s-0", "s-1", "s-2")


def test_a_closed_choice_that_changes_with_time_is_a_changed_position_whatever_the_words():
    old = finding(1, "The union showed interest", "a", stance="undecided")
    new = finding(2, "The union would lend political weight and coordination", "b", stance="supports")
    [conflict] = found(old, new, dates=on(a=0, b=300))

    assert (conflict.kind, conflict.findings) == ("changed over time", ("s-2", "s-1"))
    assert conflict.why == 'a said "undecided" (2024-01-01); b says "supports" (2024-10-27), which is newer'


@pytest.mark.parametrize(
    ("one", "other"),
    [("not stated", "supports"), ("supports", "supports"), ("supports with conditions", "supports"), (None, "supports")],
)
def test_a_choice_that_says_nothing_or_the_same_is_no_change(one, other):
    old = finding(1, "The union showed interest", "a", stance=one)
    new = finding(2, "The union would lend political weight", "b", stance=other)

    assert found(old, new, dates=on(a=0, b=300)) == ()


def test_choices_of_sources_whose_dates_overlap_or_are_not_known_are_no_change():
    old = finding(1, "The union showed interest", "a", stance="undecided")
    new = finding(2, "The union would lend political weight", "b", stance="supports")
    month = Dated(earliest=DAY, latest=DAY + timedelta(40), why="given")

    assert found(old, new) == ()
    assert found(old, new, dates=on(b=30) | {"a": month}) == ()


def test_each_older_finding_goes_with_the_newest_that_replaces_it():
    first = finding(1, "The union showed interest", "a", stance="undecided")
    second = finding(2, "The union turned away", "b", stance="opposes")
    third = finding(3, "The union would lend weight", "c", stance="supports")
    result = found(first, second, third, dates=on(a=0, b=30, c=60))

    assert [c.findings for c in result] == [("s-3", "s-2", "s-1")]
    assert superseded(result) == {"s-1": "s-3", "s-2": "s-3"}


def test_any_field_is_a_position_if_the_schema_marks_it():
    leaf = {"mood": (Leaf(value="calm", citations=(0,)),)}, {"mood": (Leaf(value="angry", citations=(0,)),)}
    old, new = both("The union showed interest", "The union would lend weight")
    old, new = old.model_copy(update={"values": leaf[0]}), new.model_copy(update={"values": leaf[1]})

    assert found(old, new, dates=on(a=0, b=30)) == ()
    assert len(found(old, new, dates=on(a=0, b=30), positions=["mood"])) == 1


def test_a_judge_decides_what_is_neither_certain_nor_out_of_the_question():
    pair = both("The council approved the new bridge", "The council discussed a new bridge")
    far = both("The council approved the new bridge", "The club is considering a summer regatta")

    assert found(*pair) == ()
    assert len(found(*pair, one_act=lambda *_: 0.9)) == 1
    assert found(*pair, one_act=lambda *_: 0.5) == ()
    assert found(*far, one_act=lambda *_: 1.0) == ()


def test_what_one_calls_untrue_contradicts_the_other_if_a_judge_says_so():
    pair = both("The rowing club bought the old lighthouse", "That the rowing club bought the lighthouse is a hoax")
    asked = []

    def denies(one, other):
        asked.append({one, other})
        return 0.9

    [conflict] = found(*pair, denies=denies)

    assert conflict.kind == "contradiction"
    assert asked == [{f.statement for f in pair}]
    assert found(*pair) == found(*pair, denies=lambda *_: 0.5) == ()


def test_a_judge_is_not_asked_about_what_is_certain():
    asked = []
    found(
        *both("The union accepted the pay offer", "The union rejected the pay offer"), one_act=lambda *pair: asked.append(pair)
    )

    assert asked == []


def test_a_judge_is_asked_about_the_most_alike_first():
    asked = []

    def judge(one, other):
        asked.append({one, other})
        return 0.0

    near = both("The council approved the new bridge", "The council discussed a new bridge")
    less = (
        finding(3, "The council approved the long tunnel under the northern harbour", "a"),
        finding(4, "The council discussed a tunnel under the western fjord", "b"),
    )
    found(*less, *near, one_act=judge)

    assert asked[0] == {f.statement for f in near}


def test_what_two_sections_cite_for_one_conflict_is_told_once_and_names_the_findings_of_both():
    sides = both("The union accepted the pay offer", "The union rejected the pay offer")
    again = [f.model_copy(update={"id": f.id.replace("s", "t")}) for f in sides]

    [conflict] = conflicts({"s": sides, "t": again}, Articles(names=NOBODY))

    assert (conflict.section, conflict.findings, conflict.also) == ("s", ("s-1", "s-2"), ("t-1", "t-2"))


def test_two_conflicts_over_the_same_sentences_stay_two():
    sides = both("The council closed 12 schools", "The council closed 40 schools")
    others = [
        finding(n, statement, source, section="t")
        for n, statement, source in ((1, "The harbour has 14 cranes", "a"), (2, "The harbour has 30 cranes", "b"))
    ]

    assert len(conflicts({"s": sides, "t": others}, Articles(names=NOBODY))) == 2


def test_what_changed_is_superseded_in_each_section_that_tells_it():
    old, new = both("The union opposed the merger", "The union supports the merger")
    again = [f.model_copy(update={"id": f.id.replace("s", "t")}) for f in (old, new)]

    told = conflicts({"s": [old, new], "t": again}, Articles(names=NOBODY, dates=on(a=0, b=30)))

    assert len(told) == 1
    assert superseded(told) == {"s-1": "s-2", "t-1": "t-2"}


def test_of_a_named_item_those_are_at_odds_who_say_what_is_shown_not_all_who_name_it():
    first, second = both("The union accepted the pay offer", "The union rejected the pay offer")
    named = first.model_copy(
        update={
            "citations": (*first.citations, Citation(source="c", start=0, end=5, quote="Words")),
            "sources": ("a", "c"),
            "origins": ("a", "c"),
            "statements": (
                Statement(statement=first.statement, citations=(0,), sources=("a",), origins=("a",), verdict="supported"),
            ),
        }
    )

    [conflict] = found(named, second)

    assert conflict.why.startswith("a says")


def test_a_word_that_many_share_does_not_hide_a_rare_one():
    crowd = [
        finding(n, f"The council approved the bridge over the {chr(97 + n // 26)}{chr(97 + n % 26)}brook", f"c{n}")
        for n in range(80)
    ]
    pair = (
        finding(100, "The council approved the bridge at Sund", "a"),
        finding(101, "The council rejected the bridge at Sund", "b"),
    )
    [conflict] = found(*crowd, *pair)

    assert conflict.findings == ("s-100", "s-101")


SOME = st.lists(st.sampled_from([s for pair in (*NUMERIC, *OPPOSITE, *STRENGTH) for s in pair]), max_size=8)
PLAIN = st.lists(
    st.text(alphabet="The union did not accept 12% of offers, 30 may say if approved.", min_size=1, max_size=50), max_size=4
)


@given(st.one_of(SOME, PLAIN), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_findings_does_not_matter_and_none_conflicts_with_itself(statements, random, dated):
    findings = {
        section: [finding(n, s, f"a{n % 5}", section=section) for n, s in enumerate(statements)] for section in ("s", "t")
    }
    dates = on(**{f"a{n}": 40 * n for n in range(5)}) if dated else {}
    shuffled = {section: random.sample(some, len(some)) for section, some in reversed(findings.items())}
    result = conflicts(findings, Articles(names=NOBODY, dates=dates))

    assert conflicts(shuffled, Articles(names=NOBODY, dates=dates)) == result
    assert [c.id for c in result] == [f"conflict-{n}" for n in range(1, len(result) + 1)]
    for conflict in result:
        assert len(set(conflict.findings)) == len(conflict.findings) >= 2
        assert {f.partition("-")[0] for f in conflict.findings} == {conflict.section}


@pytest.mark.parametrize("kept", [0, 100])
def test_what_is_found_does_not_depend_on_how_much_that_was_read_is_kept(kept, monkeypatch):
    statements = [s for pair in (*NUMERIC, *OPPOSITE, *STRENGTH) for s in pair]
    given = [finding(n, s, f"a{n % 7}") for n, s in enumerate(statements)]
    whole = found(*given)
    monkeypatch.setattr("summarize.reconciling.conflicts.find._KEPT_TEXT", kept)

    assert len(whole) > 20
    assert found(*given) == whole


def test_a_finding_given_twice_is_one_finding():
    a, b = both("The union accepted the pay offer", "The union rejected the pay offer")

    assert [found(*some) for some in itertools.permutations([a, b, a])].count(found(a, b)) == 6
