"""Programs of the system that the tests run for real, installed from Debian's packages when that can be done."""

import os
import shutil
import subprocess

from portal.obstacles import Obstacle

SBIN = "/usr/sbin:/sbin"


def program(name, package):
    """Return the path of a program; it is installed if it is not there; Obstacle says how if it cannot be."""
    path = _found(name)
    if not path and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", package]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603
        path = _found(name)
    if not path:
        raise Obstacle(f"Il faut {name} aux tests : installez-le (apt install {package}), puis relancez-les.")
    return path


def _found(name):
    return shutil.which(name, path=f"{os.environ['PATH']}:{SBIN}")
