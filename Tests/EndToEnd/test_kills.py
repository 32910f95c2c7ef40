"""The server is killed at random moments under load: what it has promised holds, and it leaves nothing behind.

POSTERN_KILLS says how often; `make kill-test` does it fifty times.
"""

import contextlib
import json
import os
import pathlib
import random
import signal
import threading
import time
import uuid

import botocore.exceptions
import pytest

from policies import allow
from postern import Postern, eventually, remove_directory, role_arn

KILLS = int(os.environ.get("POSTERN_KILLS", "3"))
GROUP = "/executed"

# Says in CloudWatch Logs, by a call of its own that is on the disk when it returns, which event it has carried out.
WITNESS = """
import boto3, time
logs = boto3.client("logs")
def handler(event, context):
    stream = event["id"]
    try:
        logs.create_log_stream(logGroupName="/executed", logStreamName=stream)
    except logs.exceptions.ResourceAlreadyExistsException:
        pass
    return stream
"""
SLEEPER = """
import subprocess, time
def handler(event, context):
    subprocess.Popen(["sleep", "2718"])
    time.sleep(event["seconds"])
"""


class Load:
    """Clients that call until they are told to stop, and remember what was acknowledged."""

    def __init__(self, postern):
        self.postern = postern
        self.accepted = []
        self.written = {}
        self.stopped = threading.Event()
        self.threads = []

    def start(self):
        self.stopped.clear()
        self.threads = [threading.Thread(target=work) for work in (self.send, self.write, self.write, self.occupy)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join(timeout=60)
            assert not thread.is_alive()

    def send(self):
        lambda_ = self.postern.client("lambda")
        while not self.stopped.is_set():
            identifier = str(uuid.uuid4())
            with interruptions():
                lambda_.invoke(
                    FunctionName="witness", InvocationType="Event", Payload=json.dumps({"id": identifier})
                )
                self.accepted.append(identifier)
            time.sleep(0.02)

    def write(self):
        iam = self.postern.client("iam")
        while not self.stopped.is_set():
            name = f"u-{uuid.uuid4()}"
            with interruptions():
                iam.create_user(UserName=name, Tags=[{"Key": "round", "Value": "1"}])
                self.written[name] = "1"
                iam.tag_user(UserName=name, Tags=[{"Key": "round", "Value": "2"}])
                self.written[name] = "2"

    def occupy(self):
        lambda_ = self.postern.client("lambda")
        while not self.stopped.is_set():
            with interruptions():
                seconds = random.choice([0, 0.05, 5])
                lambda_.invoke(FunctionName="sleeper", Payload=json.dumps({"seconds": seconds}))


@contextlib.contextmanager
def interruptions():
    """What a killed server means for its clients."""
    try:
        yield
    except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError):
        time.sleep(0.05)


@pytest.fixture(scope="module")
def survived():
    """The load and the server after all the kills, what each kill left running, and the processes that were killed."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    moments = random.Random(seed)
    postern = Postern(None, "--time-scale", "100").start()
    try:
        prepare(postern)
        load = Load(postern)
        leftovers, killed = [], set()
        for _ in range(KILLS):
            load.start()
            time.sleep(moments.uniform(0.2, 2.5))
            family = descendants(postern.process.pid)
            assert len(family) >= 2, "the launcher runs beside the server"
            postern.stop(signal.SIGKILL)
            load.stop()
            leftovers.append(eventually_gone(family))
            killed |= {number for number, _ in family}
            postern.start()
        yield postern, load, leftovers, killed
    finally:
        postern.stop()
        remove_directory(postern.state)


def prepare(postern):
    postern.new_role("witness-role")
    postern.client("iam").put_role_policy(
        RoleName="witness-role", PolicyName="log", PolicyDocument=allow(["logs:CreateLogStream"])
    )
    postern.client("logs").create_log_group(logGroupName=GROUP)
    postern.new_function("witness", WITNESS, role=role_arn("witness-role"))
    # A hundred interpreters at once would only wait for each other; throttled events come again.
    postern.client("lambda").put_function_concurrency(FunctionName="witness", ReservedConcurrentExecutions=4)
    postern.new_function("sleeper", SLEEPER)
    postern.invoke("witness", {"id": "first"})


def descendants(pid):
    """Every process below `pid`, with its start time: numbers are used again."""
    children = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append((int(stat.parent.name), fields[19]))
    found, waiting = [], [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += [child for child, _ in below]
    return found


def is_alive(process):
    with contextlib.suppress(OSError):
        stat = pathlib.Path(f"/proc/{process[0]}/stat").read_text().rpartition(")")[2].split()
        return stat[19] == process[1] and stat[0] != "Z"
    return False


def eventually_gone(family):
    """The processes that outlive their server."""
    eventually(lambda: not any(map(is_alive, family)), seconds=15)
    return [process for process in family if is_alive(process)]


def test_every_accepted_event_is_carried_out(survived):
    postern, load, _, _ = survived
    logs = postern.client("logs")
    assert len(load.accepted) > KILLS

    def missing():
        pages = logs.get_paginator("describe_log_streams").paginate(logGroupName=GROUP)
        done = {stream["logStreamName"] for page in pages for stream in page["logStreams"]}
        return set(load.accepted) - done

    assert eventually(lambda: not missing(), seconds=120), f"{len(missing())} of {len(load.accepted)} events are lost"


def test_every_acknowledged_write_is_there(survived):
    postern, load, _, _ = survived
    iam = postern.client("iam")
    assert len(load.written) > KILLS
    pages = iam.get_paginator("list_users").paginate()
    there = {user["UserName"] for page in pages for user in page["Users"]}
    assert not set(load.written) - there
    for name in random.Random(1).sample(sorted(load.written), min(200, len(load.written))):
        tags = iam.list_user_tags(UserName=name)["Tags"]
        assert tags[0]["Value"] >= load.written[name], f"{name} was tagged {load.written[name]}, and is {tags}"


def test_no_process_outlives_its_server(survived):
    assert [left for left in survived[2] if left] == []


def test_nothing_is_left_mounted_or_grouped(survived):
    postern, _, _, killed = survived
    groups = [path for path in pathlib.Path("/sys/fs/cgroup").rglob("postern-*") if path.is_dir()]
    # Others may test beside us: only groups that bear the number of a launcher of ours count.
    strays = [path for path in groups if path.name.rpartition("-")[2] in map(str, killed)]
    alive = {number for number, _ in descendants(postern.process.pid)}
    assert killed.isdisjoint(alive), "a number that was used again would hide what is left"
    assert strays == [], "control groups of launchers that are gone"
    mounts = [line for line in pathlib.Path("/proc/mounts").read_text().splitlines() if str(postern.state) in line]
    assert mounts == []
    scratch = list((postern.state / "scratch").iterdir())
    assert len(scratch) <= 64, f"{len(scratch)} files of /tmp are left"
