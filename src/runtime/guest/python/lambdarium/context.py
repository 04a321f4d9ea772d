"""The `context` object of a handler, with AWS's attribute names."""

import json
import os
import time

from .errors import Fault


class _Fields:
    """A few named attributes, printed as AWS prints them: `Name([a=1,b=None])`."""

    __slots__ = ()

    def __init__(self, values):
        for name in self.__slots__:
            setattr(self, name, values.get(name))

    def __repr__(self):
        inside = ",".join(f"{name}={getattr(self, name)}" for name in self.__slots__)
        return f"{type(self).__name__}([{inside}])"


class CognitoIdentity(_Fields):
    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]


class Client(_Fields):
    __slots__ = ["installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"]


class ClientContext(_Fields):
    __slots__ = ["custom", "env", "client"]

    def __init__(self, values):
        super().__init__(values)
        if self.client is not None:
            self.client = Client(self.client)


class LambdaContext:
    """What the handler is told about the invocation. `deadline` is epoch milliseconds."""

    def __init__(self, request_id, invoked_function_arn, client_context, deadline):
        environ = os.environ
        self.aws_request_id = request_id
        self.log_group_name = environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = invoked_function_arn
        self.tenant_id = None
        self.client_context = _client_context(client_context)
        self.identity = CognitoIdentity({})
        self._deadline = deadline

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline) - round(time.time_ns() / 1_000_000))

    def log(self, message):
        print(message, end="")

    def __repr__(self):
        names = ("aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
                 "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id")
        return f"LambdaContext([{','.join(f'{name}={getattr(self, name)}' for name in names)}])"


def _client_context(text):
    if not text:
        return None
    try:
        values = json.loads(text)
    except Exception as error:
        raise Fault("Runtime.LambdaContextUnmarshalError", f"Unable to parse Client Context JSON: {error}") from None
    return None if values is None else ClientContext(values)
