"""What the operating system says of the network: a hint when to try, never a reason not to, since it may know less than a request does."""

from PySide6.QtCore import QObject, Signal


class Network(QObject):
    """Quiet where the system has nothing to say.

    Signals:
        back: there is a network again, or one that files may go over.
    """

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known = False

    @property
    def is_metered(self) -> bool:
        """Whether the system says that what goes over the line is paid for: a phone's hotspot, say."""
        if not self._known:
            return False
        from PySide6.QtNetwork import QNetworkInformation

        return QNetworkInformation.instance().isMetered()

    def begin(self) -> None:
        """Listen. The module is loaded only now: nothing that is shown at start needs it."""
        from PySide6.QtNetwork import QNetworkInformation

        reachability, metered = QNetworkInformation.Feature.Reachability, QNetworkInformation.Feature.Metered
        self._known = any(map(QNetworkInformation.loadBackendByFeatures, (reachability | metered, reachability)))
        if self._known:
            QNetworkInformation.instance().reachabilityChanged.connect(self._reached)
            QNetworkInformation.instance().isMeteredChanged.connect(self._metered)

    def _metered(self, metered: bool) -> None:
        if not metered:
            self.back.emit()

    def _reached(self, how: object) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if how == QNetworkInformation.Reachability.Online:
            self.back.emit()
