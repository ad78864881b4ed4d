"""How both services run: `gunicorn -c deploy/gunicorn.py services.<name>.wsgi:app`.

Workers are gevent's, which make the standard library cooperative before the app is imported. That
is why nothing may be imported ahead of them: no preloading, and nothing heavy in this file.
"""

import gc
import os
import sys
from typing import Any

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WORKERS", "2"))
worker_class = "shared.serving.worker.EvenWorker"
worker_connections = int(os.environ.get("WORKER_CONNECTIONS", "10000"))
preload_app = False

# A worker that does not get round to its heartbeat is stuck. On SIGTERM a request in flight has
# this long to finish; the load balancer waits a little longer before it cuts the connection.
timeout = 30
graceful_timeout = 25
# Long, so that it is the gateway and not we who hangs up on an idle connection: a request that
# crosses our goodbye would be lost. An idle connection also holds up the drain, hence the variable.
keepalive = int(os.environ.get("KEEPALIVE", "75"))

limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 16380

# Nobody steers it through a socket in the home directory, which two services would fight over.
control_socket_disable = True

# The app logs each request itself, as JSON.
accesslog = None
errorlog = "-"


def post_worker_init(worker: Any) -> None:
    """Refuse to serve with a database driver that would stop the whole worker while it waits."""
    waiting = sys.modules.get("psycopg.waiting")
    if waiting is not None and waiting.wait is waiting.wait_c:
        raise RuntimeError("psycopg was imported before gevent made waiting cooperative")
    # What was imported stays as long as the worker: the collector need not look at it again.
    gc.collect()
    gc.freeze()
    worker.count_held = worker.wsgi.extensions.get("count_held", worker.count_held)


def child_exit(server: Any, worker: Any) -> None:
    """Let the next worker have its seat."""
    worker.leave_seat()


def worker_exit(server: Any, worker: Any) -> None:
    """Let the app close what it opened."""
    app = getattr(worker, "wsgi", None)  # none where it could not start
    for close in getattr(app, "extensions", {}).get("close", []):
        close()
