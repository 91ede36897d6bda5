"""Looks for known vulnerabilities in what a site installs, from its locks: `make audit`. Ends with 1 if there are any.

Without the network nothing is known, and it says so: that is no fault of what is locked.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip"]
COMMAND += ["--requirement", str(ROOT / "requirements.txt")]
COMMAND += ["--requirement", str(ROOT / "deploy/s3/requirements.txt")]
COMMAND += ["--format", "json", "--progress-spinner", "off", "--timeout", "20"]
UNKNOWN = "Rien n’a pu être vérifié : PyPI ne dit rien des failles d’ici. Relancez « make audit » avec le réseau."
SOUND = "Aucune faille connue ; bibliothèques vérifiées : {number}."
LEFT = "Sans réponse pour : {names}."
FAULT = "{name} {version} : {ids}. Corrigé dans : {fixed}."
TO_DO = "Changez la version dans requirements.in, puis « make lock » et « make test »."


def main():
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        found = json.loads(done.stdout)["dependencies"]
    except ValueError:
        found = []
    lines, has_faults = told(found)
    print("\n".join(lines))
    sys.exit(has_faults)


def told(found):
    """Return what there is to say of what pip-audit found, in French, and whether anything is to be mended."""
    known = [one for one in found if "skip_reason" not in one]
    if not known:
        return [UNKNOWN], False
    faults = [fault(one) for one in known if one["vulns"]]
    left = ", ".join(one["name"] for one in found if "skip_reason" in one)
    lines = [*faults, TO_DO] if faults else [SOUND.format(number=len(known))]
    return lines + [LEFT.format(names=left)] * bool(left), bool(faults)


def fault(one):
    ids = ", ".join(vulnerability["id"] for vulnerability in one["vulns"])
    fixed = sorted({version for vulnerability in one["vulns"] for version in vulnerability["fix_versions"]})
    return FAULT.format(name=one["name"], version=one["version"], ids=ids, fixed=", ".join(fixed) or "aucune version")


if __name__ == "__main__":
    main()
