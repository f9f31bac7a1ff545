"""A mail server of a few lines on the loopback: it speaks SMTP, keeps what it was given, and answers as it is told."""

import socketserver
import time
from threading import Thread


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = False
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.letters: list[tuple[str, bytes]] = []
        self.answer_to_recipient = "250 OK"
        self.pause = 0.0  # seconds before and after a letter is kept

    def __enter__(self):
        self.thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()
        return self

    def __exit__(self, *_error):
        self.shutdown()
        self.server_close()
        self.thread.join()


class Talk(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 test")
        recipient = ""
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            verb = line.split(":", maxsplit=1)[0].split()[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return None
            if verb == "RCPT":
                recipient = line
                self.say(self.server.answer_to_recipient)
            elif verb == "DATA":
                self.say("354 go on")
                text = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    if not part:
                        return None  # the sender died in the middle of a letter: it was never handed over
                    text += part
                time.sleep(self.server.pause)
                self.server.letters.append((recipient, text))
                time.sleep(self.server.pause)
                self.say("250 kept")
            else:
                self.say("250 OK")
