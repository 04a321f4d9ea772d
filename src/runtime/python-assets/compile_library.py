"""Run by Pyodide at build time: makes the library zip that functions see, sources and compiled code side by side.

The sources give tracebacks their lines; the compiled code spares compiling at every import. Code names its files as
they are called at AWS (`/var/lang/lib/python3.14/json/__init__.py`), so that tracebacks read the same.
"""

import importlib._bootstrap_external as external
import importlib.util
import sys
import zipfile

# Of no use to a function, or Pyodide's own tools.
SKIPPED = ("_pyrepl/", "pyodide/http/", "idlelib/", "ensurepip/", "turtle", "__phello__/", "ctypes/macholib/", "site-packages/")


def compile_library(own_files):
    """Reads /tmp/stdlib.zip and the runtime's own modules (name → source), writes /tmp/library.zip."""
    home = f"/var/lang/lib/python{sys.version_info.major}.{sys.version_info.minor}/"
    with zipfile.ZipFile("/tmp/stdlib.zip") as stdlib, zipfile.ZipFile("/tmp/library.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as library:
        names = [name for name in stdlib.namelist() if name.endswith(".py") and not name.startswith(SKIPPED)]
        for name in names:
            add(library, name, stdlib.read(name), home + name)
        for name, source in own_files.items():
            path = f"lambdarium/{name}"
            add(library, path, source.encode(), "/var/runtime/" + path)


def add(library, name, source, shown_as):
    code = compile(source, shown_as, "exec", dont_inherit=True)
    pyc = external._code_to_hash_pyc(code, importlib.util.source_hash(source), False)
    # A fixed date: the same input gives the same bytes, and so the same hash in the file's address.
    for entry, content in ((name + "c", pyc), (name, source)):
        info = zipfile.ZipInfo(entry, (2026, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        library.writestr(info, bytes(content))
