"""The day, step by step: what a worker does with hand and keys on one laptop. Nothing here knows more than the words on the screen."""

from collections.abc import Callable

from hand import Hand

from desktop.ui.words import gate


def set_up(hand: Hand, code: str, address: str, passphrase: str) -> None:
    """Set a new laptop up with the council's code."""
    hand.fill(gate.ADDRESS, address)
    hand.fill(gate.CODE, code)
    hand.picture("set-up-code")
    hand.press("Return")
    hand.see(gate.YES_ME)
    hand.picture("set-up-who")
    hand.click(gate.YES_ME)
    hand.fill(gate.PASSPHRASE, passphrase)
    hand.fill(gate.ONCE_MORE, passphrase)
    hand.picture("set-up-passphrase")
    hand.click(gate.CONTINUE)
    hand.see(gate.OPEN_TODAY)
    hand.picture("set-up-ready")
    hand.click(gate.OPEN_TODAY)


def unlock(hand: Hand, passphrase: str) -> None:
    """Type the passphrase."""
    hand.see(gate.UNLOCK)
    hand.picture("unlock")
    hand.fill(gate.YOUR_PASSPHRASE, passphrase)
    hand.press("Return")


def look(hand: Hand, title: str) -> None:
    """Keep what is on the screen."""
    hand.picture(title)


def families(hand: Hand) -> None:
    """Go to the list."""
    hand.press("Ctrl+2")
    hand.picture("families")


STEPS: dict[str, Callable[..., object]] = {step.__name__: step for step in (set_up, unlock, look, families)}
