"""Errors as AWS's Python runtime reports them: payload, log text, and the faults that have names of their own."""

import traceback

OWN_FILES = "/var/runtime/lambdarium/"
NO_BREAK_SPACE = "\u00a0"


class Fault(Exception):
    """A failure that the runtime itself found, with one of AWS's `Runtime.…` names."""

    def __init__(self, error_type, message, trace=None):
        super().__init__(message)
        self.error_type = error_type
        self.message = message
        self.trace = trace or []


def payload_of(error, request_id=""):
    """The error payload, keys in AWS's order. `requestId` is empty for errors of init."""
    if isinstance(error, Fault):
        return _payload(error.message, error.error_type, request_id, error.trace)
    return _payload(str(error), type(error).__name__, request_id, traceback.format_list(frames_of(error)))


def _payload(message, error_type, request_id, trace):
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def frames_of(error):
    """(file, line, function, source) of each frame, without the runtime's own frames in front."""
    frames = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(error.__traceback__)]
    for index, frame in enumerate(frames):
        if not frame[0].startswith(OWN_FILES):
            return frames[index:]
    return frames


def log_text(payload):
    """`[ERROR] type: message`, then the trace; AWS writes its indentation with no-break spaces."""
    title = "[ERROR]"
    if payload["errorType"]:
        title += " " + payload["errorType"]
    if payload["errorMessage"]:
        title += (": " if payload["errorType"] else " ") + payload["errorMessage"]
    lines = [title, "Traceback (most recent call last):"]
    for entry in payload["stackTrace"]:
        lines += [_indented(line) for line in entry.splitlines()] or [""]
    return "\n".join(lines)


def _indented(line):
    text = line.lstrip(" ")
    return NO_BREAK_SPACE * (len(line) - len(text)) + text
