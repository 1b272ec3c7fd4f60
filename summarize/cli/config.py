"""Defaults from files named `summarize.toml`: the user's own, and one beside the articles or above them.

A file beside articles may be anybody's. What decides where text goes, what code runs and which files are written is taken
from there only after its reader has said so, with `summarize config --trust`; until then a command that would use it stops.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer

from summarize.errors import UsageError

FILE = "summarize.toml"
_LARGEST = 1024**2  # a few dozen lines
TRUSTED = "trusted"  # beside the user's own file: a line for each file of others, its digest and its place

# Options that no file sets: they are what a command does, not how.
NEVER = frozenset({"help", "version", "trust", "dry-run", "install-completion", "show-completion"})
# What anybody's file may say. All else may send text elsewhere, spend more, run code, or use files of somebody else's choice.
HARMLESS = frozenset({
    "accepted-only", "all", "debug", "fail-under", "format", "jobs", "json", "max-comparisons", "no-cache", "no-model", "quiet",
    "rpm", "tpm", "verbose", "way", "without",
})  # fmt: skip
PLACES = frozenset({"aliases", "against", "articles", "cassette", "gold", "merge", "model-file", "output", "review"})


class Setting(NamedTuple):
    """A default from a file, for the parameter `name` of a command. `key`: the option's name. `own`: the file is the user's."""

    name: str
    key: str
    value: Any
    file: Path
    own: bool

    @property
    def weighty(self) -> bool:
        """Must somebody agree to it? The model on this machine and the schemas that come with the program hurt nobody."""
        shipped = (self.key, self.value) == ("model", "local") or (self.key == "schema" and str(self.value).isidentifier())
        return not (self.own or shipped or self.key in HARMLESS)


Settings = Mapping[str, Sequence[Setting]]  # by command; of several for one parameter the last one counts


def settings(commands: Mapping[str, Any]) -> Settings:
    """What the files say for each command, checked. Raises UsageError with the file and the place in it."""
    found: dict[str, list[Setting]] = {name: [] for name in commands}
    for file, own in files():
        for command, key, value in _read(file, commands):
            if key == "base-url" and os.environ.get("OPENAI_BASE_URL"):
                continue  # the environment goes before any file
            param = _option(commands[command], key)
            found[command].append(Setting(param.name, key, _placed(key, value, file), file, own))
    return found


def default_map(found: Settings) -> dict[str, dict[str, Any]]:
    """The defaults as typer takes them."""
    return {command: {setting.name: setting.value for setting in each} for command, each in found.items()}


def files() -> Iterator[tuple[Path, bool]]:
    """The files that are there, the one that counts most last, and whether it is the user's own."""
    if (own := user_folder() / FILE).is_file():
        yield own, True
    for folder in _folders():
        if (found := folder / FILE).is_file():
            yield found, False
            return


def user_folder() -> Path:
    """The folder of the user's own file."""
    from platformdirs import user_config_path

    return user_config_path("summarize", appauthor=False)


def heed(ctx: Any) -> None:
    """Stop before what a file of somebody else's says is done unasked; say which model it names. Raises UsageError."""
    from summarize.cli.talking import say

    used = [s for s in effective(ctx) if s.weighty]
    asking = [s for s in used if not trusted(s.file)]
    if asking:
        keys = ", ".join(s.key for s in asking)
        raise UsageError(
            f"{str(asking[0].file)!r} sets {keys}: that decides where text goes, what runs or which files are used. "
            f"Read the file; if you agree, say `summarize config --trust`; if not, give the option yourself: --{asking[0].key}"
        )
    for setting in used:
        if setting.key in {"model", "base-url"}:
            say(f"{setting.key} {setting.value} (from {str(setting.file)!r})")


def effective(ctx: Any) -> list[Setting]:
    """The settings that a command uses: nobody gave the option."""
    found: Settings = ctx.obj or {}
    last = {setting.name: setting for setting in found.get(ctx.info_name or "", ())}
    return [s for s in last.values() if source(ctx, s.name) == "DEFAULT_MAP"]


def source(ctx: Any, name: str) -> str:
    """Where the value of a parameter comes from: COMMANDLINE, ENVIRONMENT, DEFAULT_MAP or DEFAULT."""
    found = ctx.get_parameter_source(name)
    return str(found.name) if found else "DEFAULT"


def blamed(error: typer.BadParameter) -> Exception:
    """The same error; where the value came from a file, one that names it."""
    ctx, param = error.ctx, error.param
    if ctx is not None and param is not None and param.name:
        for setting in effective(ctx):
            if setting.name == param.name:
                return UsageError(f"{str(setting.file)!r}: {setting.key}: {error.message}")
    return error


def trusted(file: Path) -> bool:
    """Has the user agreed to this file, as it is now?"""
    try:
        return _mark(file) in (user_folder() / TRUSTED).read_text(encoding="utf-8").splitlines()
    except OSError:
        return False


def trust(file: Path) -> None:
    """Keep that the user agrees to this file, as it is now. Raises OSError."""
    user_folder().mkdir(parents=True, exist_ok=True)
    with (user_folder() / TRUSTED).open("a", encoding="utf-8") as kept:
        kept.write(f"{_mark(file)}\n")


def _mark(file: Path) -> str:
    import hashlib

    return f"{hashlib.sha256(file.read_bytes()).hexdigest()} {str(file.resolve())!r}"


def _folders() -> Iterator[Path]:
    """The current folder, and those above it up to the top of the repository or the home folder; without these, it alone."""
    try:
        here = Path.cwd()
    except OSError:  # somebody removed it
        return iter(())
    above = [here, *here.parents]
    try:
        home: Path | None = Path.home()
    except RuntimeError:
        home = None
    last = next((n for n, folder in enumerate(above) if folder == home or (folder / ".git").exists()), 0)
    return iter(above[: last + 1])


def _read(file: Path, commands: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Command, key and value of all that a file says: what it says for all commands before what it says for one."""
    import tomllib

    from summarize.files import UnreadableError, read, utf8

    try:
        told = tomllib.loads(utf8(read(file, most=_LARGEST), repr(str(file))))
    except UnreadableError as error:
        raise UsageError(str(error)) from error
    except (ValueError, RecursionError) as error:  # brackets of thousands of levels
        raise UsageError(f"{str(file)!r} is no TOML: {error}") from error
    for key, value in told.items():
        if not isinstance(value, dict):
            takers = [name for name, command in commands.items() if _option(command, _hyphened(key)) is not None]
            if not takers:
                raise UsageError(_unknown(file, key, None, commands.values()))
            for name in takers:
                yield name, _hyphened(key), _typed(file, key, value, _option(commands[name], _hyphened(key)))
    for name, table in told.items():
        if isinstance(table, dict):
            yield from _of_one(file, name, table, commands)


def _of_one(file: Path, name: str, table: Mapping[str, Any], commands: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    if name not in commands:
        raise UsageError(f"{str(file)!r}: [{name}] is no command; there are {', '.join(commands)}")
    for key, value in table.items():
        param = _option(commands[name], _hyphened(key))
        if param is None:
            raise UsageError(_unknown(file, key, name, [commands[name]]))
        yield name, _hyphened(key), _typed(file, key, value, param)


def _hyphened(key: str) -> str:
    return key.replace("_", "-")


def options(command: Any) -> dict[str, Any]:
    """The options of a command that a file may set, by name."""
    named = ((name.removeprefix("--"), p) for p in command.params for name in p.opts if name.startswith("--"))
    return {name: param for name, param in named if name not in NEVER}


def _option(command: Any, key: str) -> Any:
    return options(command).get(key)


def _unknown(file: Path, key: str, command: str | None, commands: Iterator[Any] | Sequence[Any] | Any) -> str:
    from difflib import get_close_matches

    known = sorted({name for each in commands for name in options(each)})
    near = get_close_matches(_hyphened(key), known, n=1)
    where = f"[{command}] {key}" if command else key
    return f"{str(file)!r}: {where} is no option" + (
        f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
    )


def _typed(file: Path, key: str, value: Any, param: Any) -> Any:
    """The value, if it is of the kind that the option takes; what it may be beyond that the option itself says."""
    wanted, kind = (
        (bool, "true or false")
        if param.is_flag
        else ((list, "a list") if param.multiple else ((str, int, float), "a text or a number"))
    )
    if not isinstance(value, wanted) or (isinstance(value, bool) and not param.is_flag):
        raise UsageError(f"{str(file)!r}: {key} wants {kind}, not {value!r}")
    return value


def _placed(key: str, value: Any, file: Path) -> Any:
    """A place that a file names is seen from where the file is."""
    path, colon, name = str(value).partition(":")
    if key == "schema" and path.endswith(".py"):
        return f"{file.parent / path}{colon}{name}"
    return str(file.parent / str(value)) if key in PLACES else value
