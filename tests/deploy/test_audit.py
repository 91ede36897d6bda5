"""What is locked is looked up and listed; without the network one is told so, and nothing fails."""

import json
import os
import subprocess
import sys

from django.conf import settings

from deploy import audit, sbom

SOUND = {"name": "django", "version": "5.2.19", "vulns": []}
ILL = {"name": "pillow", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.0"]}]}
UNKNOWN = {"name": "wagtail", "skip_reason": "not found"}


def test_a_known_fault_is_told_with_what_mends_it():
    lines, has_faults = audit.told([SOUND, ILL, UNKNOWN])
    assert has_faults
    assert lines[0] == "pillow 1.0 : PYSEC-1. Corrigé dans : 2.0."
    assert lines[-1] == "Sans réponse pour : wagtail."


def test_what_is_sound_is_told_and_what_is_not_known_is_no_answer():
    assert audit.told([SOUND]) == (["Aucune faille connue ; bibliothèques vérifiées : 1."], False)
    assert audit.told([UNKNOWN]) == ([audit.UNKNOWN], False)


def test_without_the_network_one_sentence_says_so():
    nowhere = dict.fromkeys(["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"], "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "deploy.audit"],
        cwd=settings.BASE_DIR,
        env=os.environ | nowhere | {"PYTHONUTF8": "1", "NO_PROXY": "", "no_proxy": ""},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.strip()) == (0, audit.UNKNOWN)
    assert not done.stderr


def test_everything_that_is_locked_is_in_the_bill_of_materials():
    lock = sbom.LOCK.read_text()
    bom = json.loads(sbom.made_of(lock))
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    listed = {f"{one['name']}=={one['version']}": one for one in bom["components"]}
    assert set(listed) == {
        line.split()[0].split("[")[0] for line in lock.splitlines() if "==" in line and line[0] not in " #"
    }
    django = next(one for name, one in listed.items() if name.startswith("django=="))
    assert django["purl"].startswith("pkg:pypi/django@5.2.")
    assert all(one["hashes"] for one in listed.values())
