import resource
import subprocess
import sys

import pytest

from deploy.local.limits import ENOUGH

LIFT = """
import resource
from deploy.local.limits import allow_enough_files
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
allow_enough_files()
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.parametrize(
    ("soft", "hard", "lifted"),
    [
        pytest.param(256, 4_096, 4_096, id="as far as one may"),
        pytest.param(256, ENOUGH + 1, ENOUGH, id="as far as is needed"),
        pytest.param(ENOUGH + 1, ENOUGH + 1, ENOUGH + 1, id="never lowered"),
    ],
)
def test_a_low_limit_is_lifted(soft, hard, lifted):
    _, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert allowed == resource.RLIM_INFINITY or allowed > ENOUGH, "ulimit -Hn is too low to tell"

    printed = subprocess.check_output(
        [sys.executable, "-c", LIFT.format(soft=soft, hard=hard)], text=True
    )

    assert printed.split() == [str(lifted), str(hard)]
