"""The Runtime API (2018-06-01) over one kept-alive connection.

See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
"""

import _socket

_PREFIX = "/2018-06-01/runtime/"
_RECEIVE_BYTES = 65536


class RuntimeAPIError(Exception):
    """The Runtime API refused a call or hung up: this environment is of no further use."""


class RuntimeClient:
    def __init__(self, address):
        host, _, port = address.rpartition(":")
        self._host = address.encode()
        self._received = b""
        self._socket = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
        self._socket.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        self._socket.connect((host, int(port)))
        self._next = b"GET " + _PREFIX.encode() + b"invocation/next HTTP/1.1\r\nHost: " + self._host + b"\r\n\r\n"

    def next(self):
        """Waits for the next invocation. Returns its headers, with names in lower case, and the event's bytes."""
        self._socket.sendall(self._next)
        status, headers, body = self._read_response()
        if status != 200:
            raise RuntimeAPIError(f"GET invocation/next was answered with status {status}")
        return headers, body

    def post_response(self, request_id, body, content_type):
        return self._post(f"invocation/{request_id}/response", body, {"Content-Type": content_type})

    def post_error(self, request_id, body, headers):
        return self._post(f"invocation/{request_id}/error", body, headers)

    def post_init_error(self, body, headers):
        return self._post("init/error", body, headers)

    def _post(self, path, body, headers):
        lines = [f"POST {_PREFIX}{path} HTTP/1.1", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join(lines).encode("utf-8", "replace") + b"\r\nHost: " + self._host + b"\r\n\r\n"
        self._socket.sendall(head + body)
        status, _, answer = self._read_response()
        if status >= 500:
            raise RuntimeAPIError(f"POST {path} was answered with status {status}")
        return status, answer

    def _read_response(self):
        head = self._read_head()
        status_line, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = self._read_exactly(int(headers.get("content-length", 0)))
        return int(status_line.split(" ", 2)[1]), headers, body

    def _read_head(self):
        while (end := self._received.find(b"\r\n\r\n")) < 0:
            self._receive()
        head, self._received = self._received[:end], self._received[end + 4 :]
        return head

    def _read_exactly(self, count):
        if len(self._received) >= count:
            body, self._received = self._received[:count], self._received[count:]
            return body
        parts, missing = [self._received], count - len(self._received)
        while missing > 0:
            part = self._socket.recv(min(missing, 1 << 20))
            if not part:
                raise RuntimeAPIError("the Runtime API closed the connection")
            parts.append(part)
            missing -= len(part)
        self._received = b""
        return b"".join(parts)

    def _receive(self):
        received = self._socket.recv(_RECEIVE_BYTES)
        if not received:
            raise RuntimeAPIError("the Runtime API closed the connection")
        self._received += received
