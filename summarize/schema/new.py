"""A schema to begin with: the text of `starter`, which is a schema that works, under the user's own name."""

import keyword
import re
from importlib.resources import files

from summarize.errors import SchemaError
from summarize.schema import starter

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def class_name(name: str) -> str:
    """`factory_closure` -> `FactoryClosure`. Raises SchemaError where the name can be no file's and no class's."""
    made = "".join(part[:1].upper() + part[1:] for part in name.split("_"))
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise SchemaError(f"{name!r} cannot name a schema: use letters, digits and _, a letter first, as in factory_closure")
    if made != starter.Starter.__name__ and hasattr(starter, made):
        raise SchemaError(
            f"{name!r} cannot name a schema: the file has something else that is called {made}; take another name"
        )
    return made


def started(name: str) -> str:
    """The text of the file `NAME.py`. Raises SchemaError where it cannot be called so."""
    made = class_name(name)
    text = files(starter.__package__).joinpath("starter.py").read_text("utf-8")
    topic = name.replace("_", " ").capitalize()
    text = text.replace('"""Starter."""', f'"""{topic}."""')
    return text.replace(starter.Starter.__name__, made).replace("starter.py", f"{name}.py")
