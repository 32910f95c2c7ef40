"""Load on a server: the same signed request again and again, by wrk."""

import pathlib
import re
import subprocess
import tempfile

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from processes import LOAD_CPU, find, pinned


def signed_request(url, keys, service, body, headers, region="us-east-1"):
    request = AWSRequest("POST", url, data=body, headers=headers)
    SigV4Auth(Credentials(*keys), service, region).add_auth(request)
    return dict(request.headers.items())


def requests_per_second(url, body, headers, connections, seconds):
    """What wrk counts; every answer must be a success."""
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "request.lua"
        lines = ['wrk.method = "POST"', f"wrk.body = [==[{body}]==]"]
        lines += [f'wrk.headers["{name}"] = [==[{value}]==]' for name, value in headers.items()]
        script.write_text("\n".join(lines) + "\n")
        command = [*pinned(LOAD_CPU), find("wrk"), "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", output) or re.search(r"Socket errors: (.*)", output)
    if failed:
        raise SystemExit(f"{url}: {failed.group(0)}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
