"""Articles come in; which of them tell of one event goes out.

`telling` (with `wording`, `grouping`, `neighbours` and `linkage`). Pure. May import sourcing, reading, language and what is
below them. Needs the extra `stories`.
"""

from importlib import import_module
from types import ModuleType

from summarize.errors import UsageError


def installed(module: str) -> ModuleType:
    """A module of the extra `stories`. Raises UsageError that says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        needed = module.partition(".")[0]
        raise UsageError(f"finding stories needs {needed}: pip install 'summarize[stories]'") from error
