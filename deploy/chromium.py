"""The browser of the tests: the machine's, or one installed for them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from portal.obstacles import Obstacle

NAMES = ("chromium", "chromium-browser", "google-chrome")
APT = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
INSTALLERS = [["apt-get", "update"], APT, [sys.executable, "-m", "playwright", "install", "chromium"]]


def chromium():
    """Path of a Chromium; one is installed if there is none, and the tests fail if that cannot be done."""
    for installer in [None, *INSTALLERS]:
        if installer and can_run(installer):
            print(f"Installation de Chromium : {' '.join(installer)}", flush=True)
            subprocess.run(installer, check=False)  # noqa: S603
        if path := installed_chromium():
            return path
    raise Obstacle("Il faut Chromium aux tests : installez-le (apt install chromium) ou nommez-le par CHROMIUM=….")


def installed_chromium():
    """Path of the Chromium named by CHROMIUM, of the system's, or of Playwright's own; None if there is none."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def can_run(installer):
    """Whether it makes sense to try: Debian's packages are for root alone."""
    return installer[0] != "apt-get" or (os.geteuid() == 0 and shutil.which("apt-get") is not None)
