"""What a question is likely to take, told before it is asked. Pure.

No tokenizer comes with this package: each service has another, and those that are published fetch their vocabulary from the
network. Tokens of English are near enough by its characters, and whoever reserves them puts right afterwards what was taken.
"""

import json
import math
from collections.abc import Mapping
from functools import lru_cache

from pydantic import BaseModel

from summarize.engines.prompts import Prompt
from summarize.records import Usage

# Characters of a token. The 286 recorded questions to the embedded model (English news, instructions) have 428,691 characters
# and 99,614 tokens: 4.3; the longer ones up to 4.9.
CHARACTERS = 4.3
# Tokens of a reply for each token of the user's message, which has what the reply is about.
# extract: a careful reader's answers to all sections of an article of 800 words took up to 3,500 tokens; form and article have
# 1,600. judge_claims: a verdict that finds a claim carried has 95 characters, where the claim and its sentence have 300.
# reconcile: the reply to 80 claims took 3,000 tokens; these have 2,800. front: it is a fifth as long as the articles.
REPLIES: Mapping[str, float] = {"extract": 2.2, "judge_claims": 0.4, "reconcile": 1.1, "front": 0.5}
LIKE_ANY = 1.0  # of other prompts: a reply as long as what it is about


def expected(prompt: Prompt, asked: type[BaseModel] | tuple[str, ...]) -> Usage:
    """The tokens that one call is likely to take. `asked`: the shape of the reply, or the words of which it is one."""
    written = isinstance(asked, type)
    texts = (prompt.system, prompt.user, *(words for _, words in prompt.turns))
    told = tokens(sum(map(len, texts)) + (_form(asked) if isinstance(asked, type) else 0))
    reply = math.ceil(REPLIES.get(prompt.name, LIKE_ANY) * tokens(len(prompt.user))) if written else 1
    return Usage(calls=1, prompt_tokens=told, completion_tokens=reply)


def tokens(characters: float) -> int:
    """The tokens of so many characters of a prompt."""
    return math.ceil(characters / CHARACTERS)


@lru_cache(maxsize=256)
def _form(shape: type[BaseModel]) -> int:
    """The characters of a shape as a JSON schema, which services count as a part of the prompt."""
    return len(json.dumps(shape.model_json_schema()))
