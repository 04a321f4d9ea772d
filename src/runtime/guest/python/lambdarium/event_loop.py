"""An event loop for `asyncio.run` inside a handler: timers and tasks, no sockets, and a real rest while it waits."""

import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.runners
import time


class HandlerEventLoop(asyncio.base_events.BaseEventLoop):
    """asyncio's own loop on a selector that has nothing to select."""

    def __init__(self):
        super().__init__()
        self._selector = _Idle()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass  # one thread: nobody else could wake the loop


class _Idle:
    @staticmethod
    def select(timeout=None):
        # Nothing is due and nothing can come from outside: as on any machine, this waits until the time-out ends it.
        time.sleep(3600 if timeout is None else max(0, timeout))
        return []


class _Policy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = HandlerEventLoop


def install():
    """Replaces Pyodide's loop, which would hand waiting back to the browser."""
    asyncio.events._set_running_loop(None)
    asyncio.events._event_loop_policy = _Policy()
    asyncio.run = asyncio.runners.run
    asyncio.SelectorEventLoop = asyncio.EventLoop = HandlerEventLoop
