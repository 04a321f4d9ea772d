"""Pyodide's own modules do not exist at AWS, so they do not exist for a function. Not a wall: the sandbox is one."""

import sys

HIDDEN = frozenset({"js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core"})


class _Hider:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def hide():
    sys.meta_path[:] = [_Hider] + [
        finder for finder in sys.meta_path if not getattr(finder, "__module__", "").startswith("_pyodide")
    ]
    for name in list(sys.modules):
        if name.partition(".")[0] in HIDDEN:
            del sys.modules[name]
