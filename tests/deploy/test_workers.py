"""What systemd starts, as its unit says it: it answers, tells its measures, replaces its dead and ends when told to."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from deploy.trial import ROOT, free_port, trial_environment
from tests.deploy.served import wait_for, workers_of

pytestmark = pytest.mark.xdist_group("serve")

UNIT = ROOT / "deploy" / "systemd" / "portail.service"


@pytest.fixture
def service(opened_site, tmp_path):
    data_dir = shutil.copytree(opened_site.data_dir, tmp_path / "var")
    port, metrics = free_port(), free_port()
    [line] = [line for line in UNIT.read_text().splitlines() if line.startswith("ExecStart=")]
    command = line.removeprefix("ExecStart=").replace("/opt/portail/.venv/bin/python", sys.executable)
    command = command.replace("--port 8001", f"--port {port}").replace(
        "--metrics-port 9101", f"--metrics-port {metrics}"
    )
    environment = trial_environment(data_dir) | {"SITE_URL": f"http://127.0.0.1:{port}", "DEBUG": "0"}
    process = subprocess.Popen(command.split(), cwd=ROOT, env=environment, start_new_session=True)
    wait_for(port)
    process.port, process.metrics = port, metrics
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def lives(service):
    return requests.get(f"http://127.0.0.1:{service.port}/sante/", timeout=20).status_code == 200


def test_what_systemd_starts_answers_tells_its_measures_and_replaces_its_dead(service):
    assert lives(service)
    wait_for(service.metrics)
    assert "granian_workers_spawns 2" in requests.get(f"http://127.0.0.1:{service.metrics}/metrics", timeout=20).text
    before = set(workers_of(service))
    assert len(before) == 2
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    end = time.monotonic() + 60
    while len(set(workers_of(service)) - before) < 2 and time.monotonic() < end:
        time.sleep(0.1)
    wait_for(service.port)
    assert lives(service)


def test_no_worker_is_the_fork_of_a_process_that_has_threads(service):
    mothers_own = Path(f"/proc/{service.pid}/cmdline").read_bytes()
    assert all(Path(f"/proc/{worker}/cmdline").read_bytes() != mothers_own for worker in workers_of(service))
    assert len(workers_of(service)) == 2


def test_what_systemd_stops_ends_though_a_worker_sleeps(service):
    sleeper = workers_of(service)[0]
    os.kill(sleeper, signal.SIGSTOP)
    service.terminate()
    assert service.wait(25) in (0, -signal.SIGTERM)
