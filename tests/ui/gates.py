"""A gate made of paper: answers as it was told to, so that pages can be tested without a vault or a council."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.ui.ports import Brought, CouncilGreeting, Strength, VaultChoice

GOOD = "kettle purple ladder harbour wren"
ENOUGH = 20
GREETING = CouncilGreeting("Aldermoor Family Help", "Jo Ellery", "North team", 14)


class WrongPassphrase(Exception):
    """Named as the vault names its own."""


class CodeRefused(Exception):
    """Named as the council's is."""


class Offline(Exception):
    """Named as the transport's is."""


EXPECTED = (WrongPassphrase, CodeRefused, Offline)


@dataclass
class PaperGate:
    opens_with: str = GOOD
    choices: Sequence[VaultChoice] = (VaultChoice("JE", "je"),)
    demo: str | None = None
    greeting: CouncilGreeting = GREETING
    fails: list[Exception] = field(default_factory=list)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def vaults(self) -> Sequence[VaultChoice]:
        return self.choices

    def demo_passphrase(self) -> str | None:
        return self.demo

    def unlock(self, passphrase: str, folder_id: str | None = None) -> None:
        self.asked.append(("unlock", passphrase, folder_id or ""))
        self._maybe_fail()
        if passphrase != self.opens_with:
            raise WrongPassphrase

    def recover(self, code: str, new_passphrase: str, folder_id: str | None = None) -> None:
        self.asked.append(("recover", code, new_passphrase, folder_id or ""))
        self._maybe_fail()

    def check_code(self, server_url: str, code: str) -> CouncilGreeting:
        self.asked.append(("check", server_url, code))
        self._maybe_fail()
        return self.greeting

    def suggest_words(self) -> str:
        return GOOD

    def strength(self, passphrase: str) -> Strength:
        enough = len(passphrase) >= ENOUGH
        return Strength(3 if enough else 1, enough, "" if enough else "short")

    def create(self, passphrase: str, progress: Callable[[Brought], None]) -> None:
        self.asked.append(("create", passphrase))
        self._maybe_fail()
        for done in range(15):
            progress(Brought(done, 14))

    def _maybe_fail(self) -> None:
        if self.fails:
            raise self.fails.pop(0)
