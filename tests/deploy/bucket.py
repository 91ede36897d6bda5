"""A bucket of its own, served for real with keys and rights that are checked, and the line to it, that may be cut."""

import hashlib
import json
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress

import boto3
import requests

from deploy.trial import ROOT, free_port
from tests.deploy.served import wait_for

NAME = "portail"
REGION = "us-east-1"
S3 = ROOT / "deploy" / "s3"
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


class Bucket:
    """What is in the bucket, seen from beside the site; `key` and `secret` are those of the site."""

    def __init__(self, port):
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        first = self.client("iam", "x", "x")
        self.s3 = self.client("s3", *_user(first, "temoin", EVERYTHING))
        self.s3.create_bucket(Bucket=NAME)
        self.s3.put_bucket_versioning(Bucket=NAME, VersioningConfiguration={"Status": "Enabled"})
        rules = json.loads((S3 / "lifecycle.json").read_text())
        self.s3.put_bucket_lifecycle_configuration(Bucket=NAME, LifecycleConfiguration=rules)
        self.key, self.secret = _user(first, "site", json.loads((S3 / "policy.json").read_text()))
        # From here on every key and every right is checked.
        requests.post(f"{self.url}/moto-api/reset-auth", data="0", timeout=10).raise_for_status()

    def client(self, service, key, secret):
        ours = {"region_name": REGION, "endpoint_url": self.url}
        return boto3.client(service, **ours, aws_access_key_id=key, aws_secret_access_key=secret)

    def names(self):
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=NAME)
        return {entry["Key"] for page in pages for entry in page.get("Contents", ())}

    def read(self, name):
        return self.s3.get_object(Bucket=NAME, Key=name)["Body"].read()

    def digests(self):
        """Return what each object holds, in short, by its name."""
        return {name: hashlib.sha256(self.read(name)).hexdigest() for name in self.names()}

    def put(self, name, data):
        self.s3.put_object(Bucket=NAME, Key=name, Body=data)

    def delete(self, name):
        self.s3.delete_object(Bucket=NAME, Key=name)

    def is_open_to_all(self, name):
        """Whether anybody reads an object at the bucket's own address, or its rights say so."""
        grants = self.s3.get_object_acl(Bucket=NAME, Key=name)["Grants"]
        return requests.get(f"{self.url}/{NAME}/{name}", timeout=10).ok or any("URI" in g["Grantee"] for g in grants)

    def options(self, port, **options):
        """Return the options of a storage that reaches the bucket through `port`, and gives up within a second."""
        ours = {"bucket_name": NAME, "region_name": REGION, "endpoint_url": f"http://127.0.0.1:{port}"}
        return ours | {"access_key": self.key, "secret_key": self.secret, "read_timeout": 1} | options


def _user(iam, name, policy):
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName=name, PolicyDocument=json.dumps(policy))
    made = iam.create_access_key(UserName=name)["AccessKey"]
    return made["AccessKeyId"], made["SecretAccessKey"]


@contextmanager
def bucket():
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield Bucket(port)
    finally:
        process.kill()
        process.wait()


class Line:
    """A port that leads to another: until it is `cut`, with nobody there any more, or `silent`, with nobody answering.

    `breaks_at` cuts each connection once as many bytes were sent through it; `received` counts what came back.
    """

    def __init__(self, target):
        self.target, self.port = target, free_port()
        self.is_silent, self.breaks_at, self.received = False, None, 0
        self.open_ends = set()
        self.mend()

    def mend(self):
        self.is_silent, self.breaks_at = False, None
        self.entry = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._welcome, args=[self.entry], daemon=True).start()

    def cut(self):
        # Whoever waits on it is woken: closing alone would take one visitor more.
        self._drop(self.entry, *self.open_ends)

    def _welcome(self, entry):
        while True:
            try:
                near, _ = entry.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target))
            self.open_ends |= {near, far}
            for ends in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source, target, is_sent):
        carried = 0
        with suppress(OSError):
            while data := source.recv(65536):
                while self.is_silent:
                    time.sleep(0.05)
                carried += len(data)
                if is_sent and self.breaks_at is not None and carried > self.breaks_at:
                    break
                if not is_sent:
                    self.received += len(data)
                target.sendall(data)
        self._drop(source, target)

    def _drop(self, *ends):
        for end in ends:
            self.open_ends.discard(end)
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
