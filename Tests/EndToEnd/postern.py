"""Starts the built binary and drives it as its users do: by the aws CLI, boto3, the postern commands and raw requests."""

import contextlib
import io
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile

import boto3
from botocore.config import Config

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("POSTERN_BINARY", ROOT / ".build/debug/postern"))
AWS = ROOT / ".venv/bin/aws"
ACCOUNT = "000000000000"
REGION = "us-east-1"

# Generous: a debug build on a busy machine. A server that hangs still fails the suite.
START_SECONDS = 60
COMMAND_SECONDS = 120


class Postern:
    """One server with a state directory of its own."""

    def __init__(self, state=None, *options, environment=None, launched_by=()):
        self.state = state or new_directory()
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.options = options
        self.environment = environment or {}
        self.launched_by = launched_by
        self.output = tempfile.TemporaryFile()
        self.process = None

    def start(self):
        command = [*self.launched_by, BINARY, "serve", "--state", self.state, "--listen", f"127.0.0.1:{self.port}", *self.options]
        self.process = subprocess.Popen(
            command,
            stdout=self.output,
            stderr=subprocess.STDOUT,
            env=clean_environment(**self.environment),
            cwd="/",
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"postern serve ended with {self.process.returncode}:\n{self.printed()}")
            with contextlib.suppress(OSError):
                self.get("/_postern/health")
                return self
            time.sleep(0.05)
        self.stop()
        raise AssertionError(f"postern serve did not answer within {START_SECONDS} s:\n{self.printed()}")

    def stop(self, signal_number=signal.SIGTERM):
        """Ends the server; gives its exit status."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal_number)
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"postern serve did not end on signal {signal_number}:\n{self.printed()}") from None

    def restart(self, signal_number=signal.SIGTERM):
        self.stop(signal_number)
        return self.start()

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def printed(self):
        """Everything the server wrote to its output so far."""
        self.output.seek(0)
        return self.output.read().decode(errors="replace")

    def get(self, path):
        with urllib.request.urlopen(self.endpoint + path, timeout=10) as response:
            return response.read().decode()

    # The users' tools.

    def root_environment(self, *options):
        """What `eval "$(postern env)"` gives a shell."""
        printed = run([BINARY, "env", *options, "--state", self.state]).stdout
        shell = subprocess.run(
            ["bash", "-c", f'eval "$1" && env', "bash", printed],
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        return dict(line.split("=", 1) for line in shell.splitlines() if line.startswith("AWS_"))

    def root_keys(self, account):
        """The access key of an account's root user."""
        environment = self.root_environment("--account", account)
        return environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]

    def root_of(self, account):
        """The same, with the account's `id`."""
        return RootKeys(account, *self.root_keys(account))

    def client(self, service, keys=None, **config):
        """A boto3 client for root or for the holder of `keys`; it retries nothing."""
        if keys is None:
            environment = self.root_environment()
            keys = (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"])
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=keys[0],
            aws_secret_access_key=keys[1],
            aws_session_token=keys[2] if len(keys) > 2 else None,
            config=Config(retries={"total_max_attempts": 1}, read_timeout=120, **config),
        )

    def aws(self, command, keys=None, succeeds=True):
        """Runs the aws CLI as root or as the holder of `keys`; gives its parsed JSON, or the text of its error."""
        environment = self.root_environment()
        if keys is not None:
            environment |= dict(zip(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"), keys))
        arguments = [AWS, "--output", "json", *(shlex.split(command) if isinstance(command, str) else command)]
        result = run(arguments, environment=clean_environment(AWS_MAX_ATTEMPTS="1", **environment))
        if not succeeds:
            assert result.returncode != 0, f"{command} was expected to be refused, but gave: {result.stdout}"
            return result.stderr.strip()
        assert result.returncode == 0, f"{command}: {result.stderr}"
        return json.loads(result.stdout) if result.stdout.strip() else None

    def command(self, *arguments, status=0):
        """Runs a postern command on this server's state; gives what it printed."""
        result = run([BINARY, *arguments, "--state", self.state])
        assert result.returncode == status, (
            f"{shlex.join(map(str, arguments))} ended with {result.returncode}, not {status}:\n"
            f"{result.stdout}{result.stderr}"
        )
        return result.stdout

    def audit(self, *filters):
        """The audit events that the filters choose, oldest first."""
        lines = self.command("audit", "log", "--format", "json", *filters).splitlines()
        return [json.loads(line) for line in lines]

    def event(self, request_id):
        found = [event for event in self.audit() if event["requestID"] == request_id]
        assert len(found) == 1, f"{len(found)} audit events for request {request_id}"
        return found[0]

    # What nearly every test needs.

    def new_user(self, name, *managed_policies):
        """Makes a user with these AWS-managed policies (paths and names); gives the keys of a new access key."""
        iam = self.client("iam")
        iam.create_user(UserName=name)
        for policy in managed_policies:
            iam.attach_user_policy(UserName=name, PolicyArn=managed(policy))
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return key["AccessKeyId"], key["SecretAccessKey"]

    def new_account(self, name):
        """Makes an account beside the first one; gives its root user's keys, with its `id`."""
        printed = json.loads(self.command("account", "create", "--name", name, "--format", "json"))
        key = printed["rootAccessKey"]
        return RootKeys(printed["id"], key["accessKeyId"], key["secretAccessKey"])

    def new_user_of(self, account, name, policy=None):
        """Makes a user in an account of `new_account`, with one inline policy; gives the keys of a new access key."""
        iam = self.client("iam", account)
        iam.create_user(UserName=name)
        if policy:
            iam.put_user_policy(UserName=name, PolicyName="given", PolicyDocument=policy)
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return key["AccessKeyId"], key["SecretAccessKey"]

    def new_session_of(self, account, role, policy):
        """Makes a role in an account that a user of it may assume; gives the keys of a session."""
        user = self.new_user_of(account, f"{role}-user", json.dumps(statement_of(Effect="Allow", Action="sts:AssumeRole", Resource="*")))
        trust = statement_of(Effect="Allow", Principal={"AWS": f"arn:aws:iam::{account.id}:root"}, Action="sts:AssumeRole")
        iam = self.client("iam", account)
        arn = iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
        iam.put_role_policy(RoleName=role, PolicyName="given", PolicyDocument=policy)
        session = self.client("sts", user).assume_role(RoleArn=arn, RoleSessionName="session")["Credentials"]
        return session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"]

    def new_role(self, name, service="lambda.amazonaws.com", policies=("service-role/AWSLambdaBasicExecutionRole",)):
        """Makes a role that `service` may assume; gives its ARN."""
        iam = self.client("iam")
        role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust(service)))["Role"]
        for policy in policies:
            iam.attach_role_policy(RoleName=name, PolicyArn=managed(policy))
        return role["Arn"]

    def new_function(self, name, source, role=None, keys=None, **settings):
        """Makes a function, Python unless `Runtime` says otherwise, from its source or a dictionary of files."""
        files = source if isinstance(source, dict) else {"app.py": source}
        settings = {"Runtime": "python3.12", "Handler": "app.handler", "Timeout": 30} | settings
        return self.client("lambda", keys).create_function(
            FunctionName=name,
            Role=role or self.new_role(f"{name}-role"),
            Code={"ZipFile": zip_of(files)},
            **settings,
        )

    def invoke(self, name, payload=None, **settings):
        """Invokes a function as root; gives the answer with its payload parsed."""
        answer = self.client("lambda").invoke(FunctionName=name, Payload=json.dumps(payload), **settings)
        body = answer["Payload"].read()
        return answer | {"Payload": json.loads(body) if body else None}

    def log_lines(self, function, contains=None):
        """The lines of a function's log group; waits until one of them holds `contains`."""
        logs = self.client("logs")
        deadline = time.monotonic() + 20
        while True:
            lines = self._log_lines(logs, f"/aws/lambda/{function}")
            if contains is None or any(contains in line for line in lines) or time.monotonic() > deadline:
                return lines
            time.sleep(0.1)

    @staticmethod
    def _log_lines(logs, group):
        try:
            streams = logs.describe_log_streams(logGroupName=group)["logStreams"]
        except logs.exceptions.ResourceNotFoundException:
            return []
        lines = []
        for stream in streams:
            events = logs.get_log_events(
                logGroupName=group, logStreamName=stream["logStreamName"], startFromHead=True
            )["events"]
            lines += [event["message"].rstrip("\n") for event in events]
        return lines


class RootKeys(tuple):
    """The access key of an account's root user, as clients take it, and the account's id."""

    def __new__(cls, id, *keys):
        made = super().__new__(cls, keys)
        made.id = id
        return made


def run(arguments, environment=None):
    return subprocess.run(
        [str(argument) for argument in arguments],
        env=environment or clean_environment(),
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
        cwd="/",
    )


def clean_environment(**variables):
    """This process's environment without anything that would steer an AWS client or the server."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "POSTERN_"))}
    nowhere = {"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_PAGER": ""}
    return kept | nowhere | variables


def new_directory():
    """A directory that the server may hand to another user when it gives up root: /tmp/pytest-of-root is closed."""
    return pathlib.Path(tempfile.mkdtemp(prefix="postern-test-"))


def remove_directory(path):
    shutil.rmtree(path, ignore_errors=True)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def zip_of(files, mode=0o755):
    """A ZIP of `files`, name to text; every file is executable unless told otherwise, as a bootstrap must be."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.external_attr = mode << 16
            archive.writestr(entry, text)
    return buffer.getvalue()


def managed(policy):
    return f"arn:aws:iam::aws:policy/{policy}"


def trust(service):
    return statement_of(Effect="Allow", Principal={"Service": service}, Action="sts:AssumeRole")


def statement_of(**statement):
    return {"Version": "2012-10-17", "Statement": [statement]}


def function_arn(name):
    return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"


def user_arn(name):
    return f"arn:aws:iam::{ACCOUNT}:user/{name}"


def role_arn(name):
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


def eventually(condition, seconds=20):
    """The first true value of `condition`, asked again and again for a while."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > deadline:
            return value
        time.sleep(0.1)


def matches(pattern, text):
    assert re.search(pattern, text), f"{pattern!r} is not in:\n{text}"
