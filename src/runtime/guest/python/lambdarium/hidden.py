"""Pyodide's own modules do not exist at AWS, so they do not exist for a function. Not a wall: the sandbox is one.

One package is let in: urllib3, on which `requests` stands, speaks HTTP through the browser when it finds itself there.
"""

import importlib
import sys
from importlib.machinery import ModuleSpec

HIDDEN = frozenset({"js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core"})
_LET_IN = "urllib3.contrib.emscripten"


def hide():
    """Takes the modules out of `sys.modules` and keeps them for whoever is let in."""
    for name in ("js", "pyodide_js", "pyodide.ffi"):
        importlib.import_module(name)
    kept = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in HIDDEN}
    for finder in [finder for finder in sys.meta_path if getattr(finder, "__module__", "").startswith("_pyodide")]:
        sys.meta_path.remove(finder)
    for name in kept:
        del sys.modules[name]
    sys.meta_path.insert(0, _Hider(kept))


class _Hider:
    def __init__(self, kept):
        self._kept = kept

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in HIDDEN:
            return None
        if name in self._kept and _asked_by(_LET_IN):
            return ModuleSpec(name, _Keeper(self._kept[name]))
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)


class _Keeper:
    """A loader whose module is there already."""

    def __init__(self, module):
        self._module = module

    def create_module(self, spec):
        return self._module

    def exec_module(self, module):
        pass


def _asked_by(package):
    frame = sys._getframe()
    while frame is not None:
        asker = frame.f_globals.get("__name__", "")
        if asker == package or asker.startswith(package + "."):
            return True
        frame = frame.f_back
    return False
