"""The whole platform on this machine: `python -m deploy.local`, or `make run`."""

import argparse
import ctypes
import os
import signal
import sys
from pathlib import Path

from deploy.local.console import Terminal
from deploy.local.leash import PR_SET_PDEATHSIG
from deploy.local.limits import allow_enough_files
from deploy.local.mongo import MongoDidNotStart
from deploy.local.platform import ROOT, Platform, Ports
from deploy.local.run import run
from deploy.local.signals import Signals
from deploy.local.supervisor import Trouble


def main() -> int:
    options = _options()
    signals = Signals()
    signals.listen()
    if options.with_parent and sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    allow_enough_files()
    terminal = Terminal(shows_logs=not options.quiet)
    platform = Platform(options.directory.resolve(), Ports.from_environment(os.environ))
    try:
        run(platform, terminal, signals)
    except (Trouble, MongoDidNotStart) as trouble:
        terminal.trouble(str(trouble))
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.local", description=__doc__)
    parser.add_argument(
        "--directory",
        type=Path,
        default=ROOT / ".local",
        help="where the platform keeps everything it remembers (.local)",
    )
    parser.add_argument(
        "--quiet", action="store_true", help="keep the programs' logs in their files only"
    )
    parser.add_argument(
        "--with-parent",
        action="store_true",
        help="stop when the process that started us ends (Linux)",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
