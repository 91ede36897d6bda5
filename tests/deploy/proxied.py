"""nginx before nodes of the site, as deploy/nginx says."""

import http.client
import os
import ssl
import subprocess
from contextlib import closing, contextmanager

from deploy.packages import program
from deploy.trial import ROOT
from tests.deploy.served import wait_for

DEPLOY = ROOT / "deploy"
HOST = "portail.example"
WITHOUT_CHECKS = ssl._create_unverified_context()  # noqa: S323


class Behind:
    """Two nodes behind nginx: `get()` asks as a browser does, `nodes` are their processes."""

    def __init__(self, http_port, https_port, environment):
        self.http_port, self.https_port, self.environment = http_port, https_port, environment
        self.nodes = []

    def get(self, path, **headers):
        connection = http.client.HTTPSConnection("127.0.0.1", self.https_port, context=WITHOUT_CHECKS, timeout=20)
        with closing(connection):
            connection.request("GET", path, headers={"Host": HOST} | headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()


def nginx_configuration(folder, data_dir, http_port, https_port, ports):
    """Write in `folder` the files of deploy/nginx as they are but for paths and ports; return that of nginx."""
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    command = [program("openssl", "openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={HOST}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    proxy = folder / "portail-proxy.conf"
    proxy.write_text((DEPLOY / "nginx" / "portail-proxy.conf").read_text())
    line = "    server 127.0.0.1:8001 max_fails=1 fail_timeout=10s;\n"
    site = (DEPLOY / "nginx" / "portail.conf").read_text()
    assert line in site
    for old, new in {
        line: "".join(line.replace("8001", str(port)) for port in ports),
        "listen 80;": f"listen 127.0.0.1:{http_port};",
        "listen 443 ssl": f"listen 127.0.0.1:{https_port} ssl",
        f"/etc/letsencrypt/live/{HOST}/fullchain.pem": str(certificate),
        f"/etc/letsencrypt/live/{HOST}/privkey.pem": str(key),
        "/etc/nginx/portail-proxy.conf": str(proxy),
        "/var/lib/portail/": f"{data_dir}/",
    }.items():
        assert old in site
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ access_log off;"
        f" include /etc/nginx/mime.types; {temporary} include {folder}/site.conf; }}"
    )
    return folder / "nginx.conf"


@contextmanager
def nginx(folder, data_dir, http_port, https_port, ports):
    """Serve on two ports, http and https, the nodes that listen on `ports`, with the static files of `data_dir`."""
    command = [program("nginx", "nginx-light"), "-c"]
    command.append(nginx_configuration(folder, data_dir, http_port, https_port, ports))
    done = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    process = subprocess.Popen(command)
    try:
        wait_for(https_port)
        yield
    finally:
        process.terminate()
        process.wait()
