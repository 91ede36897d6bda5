import shutil
from contextlib import ExitStack

import pytest

from tests.deploy.served import Served


@pytest.fixture(scope="session")
def served(opened_site, tmp_path_factory):
    data_dir = shutil.copytree(opened_site.data_dir, tmp_path_factory.mktemp("faults") / "var")
    with ExitStack() as stack:
        yield Served(data_dir, stack)
