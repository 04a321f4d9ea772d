"""Init and invoke, as AWS's Python runtime does them. Called from JavaScript (python-guest.ts).

Both answer one text, which is cheaper to hand over than objects: `=` and the result, `!type` newline and the error
payload, or `.` and the exit code of a process that ended. A `bytes` result is handed over as it is.
"""

import importlib
import json
import os
import sys
import traceback

from . import errors, hidden, logs, machine, marshalling, time_zones
from .context import LambdaContext
from .errors import Fault

_handler = None
_log = None


def start(spec_text, sleep_ms, send_log, send_request, zone_file, zone_names):
    """Wakes the machine and imports the handler's module. `spec_text`: JSON with `handler` and `variables`."""
    global _handler, _log
    spec = json.loads(spec_text)
    machine.wake(spec["variables"], sleep_ms, send_request)
    time_zones.set_up(zone_file, zone_names)
    hidden.hide()
    _log = logs.Log(send_log)
    logs.set_up(_log)
    try:
        _handler = _find_handler(spec["handler"])
        return "="
    except Exception as error:
        payload = errors.payload_of(error)
        logs.logging.warning(logs.UNHANDLED)
        _log.error(payload, errors.log_text(payload))
        return _error_text(payload)
    except BaseException as end:
        return _exit_text(end)


def _find_handler(name):
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as error:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{name}': {error}") from None
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}") from None
    except SyntaxError as error:
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}']
        message = f"Syntax error in module '{module_name}': {error}"
        raise Fault("Runtime.UserCodeSyntaxError", message, trace) from None
    try:
        return getattr(module, function_name)
    except AttributeError:
        message = f"Handler '{function_name}' missing on module '{module_name}'"
        raise Fault("Runtime.HandlerNotFound", message) from None


def invoke(event_text, request_id, arn, trace_id, client_context, deadline):
    """Runs the handler once."""
    _log.request_id = request_id
    os.environ["_X_AMZN_TRACE_ID"] = trace_id
    try:
        context = LambdaContext(request_id, arn, client_context, deadline)
        result = marshalling.marshal(_handler(marshalling.unmarshal(event_text), context))
        return "=" + result if type(result) is str else result
    except Exception as error:
        payload = errors.payload_of(error, request_id)
        _log.error(payload, errors.log_text(payload))
        return _error_text(payload)
    except BaseException as end:
        return _exit_text(end)


def _error_text(payload):
    return f"!{payload['errorType']}\n{marshalling.to_json(payload)}"


def _exit_text(end):
    """What CPython does with an exception that nobody catches: `sys.exit(n)` ends with n, others with a trace and 1."""
    if not isinstance(end, SystemExit):
        traceback.print_exception(end)
        return ".130" if isinstance(end, KeyboardInterrupt) else ".1"
    if end.code is None:
        return ".0"
    if isinstance(end.code, int):
        return f".{end.code & 255}"
    print(end.code, file=sys.stderr)
    return ".1"
