"""Functions and a world: run by `test_network.py` in namespaces of its own.

203.0.113.1 is this host, 203.0.113.2 is the world: a web server on port 8080 and a name server.
"""

import socket
import subprocess
import sys
import textwrap
import time

import pytest

WORLD = """
import http.server, socket, struct, threading

ADDRESSES = {b"good": "203.0.113.2", b"loopback": "127.0.0.1", b"private": "10.1.2.3"}

def answer(question):
    name = question[13 : 13 + question[12]]
    address = ADDRESSES.get(name)
    head = question[:2] + b"\\x81\\x80\\0\\1" + (b"\\0\\1" if address else b"\\0\\0") + b"\\0\\0\\0\\0"
    end = question.index(b"\\0", 12) + 5
    if question[end - 3] != 1:
        address, head = None, question[:2] + b"\\x81\\x80\\0\\1\\0\\0\\0\\0\\0\\0"
    record = b"\\xc0\\x0c\\0\\1\\0\\1\\0\\0\\0\\1\\0\\4" + socket.inet_aton(address) if address else b""
    return head + question[12:end] + record

def names():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("203.0.113.2", 53))
    while True:
        question, asker = server.recvfrom(512)
        server.sendto(answer(question), asker)

class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        body = f"hello {self.client_address[0]}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *arguments):
        pass

threading.Thread(target=names, daemon=True).start()
http.server.ThreadingHTTPServer(("203.0.113.2", 8080), Page).serve_forever()
"""

CLIENT = """
import hashlib, http.client, socket

def handler(event, context):
    try:
        if "name" in event:
            return socket.gethostbyname(event["name"])
        if "connect" in event:
            connection = socket.create_connection(tuple(event["connect"]), timeout=5)
            connection.settimeout(5)
            return "connected, then " + repr(connection.recv(10))
        connection = http.client.HTTPConnection(event["host"], 8080, timeout=10)
        if "bytes" in event:
            body = b"x" * event["bytes"]
            connection.request("POST", "/", body)
            return hashlib.sha256(connection.getresponse().read()).hexdigest() == hashlib.sha256(body).hexdigest()
        connection.request("GET", "/")
        return connection.getresponse().read().decode()
    except OSError as error:
        return f"{type(error).__name__}: {error}"
"""


@pytest.fixture(scope="module", autouse=True)
def world(tmp_path_factory):
    """The other end of the wire, in a network namespace beside this one."""
    holder = subprocess.Popen(["unshare", "--net", "sleep", "600"])
    try:
        resolver = tmp_path_factory.mktemp("world") / "resolv.conf"
        resolver.write_text("nameserver 203.0.113.2\n")
        commands = f"""
            mount --bind {resolver} /etc/resolv.conf
            ip link set lo up
            ip link add here type veth peer name there
            ip address add 203.0.113.1/30 dev here
            ip link set here up
            ip link set there netns {holder.pid}
            nsenter --target {holder.pid} --net ip link set lo up
            nsenter --target {holder.pid} --net ip address add 203.0.113.2/30 dev there
            nsenter --target {holder.pid} --net ip link set there up
        """
        until(lambda: subprocess.run(["readlink", f"/proc/{holder.pid}/ns/net"], capture_output=True, text=True).stdout
              != subprocess.run(["readlink", "/proc/self/ns/net"], capture_output=True, text=True).stdout)
        for command in textwrap.dedent(commands).strip().splitlines():
            subprocess.run(command.split(), check=True)
        servers = subprocess.Popen(
            ["nsenter", "--target", str(holder.pid), "--net", sys.executable, "-c", WORLD]
        )
        try:
            until(answers)
            yield
        finally:
            servers.kill()
            servers.wait()
    finally:
        holder.kill()
        holder.wait()


def answers():
    try:
        socket.create_connection(("203.0.113.2", 8080), timeout=1).close()
        return True
    except OSError:
        return False


def until(condition):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def client(world, postern):
    postern.new_function("client", CLIENT)
    return lambda **event: postern.invoke("client", event)["Payload"]


def test_a_function_reaches_the_internet_by_way_of_this_host(client):
    assert client(host="203.0.113.2") == "hello 203.0.113.1"


def test_names_are_resolved(client):
    assert client(name="good.example") == "203.0.113.2"
    assert client(host="good.example") == "hello 203.0.113.1"


@pytest.mark.parametrize("name", ["loopback.example", "private.example"])
def test_a_name_does_not_lead_to_a_private_address(client, name):
    assert client(name=name).startswith("gaierror")


def test_much_passes_both_ways_unharmed(client):
    assert client(host="203.0.113.2", bytes=20_000_000) is True


@pytest.mark.parametrize("address", ["10.1.2.3", "192.168.0.1", "169.254.169.254", "172.16.0.1"])
def test_private_addresses_are_unreachable(client, address):
    assert "unreachable" in client(connect=[address, 80]) or "No route" in client(connect=[address, 80])


def test_this_host_is_not_reached_by_its_own_public_address(client):
    with socket.create_server(("203.0.113.1", 0)) as server:
        answer = client(connect=["203.0.113.1", server.getsockname()[1]])
        assert answer == "connected, then b''" or "reset" in answer
        server.settimeout(0.5)
        with pytest.raises(TimeoutError):
            server.accept()


def test_the_servers_own_port_is_not_reached(client, postern):
    port = int(postern.endpoint.rsplit(":", 1)[1])
    assert "refused" in client(connect=["127.0.0.1", port])
    answer = client(connect=["203.0.113.1", port])
    assert answer == "connected, then b''" or "reset" in answer


def test_no_internet_closes_the_way(world, make_postern):
    closed = make_postern("--no-internet").start()
    closed.new_function("client", CLIENT)
    assert "unreachable" in closed.invoke("client", {"connect": ["203.0.113.2", 8080]})["Payload"]
    assert closed.invoke("client", {"name": "good.example"})["Payload"].startswith("gaierror")
