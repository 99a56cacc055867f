"""What is installed is what was looked at: the lock files agree with pyproject.toml and are whole."""

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN, DEV = "requirements.lock", "requirements-dev.lock"
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PYTHONS = ("3.11", "3.12", "3.13")


@dataclass(frozen=True)
class Pin:
    """One version of a package, for whom, and the hashes of its files."""

    version: Version
    marker: Marker | None
    hashes: frozenset[str]

    def on(self, python: str) -> bool:
        """Whether Linux with this version of Python gets it."""
        where = {
            "python_version": python,
            "python_full_version": f"{python}.9",
            "sys_platform": "linux",
            "platform_system": "Linux",
            "platform_python_implementation": "CPython",
            "implementation_name": "cpython",
            "os_name": "posix",
        }
        return self.marker is None or self.marker.evaluate(where)


def pins(lock: str) -> dict[str, list[Pin]]:
    """Every package of a lock file; one may have several pins for several systems."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    text = re.sub(r"#.*", "", text).replace("\\\n", " ")
    found: dict[str, list[Pin]] = {}
    for line in filter(str.strip, text.splitlines()):
        asked = Requirement(HASH.sub("", line).strip())
        (only,) = asked.specifier
        assert only.operator == "==", line
        pin = Pin(Version(only.version), asked.marker, frozenset(HASH.findall(line)))
        found.setdefault(canonicalize_name(asked.name), []).append(pin)
    return found


def declared(*extras: str) -> list[Requirement]:
    project = PROJECT["project"]
    listed = [*project["dependencies"]]
    for extra in extras:
        listed += project["optional-dependencies"][extra]
    return [Requirement(each) for each in listed]


@pytest.mark.parametrize(("lock", "extras"), [(RUN, ()), (DEV, ("dev", "anki"))])
@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_is_locked_in_a_version_that_pyproject_allows(
    lock: str, extras: tuple[str, ...], python: str
) -> None:
    locked = pins(lock)
    for asked in declared(*extras):
        versions = [pin.version for pin in locked[canonicalize_name(asked.name)] if pin.on(python)]
        assert len(versions) == 1, asked.name
        assert asked.specifier.contains(versions[0]), f"{asked}: run .ci/lock"


def test_what_builds_the_package_is_locked_too() -> None:
    for each in PROJECT["build-system"]["requires"]:
        asked = Requirement(each)
        (pin,) = pins(DEV)[canonicalize_name(asked.name)]
        assert asked.specifier.contains(pin.version)


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_every_package_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash)|file:|/home/|/opt/|/tmp/| @ ", text, re.MULTILINE)
    assert all(pin.hashes for package in pins(lock).values() for pin in package)


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_what_a_dependency_needs_is_locked_as_well(lock: str) -> None:
    """As far as the packages that are installed here tell."""
    locked = pins(lock)
    for name in locked:
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # for another system
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                assert canonicalize_name(need.name) in locked, f"{name} needs {need}: run .ci/lock"


def test_both_lock_files_name_the_same_versions() -> None:
    run, dev = pins(RUN), pins(DEV)
    assert set(run) <= set(dev)
    assert all(dev[name] == package for name, package in run.items())


def test_a_dependency_with_code_for_one_system_has_a_highest_version() -> None:
    """A new major version of it may bring no file for this system; and the others are capped too."""
    for asked in [*declared("dev", "anki", "bench")]:
        operators = {one.operator for one in asked.specifier}
        assert operators & {"<", "<=", "==", "~="}, asked


def test_ci_and_the_readme_install_from_the_lock_with_hashes() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^<!-- tests -->\n```sh\n(python3 .*)\n```$", readme, re.MULTILINE)
    installs = re.findall(r"pip install (.*?)(?: &&|$)", command)
    assert installs == [
        f"-q --require-hashes -r {DEV}",
        "-q --no-deps --no-build-isolation -e .",
    ]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for line in re.findall(r"pip\"? (?:install|wheel) (.*)$", ci, re.MULTILINE):
        assert "--require-hashes" in line or "--no-deps" in line, line
