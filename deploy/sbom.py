"""Writes what the site is made of, as CycloneDX reads it, from requirements.txt: `make sbom`."""

import re
import sys
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"
LOCKED = re.compile(r"^([\w.-]+)==([^ \\;]+)[^\n]*\n((?: +--hash=sha256:\w+[ \\]*\n)+)", re.MULTILINE)
HASH = re.compile(r"sha256:(\w+)")


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var/sbom.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made_of(LOCK.read_text()))
    print(f"Nomenclature du site (CycloneDX) : {path}")


def made_of(lock):
    """Return the bill of materials, in JSON, of a lock file: each library, its version and the hashes of its files."""
    bom = Bom()
    bom.metadata.component = Component(
        name="portail-cites-unies-france", bom_ref="portail", type=ComponentType.APPLICATION
    )
    for name, version, hashes in LOCKED.findall(lock):
        purl = PackageURL("pypi", name=name, version=version)
        known = [HashType(alg=HashAlgorithm.SHA_256, content=content) for content in HASH.findall(hashes)]
        bom.components.add(Component(name=name, version=version, purl=purl, bom_ref=str(purl), hashes=known))
    # The lock is flat: the site asks for all of it.
    bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=1)


if __name__ == "__main__":
    main()
