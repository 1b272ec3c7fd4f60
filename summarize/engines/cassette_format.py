"""How a cassette looks on disk: JSON with an eye to differences. Pure: values in, text out, and back.

What is read may be anything: it is checked here, down to what a replay relies on.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

FORMAT = "summarize.cassette/1"
ENGINE = "http://engine"  # stands for every host: a recording replays wherever the server was
PATH = "/v1/chat/completions"
CONTENT_TYPE = "content-type"
WIDTH = 120  # what fits in this many characters stays on one line

Header = Annotated[str, Field(pattern=r"^[ -~]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True)


class _Request(_Strict):
    method: Literal["POST"]
    path: Literal["/v1/chat/completions"]
    type: Header
    body: dict[Any, Any]


class _Response(_Strict):
    status: Annotated[int, Field(ge=200, le=599)]
    type: Header
    body: Any


class _Interaction(_Strict):
    request: _Request
    response: _Response


class Layout:
    """A serializer for vcrpy: parsed bodies, long texts as lists of lines, so that a difference shows where it is."""

    @staticmethod
    def serialize(tape: dict[str, Any]) -> str:
        return _printed({"format": FORMAT, "interactions": [_written(one) for one in tape["interactions"]]}) + "\n"

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        tape = json.loads(text)
        if not isinstance(tape, dict) or tape.get("format") != FORMAT:
            raise ValueError(f"its format is not {FORMAT!r}")
        interactions = tape.get("interactions")
        if not isinstance(interactions, list):
            raise ValueError("it has no list of interactions")  # noqa: TRY004  as all that is wrong with a file's content
        return _tape(_checked(one, number) for number, one in enumerate(interactions, 1))


class Journal:
    """A serializer for vcrpy: the same, an interaction a line, for what is written while it is recorded.

    A line that was not written whole is left out, and what was written again after that is there once.
    """

    HEAD = '{"format": "summarize.cassette.journal/1"}\n'

    @staticmethod
    def serialize(tape: dict[str, Any]) -> str:
        return "".join(json.dumps(_written(one)) + "\n" for one in tape["interactions"])

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        lines = text.removeprefix(Journal.HEAD).split("\n")
        return _tape({one["request"]["body"]: one for line in lines if (one := _whole(line)) is not None}.values())


def parsed(text: bytes | str) -> Any:
    """Return a body as JSON, or as text where it is none that can be kept, such as an error page or brackets without end."""
    try:
        return from_json(text)  # which, other than `json`, refuses what is nested deeper than anything that is said
    except ValueError:
        return text if isinstance(text, str) else text.decode("utf-8", "replace")


def _tape(interactions: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"version": 1, "interactions": list(interactions)}


def _written(one: dict[str, Any]) -> dict[str, Any]:
    """An interaction as vcrpy has it -> as it is kept."""
    return {
        "request": {
            "method": one["request"]["method"],
            "path": PATH,
            "type": _first(one["request"]["headers"]),
            "body": _with_texts(parsed(one["request"]["body"]), _lines),
        },
        "response": {
            "status": one["response"]["status"]["code"],
            "type": _first(one["response"]["headers"]),
            "body": _with_texts(parsed(one["response"]["body"]["string"]), _lines),
        },
    }


def _whole(line: str) -> dict[str, Any] | None:
    try:
        return _checked(json.loads(line), 0)
    except (ValueError, RecursionError):
        return None


def _checked(one: Any, number: int) -> dict[str, Any]:
    """An interaction as it is kept -> as vcrpy has it. Raises ValueError."""
    try:
        kept = _Interaction.model_validate(one)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise ValueError(f"interaction {number}, {where}: {first['msg']}") from error
    return {
        "request": {
            "method": kept.request.method,
            "uri": ENGINE + kept.request.path,
            "body": json.dumps(_with_texts(kept.request.body, _text)),
            "headers": {CONTENT_TYPE: [kept.request.type]},
        },
        "response": {
            "status": {"code": kept.response.status, "message": ""},
            "headers": {CONTENT_TYPE: [kept.response.type]},
            "body": {"string": _body(kept.response.body)},
        },
    }


def _body(body: Any) -> str:
    text = body if isinstance(body, str) else json.dumps(_with_texts(body, _text))
    text.encode()  # a ValueError for what no server can have sent
    return text


def _first(headers: Mapping[str, Any]) -> str:
    value = headers.get(CONTENT_TYPE, "application/json")
    return str(value[0] if isinstance(value, list) else value)


def _with_texts(body: Any, turn: Callable[[Any], Any]) -> Any:
    """Turn the texts of a body's messages, those asked and those said, and leave all else as it is, whatever it is."""
    if not isinstance(body, dict):
        return body
    turned = dict(body)
    if isinstance(body.get("messages"), list):
        turned["messages"] = [_turned(message, turn) for message in body["messages"]]
    if isinstance(body.get("choices"), list):
        turned["choices"] = [
            {**choice, "message": _turned(choice["message"], turn)}
            if isinstance(choice, dict) and "message" in choice
            else choice
            for choice in body["choices"]
        ]
    return turned


def _turned(message: Any, turn: Callable[[Any], Any]) -> Any:
    return {**message, "content": turn(message.get("content"))} if isinstance(message, dict) else message


def _lines(text: Any) -> Any:
    return text.split("\n") if isinstance(text, str) and "\n" in text else text


def _text(lines: Any) -> Any:
    """Lines as one text; parts of a content, which are no texts, as they are."""
    return "\n".join(lines) if isinstance(lines, list) and lines and all(isinstance(line, str) for line in lines) else lines


def _printed(value: Any, indent: str = "") -> str:
    """Print JSON: what fits in a line in one line, the rest an item a line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) <= WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    deeper = indent + " "
    if isinstance(value, list):
        items = [_printed(item, deeper) for item in value]
    else:
        items = [f"{json.dumps(key, ensure_ascii=False)}: {_printed(item, deeper)}" for key, item in value.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return f"{opening}\n{deeper}" + f",\n{deeper}".join(items) + f"\n{indent}{closing}"
