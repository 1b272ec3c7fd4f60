"""How a cassette looks on disk: JSON with an eye to differences. Pure: values in, text out, and back."""

import json
from collections.abc import Callable, Mapping
from typing import Any

FORMAT = "summarize.cassette/1"
ENGINE = "http://engine"  # stands for every host: a recording replays wherever the server was
PATH = "/v1/chat/completions"
CONTENT_TYPE = "content-type"
WIDTH = 120  # what fits in this many characters stays on one line


class Layout:
    """A serializer for vcrpy: parsed bodies, long texts as lists of lines, so that a difference shows where it is."""

    @staticmethod
    def serialize(tape: dict[str, Any]) -> str:
        interactions = [
            {
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
            for one in tape["interactions"]
        ]
        return _printed({"format": FORMAT, "interactions": interactions}) + "\n"

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        tape = json.loads(text)
        if not isinstance(tape, dict) or tape.get("format") != FORMAT:
            raise ValueError(f"its format is not {FORMAT!r}")
        return {"version": 1, "interactions": [_interaction(one) for one in tape["interactions"]]}


def parsed(text: bytes | str) -> Any:
    """Return a body as JSON, or as text where it is none, such as an error page."""
    try:
        return json.loads(text)
    except ValueError:
        return text if isinstance(text, str) else text.decode("utf-8", "replace")


def _interaction(one: dict[str, Any]) -> dict[str, Any]:
    request, response = one["request"], one["response"]
    return {
        "request": {
            "method": request["method"],
            "uri": ENGINE + request["path"],
            "body": json.dumps(_with_texts(request["body"], _text)),
            "headers": {CONTENT_TYPE: [request["type"]]},
        },
        "response": {
            "status": {"code": response["status"], "message": ""},
            "headers": {CONTENT_TYPE: [response["type"]]},
            "body": {"string": _body(response["body"])},
        },
    }


def _body(body: Any) -> str:
    return body if isinstance(body, str) else json.dumps(_with_texts(body, _text))


def _first(headers: Mapping[str, Any]) -> str:
    value = headers.get(CONTENT_TYPE, "application/json")
    return str(value[0] if isinstance(value, list) else value)


def _with_texts(body: Any, turn: Callable[[Any], Any]) -> Any:
    """Turn the texts of a body's messages, those asked and those said, and leave all else as it is."""
    if not isinstance(body, dict):
        return body
    turned = dict(body)
    if "messages" in body:
        turned["messages"] = [{**message, "content": turn(message["content"])} for message in body["messages"]]
    if "choices" in body:
        turned["choices"] = [
            {**choice, "message": {**choice["message"], "content": turn(choice["message"].get("content"))}}
            for choice in body["choices"]
        ]
    return turned


def _lines(text: Any) -> Any:
    return text.split("\n") if isinstance(text, str) and "\n" in text else text


def _text(lines: Any) -> Any:
    return "\n".join(lines) if isinstance(lines, list) else lines


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
