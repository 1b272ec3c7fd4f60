"""A briefing that another program wrote, or somebody by hand: what its parts say of each other must lead somewhere."""

import copy
import json

import pytest

from summarize.briefing.file import load
from summarize.errors import BriefingError
from tests.test_render import briefing

WHOLE = briefing().model_dump(mode="json", by_alias=True)
VALUE = [{"value": "x", "citations": [2]}]
SAID = [{"statement": "x", "citations": [-1], "sources": ["000"], "origins": ["wire"], "verdict": "supported"}]


def stance(data):
    return data["sections"]["stance"]["findings"][0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda data: data["sources"].append(data["sources"][0]), "two sources have the id '000'"),
        (lambda data: stance(data).update(id="who-1"), "two findings have the id 'who-1'"),
        (lambda data: stance(data).update(origins=[]), "the finding 'stance-1' has no source or no origin"),
        (
            lambda data: stance(data).update(values={"a": VALUE}),
            "the finding 'stance-1' names citation 2, of which it has 0 to 1",
        ),
        (lambda data: stance(data).update(statements=SAID), "the finding 'stance-1' names citation -1, of which it has 0 to 1"),
        (
            lambda data: data["conflicts"][0].update(section="no"),
            "the conflict 'c-1' names 'stance-1', which its section does not",
        ),
        (
            lambda data: data["conflicts"][0].update(findings=["stance-1", "who-1"]),
            "the conflict 'c-1' names 'who-1', which its",
        ),
        (
            lambda data: data.update(summary=[{"text": "x", "findings": ["no-1"]}]),
            "a sentence rests on the finding 'no-1', which",
        ),
        (
            lambda data: data["sections"]["who"].update(answer=[{"text": "x", "findings": ["no-2"]}]),
            "a sentence rests on the finding 'no-2', which is not there",
        ),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_what_leads_nowhere_is_refused_in_one_line(change, problem, check):
    data = copy.deepcopy(WHOLE)
    change(data)

    with pytest.raises(BriefingError, match="is not a whole briefing: ") as refused:
        load(json.loads(json.dumps(data)), check=check)
    assert problem in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_leads_somewhere_is_read():
    assert load(copy.deepcopy(WHOLE)).sections["who"].findings
