"""Options that several commands share: each of these has them all, and gets them as one value."""

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, NamedTuple

Command = Callable[..., None]


class Shared(NamedTuple):
    """A parameter of the function that makes the value, its type, the option (typer's), and what it is unless told."""

    name: str
    kind: Any
    option: Any
    default: Any = None


def adds(parameter: str, options: Sequence[Shared], make: Callable[..., Any]) -> Callable[[Command], Command]:
    """What gives a command these options in place of its own `parameter`, and calls it with what `make` makes of them."""

    def added(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> None:
            told = {option.name: given.pop(option.name) for option in options}
            command(**{parameter: make(**told)}, **given)

        own = [p for p in signature(command).parameters.values() if p.name != parameter]
        new = [
            Parameter(o.name, Parameter.KEYWORD_ONLY, default=o.default, annotation=Annotated[o.kind, o.option])
            for o in options
        ]
        vars(run)["__signature__"] = signature(command).replace(parameters=[*own, *new])  # what typer reads
        return run

    return added
