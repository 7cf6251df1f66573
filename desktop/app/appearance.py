"""Dresses the application as the worker likes it, and follows the system where they leave it to that."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.casework.preferences import Preferences
from desktop.ui import theme
from desktop.ui.shell.idle import Idle

SYSTEM = "system"


class Appearance(QObject):
    """Wears one `Preferences` at a time, and has the laptop lock after its minutes."""

    def __init__(self, idle: Idle, parent: QObject) -> None:
        super().__init__(parent)
        self._idle = idle
        self._worn: Preferences | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def wear(self, preferences: Preferences) -> None:
        """Put it on, unless it is on already: dressing every window takes a moment."""
        app = QApplication.instance()
        self._worn = preferences
        self._idle.set_limit(preferences.idle_minutes)
        wanted = _theme(preferences)
        if isinstance(app, QApplication) and wanted != theme.current():
            theme.dress(app, wanted)

    def _system_changed(self) -> None:
        if self._worn is not None and self._worn.theme == SYSTEM:
            self.wear(self._worn)


def _theme(chosen: Preferences) -> theme.Theme:
    name = theme.of_system() if chosen.theme == SYSTEM else chosen.theme
    return theme.Theme(
        name, chosen.text_percent / 100, loose=chosen.loose, system_font=chosen.system_font, still=chosen.still
    )
