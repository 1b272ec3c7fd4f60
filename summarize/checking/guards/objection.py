"""What a guard says when the cited text, read alone, does not carry a statement."""

from typing import Literal

from summarize.models import Value

Kind = Literal[
    "number",
    "name",
    "direction",
    "negation",
    "modality",
    "condition",
    "scope",
    "attribution",
    "time",
    "stitched",
    "absent",
]
Weight = Literal["block", "doubt"]
Remark = tuple[str, Weight]  # the reason and the weight of an objection, as a guard gives them


class Objection(Value):
    """One reason against a statement, in a plain sentence for a reader.

    `block`: a program can know that the cited text does not carry it. `doubt`: somebody should look.
    """

    kind: Kind
    reason: str
    weight: Weight
