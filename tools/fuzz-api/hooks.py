"""What schemathesis may not do to the server that it fuzzes, and what the document cannot tell it. See fuzz-api.ts."""

import datetime
import json
import os
import re
import uuid

import schemathesis
from hypothesis import strategies
from schemathesis.engine import observations
from schemathesis.openapi.checks import RejectedPositiveData

# Webhooks, payment providers and the identity provider take addresses that the server then calls. A made-up
# address may be somebody's, so every one leads to a port of this machine where nobody listens.
NOWHERE = "127.0.0.1:9"
HOST = re.compile(r"(?i)^(https?:)[/\\]*[^/?#\\]*")

# The key that fuzzes would otherwise end itself, and what follows would test nothing but 401.
OWN_KEY = os.environ["FUZZ_KEY_ID"]
OTHER_KEY = str(uuid.UUID(int=7))


def harmless(value):
    if isinstance(value, str):
        return HOST.sub(lambda found: f"{found[1]}//{NOWHERE}", value)
    if isinstance(value, list):
        return [harmless(item) for item in value]
    if isinstance(value, dict):
        return {name: harmless(item) for name, item in value.items()}
    return value


@schemathesis.hook
def before_call(context, case, kwargs):
    if isinstance(case.body, (str, list, dict)):
        case.body = harmless(case.body)
    parameters = case.path_parameters
    if parameters and case.path.startswith("/v1/keys/") and parameters.get("id") == OWN_KEY:
        parameters["id"] = OTHER_KEY


# RFC 3339 knows years and offsets that no layer of Linchpin carries: see isTimestamp in src/api/validation.ts.
schemathesis.openapi.format(
    "date-time",
    strategies.datetimes(
        min_value=datetime.datetime(1901, 1, 1), max_value=datetime.datetime(2998, 12, 31)
    ).map(lambda moment: moment.isoformat(timespec="milliseconds") + "Z"),
)


# It looks for addresses in answers and breaks off at a text that is none, such as a tab between slashes, which it made up.
same_origin_path = observations._same_origin_path


def same_origin_path_if_any(value, origin):
    try:
        return same_origin_path(value, origin)
    except ValueError:
        return None


observations._same_origin_path = same_origin_path_if_any


# Lines of NDJSON, which schemathesis cannot write by itself. A generated body is one line.
@schemathesis.serializer("application/x-ndjson")
def as_ndjson(context, value):
    return (json.dumps(value) + "\n").encode()


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """A contract says what form a request has. What is beyond a form may be refused all the same: a cursor that no
    page has given, a time that has passed, the same SKU twice. Only then the refusal lists no errors of form."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 400:
        return True
    # A scenario that follows a member of an answer which is null there asks for the address ".../None/...".
    if any(value is None or value == "None" for value in (case.path_parameters or {}).values()):
        return False
    try:
        problem = response.json()
    except json.JSONDecodeError:
        return True
    return problem.get("code") != "invalid_request" or "errors" in problem
