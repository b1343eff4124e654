"""What schemathesis may not do to the server that it fuzzes. Read by tools/fuzz-api.ts."""

import os
import re
import uuid

import schemathesis

# Webhooks, payment providers and the identity provider take addresses that the server then calls. A made-up
# address may be somebody's, so every one leads to a port of this machine where nobody listens.
NOWHERE = "127.0.0.1:9"
HOST = re.compile(r"(?i)^(https?:)[/\\]*[^/?#\\]*")

# The key that fuzzes would otherwise end itself, and what follows would test nothing but 401.
OWN_KEY = os.environ.get("FUZZ_KEY_ID", "")
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
