"""The worker's desk: the main window with its pages, the post, and the idle work of the store. Wires; decides nothing."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtDBus import QDBusConnection

from desktop.app.asking import Asking
from desktop.app.gate import COUNCIL_NAME, DAMAGED, ROLE, TEAM
from desktop.app.line import Line
from desktop.app.linking import Linking
from desktop.app.locking import PLACE, Locking
from desktop.app.logind import Logind
from desktop.app.network import Network
from desktop.app.own_passphrase import VaultPassphrase
from desktop.app.pages import Pages, Surroundings
from desktop.app.post import Post
from desktop.app.practice.drills import Drills
from desktop.app.practice.line import PracticeLine
from desktop.app.windows_session import WindowsSession
from desktop.casework.council import in_force
from desktop.casework.desk import Desk, Worker
from desktop.casework.looked import Questions
from desktop.casework.person_links import PersonLinks
from desktop.casework.reads import UNLOCK
from desktop.casework.sending import Gone
from desktop.clock import Clock
from desktop.ids import Ids, RandomBytes
from desktop.store import beliefs
from desktop.store.errors import DatabaseDamaged
from desktop.store.session import Store
from desktop.ui.shell.hold import HoldRules
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import Lane, Tasks
from desktop.ui.widgets.caret import Kept
from desktop.ui.words.sending import gone as gone_words
from desktop.ui.words.trouble import sentence
from desktop.vault.vault import Vault
from sync.rules.frameworks import Bounds

IDLE_MS = 2000
SNAPSHOT_MS = 20_000
COME_MS = 1000
"""How often pages are read again while much comes in: the first family is worked with before the last is here."""
LISTEN_MS = 1000
"""Whoever has just unlocked is there. The first event that Python hears of makes every class of Qt: Today stands before that."""


class DeskWindow(QObject):
    """One unlocked laptop's window.

    Signals:
        changing_over: to practice, or out of it, once everything is saved and locked.
    """

    changing_over = Signal()

    def __init__(
        self,
        vault: Vault,
        store: Store,
        clock: Clock,
        tasks: Tasks,
        random: RandomBytes,
        *,
        prints: Path,
        demo: bool,
        practice: bool = False,
        began_by: str = UNLOCK,
    ) -> None:
        super().__init__()
        self._began_by = began_by
        self._store = store
        self._tasks = tasks
        identity, bundle = store.identity, vault.bundle()
        phones = beliefs.held(store, bundle).phones
        worker = Worker(identity.user, identity.user_name, store.setting(TEAM) or "")
        self.desk = Desk(store, clock, Ids(clock.now, random), worker)
        self.window = MainWindow(demo=demo, practice=practice, now=clock.boottime)
        self._network = network = Network()
        line = (PracticeLine if practice else Line)(store, random, bundle)
        drills = Drills(self.desk, line) if isinstance(line, PracticeLine) else None
        self.post = Post(line, self.desk, tasks, lambda: self.window.family, lambda: network.is_metered)
        self._asking = Asking(self.post, Questions(self.desk), line.is_known, tasks)
        self._network.back.connect(self.post.network_is_back)
        asked = VaultPassphrase(vault, random, (store.setting(COUNCIL_NAME) or "", worker.name))
        numbers = tuple((phone.name, phone.number) for phone in phones)
        council, role = store.setting(COUNCIL_NAME) or "", store.setting(ROLE) or ""
        self._linking = Linking(self.post, PersonLinks(self.desk, role), line, clock.now, tasks)
        around = Surroundings(
            council,
            numbers,
            prints,
            demo or practice,
            asked,
            line.is_known,
            self._linking,
            role,
            self.changing_over.emit,
            drills,
        )
        self._pages = Pages(self.window, self.desk, tasks, self.post, around)
        self.locking = Locking(self.window, store, tasks, self._pages.keeping)
        self._session = self._session_here()
        self._connect()
        self._set_timers()

    def _set_timers(self) -> None:
        self._idle = QTimer(self, interval=IDLE_MS)
        self._idle.timeout.connect(self._work_in_idle_time)
        self._snapshot = _once(self, SNAPSHOT_MS, self._keep_snapshot)
        self._some_came = _once(self, COME_MS, self._pages.reload)
        self._hearing = QTimer(self.window, singleShot=True, interval=LISTEN_MS)  # gone with what it listens for
        self._hearing.timeout.connect(self._listen)

    def _connect(self) -> None:
        self.post.progressed.connect(self._has_come)
        self.post.changed.connect(self._tell)
        self.post.arrived.connect(self._pages.reload)
        self._asking.answered.connect(self._pages.reload)
        self._linking.heard.connect(self._pages.reload)
        if self._session is not None:
            self._session.left.connect(self.window.lock)
        self.window.dialog_closed.connect(self._forget_place)
        self.post.closing.connect(self.window.leave_family)
        self.post.gone.connect(self._see_off)
        self.window.opened.connect(lambda _key, _args: self.post.look())

    def show(self) -> None:
        """Open where the lock found the worker, else on Today, and begin to send and receive."""
        self.window.idle.start()
        if self._session is not None:
            self._session.begin()
        self._open()
        self.window.show()
        self.window.activateWindow()
        self._pages.reading.began(self._began_by)
        self._tasks.run(lambda: in_force(self.desk).bounds, self._go_by, _nothing)
        self.post.begin()
        self._idle.start()
        self._snapshot.start()
        self._hearing.start()

    def stop(self) -> None:
        """Nothing more is begun, and nothing that is under way reaches the window."""
        for timer in (self._idle, self._snapshot, self._hearing, self._some_came):
            timer.stop()
        self.post.end()

    def close(self) -> None:
        """Nothing more is begun; the sets that are open are sealed (S4), and a half-filled dialog is kept."""
        self.stop()
        kept = self.window.keep()
        self._tasks.run(lambda: self.locking.keep(kept if kept["dialog"] else None), _nothing, _nothing)

    def _session_here(self) -> Logind | WindowsSession | None:
        """Who tells of sleep and of the screen on this system."""
        if sys.platform == "linux":
            return Logind(QDBusConnection.systemBus())
        return WindowsSession(lambda: int(self.window.winId())) if sys.platform == "win32" else None

    def _open(self) -> None:
        kept = self._store.setting(PLACE)
        try:
            self.window.resume(kept)
        except (LookupError, TypeError, ValueError):  # none was kept, or by a release with other pages
            self.window.open("today")
            return
        # The lane answers in order: when this comes back, the page shows what it was opened with.
        self._tasks.run(_nothing_more, lambda _nothing: self._return_to(kept), _nothing)

    def _return_to(self, kept: Kept) -> None:
        self.window.return_to(kept)
        if kept["dialog"] is None:
            self._forget_place()

    def _forget_place(self) -> None:
        """The next start opens on Today; a dialog that was brought back is done with."""
        self._tasks.run(lambda: self._store.put_setting(PLACE, None), _nothing, _nothing)

    def _listen(self) -> None:
        """Hear of the network, and of every key and every movement, from now on."""
        self._network.begin()
        self.window.idle.listen()

    def _go_by(self, bounds: Bounds) -> None:
        """The council's bounds of a visit's hold."""
        digits = bounds.pin_digits
        self.window.hold.rules = HoldRules(digits.least, digits.most, minutes=bounds.hold_minutes.usual)

    def _tell(self) -> None:
        standing = self.post.standing
        self.window.sync_card.show_state(standing.state, standing.title, standing.text)

    def _has_come(self, step: str, done: int, _whole: int) -> None:
        if step == "receiving" and done and not self._some_came.isActive():
            self._some_came.start()

    def _see_off(self, gone: Gone) -> None:
        self.window.leave_family(gone.family)
        self._pages.let_go(gone.family)
        named = "" if self.window.in_visit else gone.name  # in a visit nobody reads of another family
        self.window.tell(gone_words(named, unsent=gone.unsent), "info", "info")

    def _work_in_idle_time(self) -> None:
        self._tasks.run(self._store.idle, _nothing, _nothing)

    def _keep_snapshot(self) -> None:
        # Seconds on a full laptop, read through a connection of its own: no page waits for it in the store's lane.
        self._tasks.run(self._store.keep_snapshot, _nothing, self._found_damage, Lane.FILES)

    def _found_damage(self, error: Exception) -> None:
        """The snapshot checks every page. What is damaged is put right at the next unlock, from what is sound."""
        self.window.tell(sentence(error), "triangle-alert", "danger")
        if isinstance(error, DatabaseDamaged):
            self._tasks.run(lambda: self._store.put_setting(DAMAGED, value=True), _nothing, _nothing)


def _once(parent: QObject, after_ms: int, act: Callable[[], None]) -> QTimer:
    """A timer that does something once whenever it is started."""
    timer = QTimer(parent, singleShot=True, interval=after_ms)
    timer.timeout.connect(act)
    return timer


def _nothing_more() -> None:
    """Work that only takes its turn."""


def _nothing(_answer: object) -> None:
    """What became of idle work changes no page."""
