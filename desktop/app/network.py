"""What the operating system says of the network: a hint when to try, never a reason not to, since it may know less than a request does."""

from PySide6.QtCore import QObject, Signal


class Network(QObject):
    """Quiet where the system has nothing to say.

    Signals:
        back: there is a network again.
    """

    back = Signal()

    def begin(self) -> None:
        """Listen. The module is loaded only now: nothing that is shown at start needs it."""
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            QNetworkInformation.instance().reachabilityChanged.connect(self._reached)

    def _reached(self, how: object) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if how == QNetworkInformation.Reachability.Online:
            self.back.emit()
