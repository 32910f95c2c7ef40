"""Hostile functions on a real server: what they try, and what comes of it. `SECURITY.md` has the table.

System calls one by one are tried in `Tests/SandboxTests/EscapeTests.swift`.
"""

import pathlib
import time

import pytest

HOSTILE = r"""
import ctypes, os, signal, socket, subprocess, sys, time

libc = ctypes.CDLL(None, use_errno=True)

def read(path):
    with open(path, "rb") as file:
        return "read %d bytes" % len(file.read(100))

def connect(host, port):
    with socket.create_connection((host, port), timeout=3) as connection:
        connection.settimeout(3)
        data = connection.recv(10)
        return "connected" if data else "closed"

def unix(path):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        return "connected"

def ptrace(pid):
    if libc.ptrace(16, pid, 0, 0) == -1:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return "attached"

def processes():
    return sorted(int(name) for name in os.listdir("/proc") if name.isdigit())

def search(*needles):
    # Everything that a walk of the whole tree finds, names and small files.
    found = []
    for base, directories, files in os.walk("/"):
        if base.startswith(("/proc", "/sys", "/usr", "/var/lang", "/var/runtime")):
            directories[:] = []
            continue
        for name in files:
            path = os.path.join(base, name)
            try:
                with open(path, "rb") as file:
                    data = file.read(200_000)
            except OSError:
                continue
            if any(needle.encode() in data or needle in path for needle in needles):
                found.append(path)
    return found

def kill_everything():
    # Everything that this user may signal, except itself.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.kill(-1, signal.SIGTERM)
    return "sent"

def fork_bomb():
    count = 0
    children = []
    try:
        while count < 5_000:
            child = os.fork()
            if child == 0:
                time.sleep(60)
                os._exit(0)
            children.append(child)
            count += 1
    except OSError as error:
        return [type(error).__name__, count]
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    return ["no limit", count]

def fill_disk():
    written = 0
    try:
        with open("/tmp/fill", "wb") as file:
            while written < 4 << 30:
                written += file.write(b"\0" * (1 << 20))
                file.flush()
        return ["no limit", written]
    except OSError as error:
        return [error.strerror, written]
    finally:
        os.unlink("/tmp/fill")

def fill_memory():
    hoard = []
    while True:
        hoard.append(b"x" * (16 << 20))

def netlink_attempt():
    # Deletes every packet filter table of the namespace: NFT_MSG_DELTABLE between the two ends of a batch.
    import struct
    s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12)
    s.settimeout(3)
    def message(kind, flags, family, resource, payload=b""):
        body = struct.pack("=BBH", family, 0, socket.htons(resource)) + payload
        return struct.pack("=IHHII", 16 + len(body), kind, flags, 1, 0) + body
    s.send(message(16, 1, 0, 10) + message(10 << 8 | 2, 5, 2, 0) + message(17, 1, 0, 10))
    kind, = struct.unpack("=xxxxH", s.recv(4096)[:6])
    s.send(message(16, 1, 0, 10) + message(10 << 8 | 2, 5, 2, 0) + message(17, 1, 0, 10))
    answer = s.recv(4096)
    error, = struct.unpack("=i", answer[16:20])
    return os.strerror(-error) if error else "done"

def handler(event, context):
    call = globals()[event["call"]]
    try:
        return call(*event.get("arguments", []))
    except OSError as error:
        return type(error).__name__
"""

SECRET = "the-other-functions-own-secret-4711"

VICTIM = """
import os, threading, time, http.server
SECRET = os.environ["SECRET"]
open("/tmp/secret", "w").write(SECRET)
server = http.server.HTTPServer(("0.0.0.0", 8099), http.server.SimpleHTTPRequestHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()
def handler(event, context):
    return [os.getpid(), open("/tmp/secret").read()]
"""


@pytest.fixture(scope="module")
def attack(postern):
    postern.new_function("victim", VICTIM, Environment={"Variables": {"SECRET": SECRET}})
    postern.invoke("victim", {})
    postern.new_function("hostile", HOSTILE, Timeout=60, EphemeralStorage={"Size": 512})
    yield lambda call, *arguments: postern.invoke("hostile", {"call": call, "arguments": arguments})
    # Whatever was tried, the server and the other function are as they were.
    assert postern.invoke("victim", {})["Payload"][1] == SECRET
    assert postern.is_running()


REFUSED = {"FileNotFoundError", "PermissionError", "ConnectionRefusedError", "ProcessLookupError", "OSError"}


@pytest.mark.parametrize("path", [
    "/root/.bashrc", "/etc/shadow", "/var/log/dpkg.log", "/proc/kcore", "/proc/1/mem", "/proc/1/environ",
    "/proc/1/root/etc/passwd", "/sys/kernel/notes", "/dev/mem", "/dev/kmsg", "/dev/sda", "/dev/vda", "/dev/fuse",
    "/dev/net/tun", "/run/docker.sock",
])
def test_files_of_the_host_cannot_be_read(attack, path):
    assert attack("read", path)["Payload"] in REFUSED


def test_the_servers_state_is_nowhere(attack, postern):
    keys = postern.root_environment()
    for name in ("state.sqlite", "root-key", "sealing-key"):
        assert attack("read", f"{postern.state}/{name}")["Payload"] in REFUSED
    assert attack("search", keys["AWS_SECRET_ACCESS_KEY"], keys["AWS_ACCESS_KEY_ID"], str(postern.state))["Payload"] == []


def test_nothing_of_another_function_is_found(attack):
    assert attack("search", SECRET)["Payload"] == []


def test_other_processes_are_neither_seen_nor_read_nor_traced_nor_signalled(attack, postern):
    assert len(attack("processes")["Payload"]) <= 3
    server = postern.process.pid
    for path in (f"/proc/{server}/mem", f"/proc/{server}/environ", f"/proc/{server}/fd"):
        assert attack("read", path)["Payload"] in REFUSED
    assert attack("ptrace", 1)["Payload"] == "PermissionError"
    assert attack("ptrace", server)["Payload"] in REFUSED


def test_a_signal_to_everybody_reaches_nobody_else(attack, postern):
    assert attack("kill_everything")["Payload"] in ("sent", "ProcessLookupError")
    assert postern.is_running()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_the_hosts_loopback_is_not_the_functions(attack, postern, host):
    assert attack("connect", host, postern.port)["Payload"] in REFUSED


@pytest.mark.parametrize("port", [9001, 4566, 8099])
def test_another_functions_servers_are_not_reached(attack, port):
    # 9001 and 4566 at this address are the function's own; nothing answers before it is asked.
    assert attack("connect", "127.0.0.1", port)["Payload"] in REFUSED
    assert attack("connect", "169.254.100.2", port)["Payload"] in REFUSED


@pytest.mark.parametrize("path", ["/run/systemd/private", "/var/run/docker.sock", "\0postern", "\0launcher"])
def test_sockets_of_the_host_are_not_reached(attack, path):
    assert attack("unix", path)["Payload"] in REFUSED


def test_the_packet_filter_of_the_sandbox_cannot_be_changed(attack):
    assert attack("netlink_attempt")["Payload"] in ("Operation not permitted", "PermissionError")


def test_a_fork_bomb_ends_at_the_limit_of_processes(postern):
    # With memory enough, so that it is the number of processes that ends it.
    postern.new_function("bomber", HOSTILE, Timeout=60, MemorySize=1024)
    kind, count = postern.invoke("bomber", {"call": "fork_bomb"})["Payload"]
    assert kind == "BlockingIOError" and count <= 1_024


def test_a_full_disk_is_the_functions_own(attack):
    kind, written = attack("fill_disk")["Payload"]
    assert kind == "No space left on device" and written < 512 << 20


def test_too_much_memory_ends_the_function_alone(attack, postern):
    if "memory limit is not enforced" in postern.printed():
        pytest.skip("this host has no memory control group that can be used")
    answer = attack("fill_memory")
    assert answer["FunctionError"] == "Unhandled"
    assert answer["Payload"]["errorType"] == "Runtime.ExitError"
    assert answer["Payload"]["errorMessage"].endswith("Runtime exited with error: signal: killed")
    assert "Error Type: Runtime.OutOfMemory" in "\n".join(postern.log_lines("hostile", contains="Runtime.OutOfMemory"))


def test_nothing_of_a_function_outlives_its_environment(postern):
    source = """
import os, subprocess, time
def handler(event, context):
    subprocess.Popen(["setsid", "sleep", "27182"])
    os._exit(1)
"""
    postern.new_function("leaver", source)
    postern.invoke("leaver", {})
    def lives():
        for process in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if process.read_bytes().split(b"\0")[:2] == [b"sleep", b"27182"]:
                    return True
            except OSError:
                continue
        return False

    deadline = time.monotonic() + 20
    while lives():
        assert time.monotonic() < deadline
        time.sleep(0.05)
