"""web.py ADDRESS:PORT...: stands behind haproxy: answers every request, also those that a load balancer checks with."""

import http.server
import socketserver
import sys
import threading


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b'{"served": true}'
        self.send_response(300 if self.path == "/" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_OPTIONS = do_POST = do_GET

    def log_message(self, *args):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


threads = []
for place in sys.argv[1:]:
    address, port = place.rsplit(":", 1)
    threads.append(threading.Thread(target=Server((address, int(port)), Answer).serve_forever))
    threads[-1].start()
for thread in threads:
    thread.join()
