"""What a function can reach: nothing, or with the network switched on what a browser lets `urllib.request` reach.

A browser has no sockets, so sockets say so instead of pretending to connect (Emscripten's would).
"""

import email.message
import errno
import http
import io
import os
import socket
import urllib.error
import urllib.request
import urllib.response

OFF = "the network of functions is switched off in Lambdarium's settings"
NO_SOCKETS = "a browser has no sockets, only HTTP through urllib.request"
# The browser sets these itself and refuses to take them from a script.
_BROWSER_HEADERS = {"host", "user-agent", "connection", "content-length", "accept-encoding", "cookie", "date", "te", "origin"}


def set_up(send_request):
    """`send_request` is the host's, or None while the network is off."""
    reason = OFF if send_request is None else NO_SOCKETS

    def unreachable(*_args, **_options):
        raise OSError(errno.ENETUNREACH, f"Network is unreachable: {reason}")

    def unresolved(*_args, **_options):
        raise socket.gaierror(-3, f"Temporary failure in name resolution: {reason}")

    for name in ("connect", "connect_ex", "bind", "listen", "sendto"):
        setattr(socket.socket, name, unreachable)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
        setattr(socket, name, unresolved)
    if send_request is not None:
        _open_http(send_request)
    os.system = os.popen = _no_processes


def _no_processes(*_args, **_options):
    raise OSError(errno.ENOTSUP, "A browser has no processes")


class _Response(urllib.response.addinfourl):
    """What urlopen returns, with the attributes of http.client's response that people use."""

    def __init__(self, body, headers, url, status, reason):
        super().__init__(io.BytesIO(body), headers, url, status)
        self.msg = self.reason = reason

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return list(self.headers.items())


def _open_http(send_request):
    def open_url(_handler, request):
        headers = {**request.headers, **request.unredirected_hdrs}
        kept = [[name, value] for name, value in headers.items() if name.lower() not in _BROWSER_HEADERS]
        data = request.data
        body = data if data is None or isinstance(data, (bytes, bytearray)) else b"".join(data)
        answer = send_request(request.get_method(), request.full_url, kept, body)
        if answer is None:
            raise urllib.error.URLError(
                OSError(errno.ECONNREFUSED, "The browser could not fetch it: unreachable, or its server does not allow other sites (CORS)")
            )
        status, reason, header_text, content = answer
        message = email.message.Message()
        for line in header_text.splitlines():
            name, _, value = line.partition(":")
            if name:
                message[name] = value.strip()
        text = reason or http.HTTPStatus(status).phrase
        return _Response(content.to_bytes(), message, request.full_url, status, text)

    urllib.request.HTTPHandler.http_open = open_url
    if hasattr(urllib.request, "HTTPSHandler"):
        urllib.request.HTTPSHandler.https_open = open_url
    else:
        urllib.request.HTTPHandler.https_open = open_url
