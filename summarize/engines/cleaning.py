"""No control character in what a model writes: an engine whose replies hold none, wherever it may have them from."""

import re
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from summarize.engines import Answer, Around, Reply
from summarize.engines.prompts import Prompt

# What moves a cursor, reorders what stands beside it, or is drawn by no program; lines and tabs are text. A judge of a text is
# shown a space for each of them (`extracting.windows.shown`), so nobody has found that they are carried.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_HALF = re.compile("[\ud800-\udfff]")  # a shape without limits takes it


class Cleaning(Around):
    """An engine with a space for each control character of a reply, and U+FFFD for half a character, which no file can hold."""

    def _asked(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        answer = ask(prompt)
        return answer._replace(value=cleaned(answer.value)) if isinstance(answer, Reply) else answer


def cleaned(value: Any) -> Any:
    """The value with its texts cleaned, sign for sign: in models, lists and mappings. A model that is clean is itself."""
    if type(value) is str:
        return _HALF.sub("\ufffd", _CONTROL.sub(" ", value))
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: new for name, old in fields.items() if (new := cleaned(old)) != old}
        return value.model_copy(update=changed) if changed else value
    if type(value) is dict:
        return {cleaned(key): cleaned(each) for key, each in value.items()}
    return type(value)(map(cleaned, value)) if type(value) in (list, tuple, set, frozenset) else value
