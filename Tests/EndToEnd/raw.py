"""Requests as bytes, for what no AWS client would send."""

import http.client

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from postern import REGION


def signed(postern, keys, service, method="GET", path="/", body=b"", headers=None, region=REGION):
    """The arguments of `send` for a request that is signed as it stands."""
    request = AWSRequest(method, postern.endpoint + path, data=body, headers=headers or {})
    SigV4Auth(Credentials(*keys), service, region).add_auth(request)
    return {"method": method, "path": path, "body": body, "headers": dict(request.headers.items())}


def send(postern, method="GET", path="/", body=b"", headers=None):
    """Sends one request on a connection of its own; gives status, headers (names in lower case) and text."""
    connection = http.client.HTTPConnection("127.0.0.1", postern.port, timeout=60)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return response.status, found, response.read().decode(errors="replace")
    finally:
        connection.close()
