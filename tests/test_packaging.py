import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LINKED = ["schemas", "prompts"]
MADE = shutil.ignore_patterns(".git", ".*", "build", "dist", "*.egg-info", "__pycache__", "briefing.*")


def run(*command, cwd):
    # Without the checkout on the path: what is installed has to stand for itself.
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def content():
    """The files of the two linked folders, as a wheel should name them."""
    return {
        f"summarize/{folder}/{file.relative_to(ROOT / folder).as_posix()}"
        for folder, pattern in (("schemas", "*.py"), ("prompts", "*.j2"))
        for file in (ROOT / folder).rglob(pattern)
    }


def data():
    """The data files of the rooms: word lists and tables, each in the folder `data` of the room that reads it."""
    return {file.relative_to(ROOT).as_posix() for file in (ROOT / "summarize").glob("**/data/*.*") if file.suffix != ".pyc"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sdist, the wheel made from it, and the wheel made from the checkout. Built from a copy: the checkout stays clean."""
    folder = tmp_path_factory.mktemp("dist")
    copy = folder / "checkout"
    shutil.copytree(ROOT, copy, symlinks=True, ignore=MADE)
    run(sys.executable, "-m", "build", "--outdir", str(folder / "both"), str(copy), cwd=folder)
    run(sys.executable, "-m", "build", "--wheel", "--outdir", str(folder / "direct"), str(copy), cwd=folder)
    return {
        "sdist": next((folder / "both").glob("*.tar.gz")),
        "wheel from the sdist": next((folder / "both").glob("*.whl")),
        "wheel": next((folder / "direct").glob("*.whl")),
    }


@pytest.mark.parametrize("name", LINKED)
def test_the_package_links_to_the_folder_at_the_top(name):
    link = ROOT / "summarize" / name

    assert link.is_symlink(), f"summarize/{name} must be a link to ../{name}: see CONTRIBUTING.md"
    assert link.readlink() == Path("..", name)
    assert (ROOT / name).is_dir()


def test_there_is_something_to_ship():
    assert {name.split("/")[1] for name in content()} == set(LINKED)


def asked_for():
    """What the project asks for of others, in any of its extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    wanted = [Requirement(line) for line in [*project["dependencies"], *extras]]
    return [requirement for requirement in wanted if requirement.name != project["name"]]


LOCKS = ("requirements.lock", "requirements-dev.lock")


def entries(lock):
    """The releases of a lock, each with the hashes of its files."""
    whole = (ROOT / lock).read_text().replace("\\\n", " ")
    for line in filter(None, whole.splitlines()):
        pin, *hashes = line.split(" --hash=")
        yield Requirement(pin.strip()), [one.strip() for one in hashes]


def locked():
    """The release of each package that development and CI install."""
    return {canonicalize_name(pin.name): next(iter(pin.specifier)).version for lock in LOCKS for pin, _ in entries(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_each_locked_release_has_the_hashes_of_its_files(lock):
    assert [str(pin) for pin, hashes in entries(lock) if not hashes] == []
    assert all(one.startswith("sha256:") for _, hashes in entries(lock) for one in hashes)


def test_what_two_locks_have_is_the_same_release_in_both():
    one, other = ({pin.name: str(pin.specifier) for pin, _ in entries(lock)} for lock in LOCKS)

    assert {name: one[name] for name in one.keys() & other.keys()} == {name: other[name] for name in one.keys() & other.keys()}


@pytest.mark.parametrize("requirement", asked_for(), ids=lambda requirement: requirement.name)
def test_the_lock_has_a_release_that_the_project_allows(requirement):
    pinned = locked().get(canonicalize_name(requirement.name))

    assert pinned is not None, "run `make lock`"
    assert requirement.specifier.contains(pinned), "run `make lock`"


@pytest.mark.packaging
@pytest.mark.parametrize("kind", ["wheel", "wheel from the sdist"], ids=["direct", "sdist"])
def test_a_wheel_has_schemas_prompts_and_data_inside_the_package_and_nothing_else_at_the_top(built, kind):
    names = set(zipfile.ZipFile(built[kind]).namelist())

    assert content() | data() <= names
    assert "summarize/py.typed" in names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"summarize"}


@pytest.mark.packaging
def test_both_wheels_are_the_same(built):
    direct, through = (
        {i.filename: i.CRC for i in zipfile.ZipFile(built[kind]).infolist() if not i.filename.endswith("RECORD")}
        for kind in ("wheel", "wheel from the sdist")
    )

    assert direct == through


@pytest.mark.packaging
def test_the_sdist_holds_files_where_the_checkout_holds_links(built):
    with tarfile.open(built["sdist"]) as archive:
        links = [member.name for member in archive if member.issym() or member.islnk()]
        files = {member.name.partition("/")[2] for member in archive if member.isfile()}

    assert links == []
    assert content() | data() <= files


@pytest.mark.packaging
def test_the_installed_wheel_finds_its_schemas_and_prompts(built, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    python = next((tmp_path / "env").glob("*/python"))
    run(str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(built["wheel from the sdist"]), cwd=tmp_path)
    code = (
        "from importlib.resources import files\n"
        "from importlib.util import find_spec\n"
        "found = [f'summarize/{d}/{f.name}' for d in ('schemas', 'prompts') for f in files(f'summarize.{d}').iterdir()]\n"
        "assert find_spec('schemas') is None and find_spec('prompts') is None\n"
        "print('\\n'.join(found))\n"
    )

    found = set(run(str(python), "-c", code, cwd=tmp_path).split())

    assert {name for name in content() if name.count("/") == 2} <= found


@pytest.mark.packaging
def test_pip_takes_one_release_of_each_package(built, tmp_path):
    """Where bounds of two packages clash, pip tries older releases one after the other; it says each that it looks at."""
    ask = ["install", "--dry-run", "--ignore-installed", "--no-cache-dir", "--disable-pip-version-check", "--no-input"]
    talk = run(sys.executable, "-m", "pip", *ask, str(built["wheel"]), cwd=tmp_path)

    releases = defaultdict(set)
    for name, release in re.findall(r"Downloading ([\w.]+)-(\d[^-\s]*?)(?:-\S*\.whl|\.tar\.gz)", talk):
        releases[name].add(release)
    assert {name: found for name, found in releases.items() if len(found) > 1} == {}
    assert {"instructor", "openai"} <= releases.keys()
