"""The least of a Runtime API that a client can live on: hands out events, collects what is posted, then hangs up."""

import dataclasses
import json
import socket
import threading


@dataclasses.dataclass
class Post:
    path: str
    headers: dict
    body: bytes
    trailers: dict

    def json(self):
        return json.loads(self.body)


class FakeRuntimeAPI:
    """Serves one connection. `events` are bodies, or pairs of body and extra headers; ids are r-1, r-2, …"""

    def __init__(self, events):
        self.posts = []
        self._events = [event if isinstance(event, tuple) else (event, {}) for event in events]
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def finish(self):
        self._thread.join(timeout=20)
        assert not self._thread.is_alive(), "the client neither posted nor hung up"
        return self.posts

    def _serve(self):
        connection, _ = self._listener.accept()
        with connection, connection.makefile("rb") as stream:
            while (request := _read_request(stream)) is not None:
                method, post = request
                if method == "POST":
                    self.posts.append(post)
                    _answer(connection, "202 Accepted", {}, b'{"status":"OK"}\n')
                elif not self._answer_next(connection):
                    return

    def _answer_next(self, connection):
        if not self._events:
            return False
        body, extra = self._events.pop(0)
        headers = {
            "Lambda-Runtime-Aws-Request-Id": "r-%d" % (len(self.posts) + 1),
            "Lambda-Runtime-Deadline-Ms": "4102444800000",
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:000000000000:function:f",
            **extra,
        }
        _answer(connection, "200 OK", headers, body if isinstance(body, bytes) else json.dumps(body).encode())
        return True


def _read_request(stream):
    line = stream.readline().decode()
    if not line:
        return None
    method, path, _ = line.split(" ")
    headers = _read_headers(stream)
    trailers = {}
    if headers.get("transfer-encoding") == "chunked":
        body, trailers = _read_chunks(stream)
    else:
        body = stream.read(int(headers.get("content-length", 0)))
    return method, Post(path.removeprefix("/2018-06-01/runtime/"), headers, body, trailers)


def _read_headers(stream):
    headers = {}
    while (line := stream.readline().decode("latin-1").rstrip("\r\n")):
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return headers


def _read_chunks(stream):
    body = b""
    while (size := int(stream.readline(), 16)) > 0:
        body += stream.read(size)
        assert stream.readline() == b"\r\n"
    return body, _read_headers(stream)


def _answer(connection, status, headers, body):
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
