"""One window a user: a second start brings the first one forward."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 1_500


class Single(QObject):
    """Held by the first window of a database; later ones call it and end.

    Qt's network library is loaded after the first paint, or where there is a window already.
    """

    called = Signal()
    """Another start wants this window in front."""

    def __init__(self, database: str, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        kind = QCryptographicHash.Algorithm.Sha256
        whole = QCryptographicHash.hash(database.encode(), kind).toHex()
        mark = str(whole.data(), "ascii")[:16]
        self._name = f"gydesk-{mark}"
        self._lock = QLockFile(str(folder / f"window-{mark}.lock"))
        self._lock.setStaleLockTime(0)  # only a process that is gone makes it stale
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """True when this is the only window."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Hear later starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # left behind by a crash
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)
        self._server.listen(self._name)

    def call(self) -> bool:
        """Bring the first window forward; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(b"show\n")
        heard = socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return heard

    def release(self) -> None:
        """Let another window be the first; again does nothing."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    @Slot()
    def _heard(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            self.called.emit()
