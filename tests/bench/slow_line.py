"""A line to a server on this computer that takes so many bytes a second up, and every answer at once."""

import contextlib
import socket
import threading
import time

_PIECE = 64 * 1024


class SlowLine:
    """Serves until it is closed. `port`: of the server."""

    def __init__(self, port, bytes_per_second):
        self._server_port = port
        self._rate = bytes_per_second
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self._listener.close()

    def _serve(self):
        with contextlib.suppress(OSError):  # closed
            while True:
                client = self._listener.accept()[0]
                # What it holds back is little: the sender is to feel it.
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _PIECE)
                server = socket.create_connection(("127.0.0.1", self._server_port))
                for way in ((client, server, self._rate), (server, client, None)):
                    threading.Thread(target=self._pass, args=way, daemon=True).start()

    @staticmethod
    def _pass(source, target, rate):
        next_time = time.monotonic()  # from the first byte on: what a busy machine takes longer is made up for
        with contextlib.suppress(OSError):  # one of them is gone
            while piece := source.recv(_PIECE):
                target.sendall(piece)
                if rate:
                    next_time += len(piece) / rate
                    time.sleep(max(0, next_time - time.monotonic()))
            target.shutdown(socket.SHUT_WR)
