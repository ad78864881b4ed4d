"""Start a program that ends when its parent does: `leash.py PARENT SIGNAL USER COMMAND…`.

Even a parent that is killed outright then leaves nobody behind (on Linux; elsewhere there is no
such promise to ask the kernel for). `USER` is who the program runs as, or empty for ourselves:
the kernel forgets the promise when a process changes its user, so both happen here, in order.
"""

import ctypes
import os
import pwd
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, signal_number, user, *command = sys.argv[1:]
    if user:
        account = pwd.getpwnam(user)
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit("the parent is gone already")
    os.execvp(command[0], command)  # noqa: S606 - becoming that program is the purpose


if __name__ == "__main__":
    main()
