"""`postern evaluate`, `test` and `simulate` on files: what they print, and the exit statuses that scripts rely on."""

import json
import subprocess
import xml.etree.ElementTree

import pytest

from postern import BINARY, COMMAND_SECONDS, ROOT

FIXTURES = ROOT / "fixtures/decisions"
ALLOW = {"Version": "2012-10-17", "Statement": [{"Sid": "All", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}


def postern(*arguments, given=""):
    return subprocess.run(
        [BINARY, *map(str, arguments)], input=given, capture_output=True, text=True, timeout=COMMAND_SECONDS, cwd="/"
    )


def case(identifier, decision=None, policy=ALLOW):
    request = {"principal": {"arn": "arn:aws:iam::123456789012:user/alice"}, "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"}
    made = {"id": identifier, "request": request, "policies": {"identity": [policy]}}
    return made | ({"expect": {"decision": decision}} if decision else {})


@pytest.fixture
def write(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text if isinstance(text, str) else json.dumps(text))
        return path

    return write


def test_evaluate_prints_one_line_for_each_case(write):
    done = postern("evaluate", write("cases.json", [case("one"), case("two")]))
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["one", "two"]
    assert lines[0] == {
        "id": "one",
        "decision": "allowed",
        "layers": {"identity": "allowed"},
        "decidedBy": [{"layer": "identity", "policy": "identity[0]", "statement": 0, "sid": "All", "effect": "Allow"}],
        "message": "allowed by statement 0 of identity[0]",
    }


def test_evaluate_reads_json_lines_from_standard_input_past_a_broken_one():
    done = postern("evaluate", "-", given=json.dumps(case("one")) + '\n{"id":\n' + json.dumps(case("two")) + "\n")
    assert done.returncode == 2
    assert [json.loads(line)["decision"] for line in done.stdout.splitlines()] == ["allowed", "error", "allowed"]


def test_evaluate_reports_an_invalid_policy_and_goes_on(write):
    done = postern("evaluate", write("cases.json", [case("bad", policy={"Statement": []}), case("good")]))
    assert done.returncode == 2
    bad, good = map(json.loads, done.stdout.splitlines())
    assert bad["decision"] == "error" and "identity[0]" in bad["error"]
    assert good["decision"] == "allowed"


def test_test_passes_on_the_documented_decisions():
    done = postern("test", FIXTURES)
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("as expected, 0 not\n")


def test_test_fails_on_a_mismatch_in_every_format(write):
    path = write("cases.json", [case("right", "allowed"), case("wrong", "implicitDeny")])
    for form in ["human", "tap", "junit", "json"]:
        done = postern("test", path, "--format", form)
        assert done.returncode == 1, form
        assert "wrong" in done.stdout
    suites = xml.etree.ElementTree.fromstring(postern("test", path, "--format", "junit").stdout)
    assert (suites.get("tests"), suites.get("failures")) == ("2", "1")
    assert json.loads(postern("test", path, "--format", "json").stdout)["failures"] == 1


def test_test_reads_yaml_in_folders(write, tmp_path):
    write(
        "cases.yaml",
        """
id: yaml
request:
  principal: {arn: "arn:aws:iam::123456789012:user/alice"}
  action: s3:GetObject
  resource: arn:aws:s3:::b/k
policies:
  identity:
    - Version: 2012-10-17
      Statement: {Effect: Allow, Action: "s3:*", Resource: "*"}
expect: {decision: allowed}
""",
    )
    assert postern("test", tmp_path).returncode == 0


def test_test_names_what_the_cases_leave_open(write):
    unused = ALLOW | {"Statement": ALLOW["Statement"] + [{"Sid": "Unused", "Effect": "Deny", "Action": "sqs:*", "Resource": "*"}]}
    done = postern("test", write("cases.json", [case("one", "allowed", unused)]), "--coverage", "--mutate")
    assert done.returncode == 0
    assert "untouched: statement 1 'Unused' of identity[0]" in done.stdout
    assert "unnoticed: statement 1 of identity[0]: Effect became Allow" in done.stdout


def test_simulate_asks_policies_in_files(write):
    policy = write("policy.json", json.dumps(ALLOW, indent=2))
    resource = ["--resource", "arn:aws:s3:::b/k"]
    allowed = postern("simulate", "--policy", policy, "--action", "s3:GetObject", *resource)
    assert allowed.returncode == 0
    assert f"{policy}:4:5: Allow statement 0 'All'" in allowed.stdout
    both = postern("simulate", "--policy", policy, "--action", "s3:GetObject", "sqs:SendMessage", *resource, "--format", "json")
    assert both.returncode == 1
    assert [result["decision"] for result in json.loads(both.stdout)["results"]] == ["allowed", "implicitDeny"]
    assert postern("simulate", "--policy", policy).returncode == 2
    assert postern("simulate", "--policy", write("broken.json", "{"), "--action", "s3:GetObject").returncode == 2


@pytest.mark.parametrize("arguments", [["test", "/nonexistent"], ["test"], ["evaluate"], ["evaluate", "/nonexistent"]])
def test_what_cannot_be_read_is_status_2(arguments):
    done = postern(*arguments)
    assert done.returncode == 2
    assert done.stderr


@pytest.mark.parametrize("command", ["evaluate", "test", "simulate"])
def test_help_has_an_example(command):
    done = postern(command, "--help")
    assert done.returncode == 0
    assert f"EXAMPLE\n  postern {command}" in done.stdout
