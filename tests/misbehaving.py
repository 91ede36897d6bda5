"""A server of this machine that answers as the worst sites of the web do, one trouble an address."""

import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"], time.monotonic()))
        self.server.count[self.path] += 1
        name = self.path.strip("/").partition("/")[0].partition("?")[0].replace("-", "_")
        getattr(self, name, self.ok)()

    do_GET = do_HEAD

    def log_message(self, *args):
        pass

    def answer(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def ok(self):
        self.answer(200, Content_Length="0")

    def missing(self):
        self.answer(404)

    def gone(self):
        self.answer(410)

    def no_head(self):
        self.answer(405 if self.command == "HEAD" else 200)

    def no_robots(self):
        self.answer(403)

    def ill_once(self):
        self.answer(500 if self.server.count[self.path] <= 2 else 200)

    def ill(self):
        self.answer(500)

    def loop(self):
        self.answer(302, Location=f"/loop/{self.server.count.total()}")

    def moved(self):
        self.answer(301, Location="/ok")

    def moved_to_private(self):
        self.answer(302, Location="http://10.0.0.1/")

    def moved_to_file(self):
        self.answer(302, Location="file:///etc/passwd")

    def slow(self):
        time.sleep(3)

    def drip(self):
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for _ in range(300):
                self.wfile.write(b"a")
                time.sleep(0.05)
        except OSError:
            pass

    def closing(self):
        self.close_connection = True

    def closing_on_head(self):
        if self.command == "GET":
            self.ok()

    def huge(self):
        if self.command == "HEAD":
            return self.answer(405)
        self.answer(200, Content_Length=str(10**12))
        try:
            for _ in range(10**6):
                self.wfile.write(b"x" * 65536)
        except OSError:
            self.server.was_left = True

    def busy_once(self):
        if self.server.count[self.path] == 1:
            self.answer(429, Retry_After="1")
        else:
            self.ok()

    def busy(self):
        self.answer(429, Retry_After="86400")

    def garbage(self):
        self.wfile.write(b"\x00\xff not http at all\r\n\r\n")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *args):
        pass


@contextmanager
def misbehaving(context=None):
    """Serve on a free port of 127.0.0.1; gives the server, with `url` and `asked`. `context` is that of TLS."""
    server = Server(("127.0.0.1", 0), Handler)
    server.asked, server.count, server.was_left = [], Counter(), False
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.url = f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
