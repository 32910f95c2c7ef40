"""What the suites of IAM and STS share: policies as text, and errors as they must come."""

import json

import botocore.exceptions
import pytest

from postern import statement_of


def refused(call, **arguments):
    """The code and message of the error that a call must give."""
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"].get("Message")


def allow(action, resource="*", **elements):
    return json.dumps(statement_of(Effect="Allow", Action=action, Resource=resource, **elements))


def deny(action, resource="*", **elements):
    return json.dumps(statement_of(Effect="Deny", Action=action, Resource=resource, **elements))
