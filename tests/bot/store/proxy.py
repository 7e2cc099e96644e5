"""A way to PostgreSQL that can be cut, as networks are."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url


class Proxy:
    """Stands between the store and its server. `cut_at` cuts the next connection that says these bytes,
    after the server has answered them and before the store hears it."""

    def __init__(self, url: str, folder: Path) -> None:
        asked = make_url(url)
        self._server = f"{asked.query['host']}/.s.PGSQL.5432"
        self._own = folder / ".s.PGSQL.5432"
        self.url = str(asked.set(query={"host": str(folder)}))
        self.cut_at: bytes | None = None
        self.cuts = 0
        self._open: list[socket.socket] = []
        self.start()

    def start(self) -> None:
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(self._own))
        self._listening.listen()
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def stop(self) -> None:
        """The server is away: connections break and new ones are refused."""
        self._own.unlink()
        self._listening.close()
        for one in self._open:
            _cut(one)
        self._open.clear()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                store, _ = listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                self._open += [store, server]
                threading.Thread(target=self._to_server, args=(store, server), daemon=True).start()
                threading.Thread(target=self._to_store, args=(store, server), daemon=True).start()

    def _to_server(self, store: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := store.recv(65536):
                if self.cut_at is not None and self.cut_at in said:
                    self.cut_at = None
                    self.cuts += 1
                    _cut(store)  # first, so that the answer finds nobody
                server.sendall(said)
        _cut(server, socket.SHUT_WR)

    def _to_store(self, store: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := server.recv(65536):
                store.sendall(said)
        _cut(store)


def _cut(one: socket.socket, how: int = socket.SHUT_RDWR) -> None:
    with suppress(OSError):
        one.shutdown(how)
