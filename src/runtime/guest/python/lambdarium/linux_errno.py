"""Error numbers as Linux has them: `[Errno 2] No such file or directory`, and not Emscripten's `[Errno 44]`.

Pyodide's C library numbers errors as WASI does. CPython picks an OSError's class from a table, number → class; here the
table gets classes of the same names that translate the number when an error is made. The `errno` module and
`os.strerror` speak Linux's numbers too. Import this before the modules that copy numbers out of `errno`.
"""

import errno
import gc
import os

# asm-generic/errno-base.h and errno.h of Linux.
_LINUX = """EPERM 1 ENOENT 2 ESRCH 3 EINTR 4 EIO 5 ENXIO 6 E2BIG 7 ENOEXEC 8 EBADF 9 ECHILD 10 EAGAIN 11 EWOULDBLOCK 11
ENOMEM 12 EACCES 13 EFAULT 14 ENOTBLK 15 EBUSY 16 EEXIST 17 EXDEV 18 ENODEV 19 ENOTDIR 20 EISDIR 21 EINVAL 22 ENFILE 23
EMFILE 24 ENOTTY 25 ETXTBSY 26 EFBIG 27 ENOSPC 28 ESPIPE 29 EROFS 30 EMLINK 31 EPIPE 32 EDOM 33 ERANGE 34 EDEADLK 35
EDEADLOCK 35 ENAMETOOLONG 36 ENOLCK 37 ENOSYS 38 ENOTEMPTY 39 ELOOP 40 ENOMSG 42 EIDRM 43 ENOSTR 60 ENODATA 61 ETIME 62
ENOSR 63 ENOLINK 67 EPROTO 71 EMULTIHOP 72 EBADMSG 74 EOVERFLOW 75 EILSEQ 84 EUSERS 87 ENOTSOCK 88 EDESTADDRREQ 89
EMSGSIZE 90 EPROTOTYPE 91 ENOPROTOOPT 92 EPROTONOSUPPORT 93 ESOCKTNOSUPPORT 94 EOPNOTSUPP 95 ENOTSUP 95 EPFNOSUPPORT 96
EAFNOSUPPORT 97 EADDRINUSE 98 EADDRNOTAVAIL 99 ENETDOWN 100 ENETUNREACH 101 ENETRESET 102 ECONNABORTED 103
ECONNRESET 104 ENOBUFS 105 EISCONN 106 ENOTCONN 107 ESHUTDOWN 108 ETOOMANYREFS 109 ETIMEDOUT 110 ECONNREFUSED 111
EHOSTDOWN 112 EHOSTUNREACH 113 EALREADY 114 EINPROGRESS 115 ESTALE 116 EDQUOT 122 ECANCELED 125 EOWNERDEAD 130
ENOTRECOVERABLE 131""".split()
LINUX = dict(zip(_LINUX[::2], map(int, _LINUX[1::2])))

_native_strerror = os.strerror
_native = {name: number for name, number in vars(errno).items() if name in LINUX and isinstance(number, int)}
_text_of_native = {number: _native_strerror(number) for number in _native.values()}
_linux_of_native = {number: LINUX[name] for name, number in _native.items()}
_text_of_linux = {LINUX[name]: _text_of_native[number] for name, number in _native.items()}


def _class_table():
    """CPython's own dictionary: number → subclass of OSError. It has no name in Python, only the collector knows it."""
    for candidate in gc.get_objects():
        if type(candidate) is dict and candidate.get(_native["ENOENT"]) is FileNotFoundError:
            return candidate
    raise RuntimeError("CPython's table of OSError classes was not found")


def _strerror(code, /):
    """Translate an error code to a message string."""
    return _text_of_linux.get(code) or f"Unknown error {code}"


def _translating(base):
    """A subclass with its parent's name that translates the number of errors made in C."""

    def init(self, *args):
        if len(args) >= 2 and _text_of_native.get(args[0]) == args[1]:
            args = (_linux_of_native[args[0]], *args[1:])
        elif args and (right := _class_of_linux.get(args[0], _plain)) is not type(self):
            # The learner's code raised `OSError(errno.ENOENT, …)`: its number is Linux's already, the class is not.
            self.__class__ = right
        base.__init__(self, *args)

    def reduce(self):
        return (base, (self.errno, self.strerror, self.filename) if self.filename is not None else self.args)

    name = base.__name__
    body = {"__init__": init, "__reduce__": reduce, "__slots__": (), "__module__": "builtins", "__qualname__": name}
    return type(name, (base,), body)


_plain = _translating(OSError)
_class_of_linux = {}


def _install():
    table = _class_table()
    made = {}
    for number, linux in _linux_of_native.items():
        base = table.get(number, OSError)
        made.setdefault(base, _plain if base is OSError else _translating(base))
        _class_of_linux[linux] = made[base]
    # Numbers of both systems, so that every OSError that names one passes through a translating class.
    for number in [*_linux_of_native, *_class_of_linux]:
        base = table.get(number, OSError)
        table[number] = made.get(base, base)
    for name, linux in LINUX.items():
        if name in _native:
            setattr(errno, name, linux)
    errno.errorcode.clear()
    errno.errorcode.update({linux: name for name, linux in LINUX.items() if name in _native})
    os.strerror = _strerror


_install()
