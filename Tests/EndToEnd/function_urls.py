"""What the suites of function URLs share: functions with a URL, and requests as their clients send them."""

import subprocess
import urllib.parse

import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from postern import REGION

FORBIDDEN = (
    "Forbidden. For troubleshooting Function URL authorization issues, see: "
    "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"
)


def new_url(postern, name, source, auth="NONE", is_public=True, url=None, **settings):
    """Makes a function with a URL, open to everybody unless told otherwise; gives its configuration."""
    postern.new_function(name, source, **settings)
    lambda_ = postern.client("lambda")
    config = lambda_.create_function_url_config(FunctionName=name, AuthType=auth, **(url or {}))
    if is_public:
        allow_everybody(lambda_, name, auth)
    return config


def allow_everybody(lambda_, name, auth="NONE", principal="*", **target):
    """Both permissions that calling a URL takes."""
    lambda_.add_permission(
        FunctionName=name,
        StatementId="url",
        Action="lambda:InvokeFunctionUrl",
        Principal=principal,
        FunctionUrlAuthType=auth,
        **target,
    )
    lambda_.add_permission(
        FunctionName=name,
        StatementId="function",
        Action="lambda:InvokeFunction",
        Principal=principal,
        InvokedViaFunctionUrl=True,
        **target,
    )


def url_id(config):
    return urllib.parse.urlsplit(config["FunctionUrl"]).hostname.split(".")[0]


def send(postern, config, method="GET", path="/", headers=None, **arguments):
    """A request to the URL by its host, which not every resolver knows, so the address is given apart."""
    headers = {"Host": urllib.parse.urlsplit(config["FunctionUrl"]).netloc} | (headers or {})
    return requests.request(method, postern.endpoint + path, headers=headers, timeout=60, **arguments)


def send_signed(postern, config, keys, method="GET", path="/", body=b"", headers=None, by_path=False, tamper=None):
    """The same, signed as botocore signs for Lambda."""
    if by_path:
        url = f"{postern.endpoint}/_lambda-url/{url_id(config)}{path}"
    else:
        url = config["FunctionUrl"].rstrip("/") + path
    request = AWSRequest(method, url, data=body, headers=headers or {})
    SigV4Auth(Credentials(*keys), "lambda", REGION).add_auth(request)
    prepared = request.prepare()
    signed = dict(prepared.headers) | {"Host": urllib.parse.urlsplit(url).netloc} | (tamper or {})
    target = prepared.url.split(urllib.parse.urlsplit(url).netloc, 1)[1]
    return requests.request(method, postern.endpoint + target, headers=signed, data=body, timeout=60)


def curl(*arguments):
    """Gives what curl printed; it knows by itself that *.localhost is this host."""
    result = subprocess.run(["curl", "-sS", "--max-time", "60", *arguments], capture_output=True, check=True)
    return result.stdout
