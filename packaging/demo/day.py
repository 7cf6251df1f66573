"""The day, step by step: what a worker does with hand and keys on one laptop. Nothing here knows more than the words on the screen."""

from collections.abc import Callable

from hand import Hand

from desktop.ui.words import assessment, families, gate, plan, prepare, sending, shell, today, visit, write_up
from desktop.ui.words import conflicts as clash

FAMILY = "Hartley-Okoro"
PIN = "2580"
THEIR_WORDS = "I actually ate breakfast on Wednesday."
GOING_WELL = "The chart on the fridge has four ticks, and Dana is proud of it."
WORRY = "Dana has two letters from the landlord that she has not opened."
LED_TO = "The form tutor rang in September, after nine late marks in three weeks."
HOPE = "Mornings without shouting, and Maya at her desk when the register is read."
ACTION = "Open the two letters together and ring the landlord"
KNOW = "A weekly amount is agreed in writing"


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
    hand.see(today.NEW)


def unlock(hand: Hand, passphrase: str) -> None:
    """Type the passphrase."""
    hand.see(gate.UNLOCK)
    hand.picture("unlock")
    hand.fill(gate.YOUR_PASSPHRASE, passphrase)
    hand.press("Return")
    hand.see(today.NEW)


def look_at_the_day(hand: Hand) -> None:
    """Today, the families, and the one to be visited."""
    hand.see(today.START)
    hand.picture("today")
    hand.click(today.PREPARE)
    hand.read(prepare.TAKE)
    hand.picture("prepare")
    hand.press("Ctrl+2")
    hand.see(families.FIND)
    hand.picture("families")
    hand.fill(families.FIND, FAMILY[:6])
    hand.press("Return")
    hand.read("Maya")
    hand.picture("family")


def visit_the_family(hand: Hand) -> None:
    """In the living room: quick notes, each with its own time."""
    hand.press("Ctrl+1")
    hand.click(today.START)
    hand.fill(write_up.PIN_LABEL, PIN)
    hand.picture("going-in")
    hand.click(write_up.READY)
    hand.see(visit.CAPTURE)
    for tag, said in (("words", THEIR_WORDS), ("going_well", GOING_WELL), ("worry", WORRY)):
        hand.click(visit.TAGS[tag])
        if tag == "words":
            hand.click("Maya")
        if tag == "worry":
            hand.click(visit.HIDE)
        hand.fill(visit.CAPTURE, said)
        hand.press("Return")
    hand.read(GOING_WELL)
    hand.picture("visit-note")
    hand.press("F9")
    hand.picture("visit-hidden")
    hand.fill(gate.PIN, PIN)
    hand.press("Return")
    hand.read(GOING_WELL)


def write_the_assessment(hand: Hand) -> None:
    """Two answers of the assessment, saved as they are typed."""
    hand.press("Ctrl+2")
    hand.choose("Why now")
    answer(hand, "What led to it?", LED_TO)
    answer(hand, "What does the family hope it will change?", HOPE)
    hand.read("Saved on this laptop")
    hand.picture("assessment")


def answer(hand: Hand, question: str, said: str) -> None:
    """Replace what an answer says."""
    hand.go_to(question)
    hand.press("Ctrl+A")
    hand.type(said)


def write_the_plan(hand: Hand) -> None:
    """One action with an owner, a day, and how everybody will know."""
    hand.press("Ctrl+3")
    hand.click(plan.ADD_ACTION)
    hand.fill(plan.WHAT, ACTION)
    hand.click("Dana")
    hand.fill(plan.WHEN, "13 10 2026")
    hand.fill(plan.KNOW, KNOW)
    hand.picture("plan-action")
    hand.click(plan.ADD)
    hand.read(ACTION)
    hand.picture("plan")


def finish_the_visit(hand: Hand) -> None:
    """Leave the family."""
    hand.press("Ctrl+1")
    hand.click(visit.FINISH)
    hand.picture("finish-visit")
    hand.click_last(visit.FINISH)
    hand.see(today.NEW)


def see_what_waits(hand: Hand) -> None:
    """Without a network: everything is here, nothing is sent."""
    hand.press("Ctrl+Shift+S")
    hand.click(sending.TRY_NOW)
    hand.read(sending.WORKING_OFFLINE)
    hand.picture("waiting-to-send")


def send(hand: Hand, expecting: str) -> None:
    """Try now, and wait for these words."""
    hand.press("Ctrl+Shift+S")
    hand.click(sending.TRY_NOW)
    hand.read(expecting)
    hand.picture("sent")


def print_copies(hand: Hand) -> None:
    """The assessment as an office copy and as the family's."""
    open_assessment(hand)
    for copy in (assessment.OFFICE_COPY, assessment.FAMILY_COPY):
        hand.click(assessment.PRINT)
        hand.click(copy)
        hand.gone(copy)
    hand.picture("printed")


def open_assessment(hand: Hand) -> None:
    """From anywhere in the office to the family's assessment."""
    hand.press("Ctrl+2")
    hand.go_to(families.FIND)
    hand.press("Ctrl+A")
    hand.type(FAMILY[:6])
    hand.press("Return")
    hand.choose(shell.ASSESSMENT)
    hand.choose("Why now")
    hand.see("What led to it?")


def read_what_came(hand: Hand) -> None:
    """On a colleague's laptop: the very words, and the action."""
    open_assessment(hand)
    hand.contains("What led to it?", LED_TO)
    hand.picture("colleague-assessment")
    hand.choose(shell.PLAN)
    hand.read(ACTION)
    hand.picture("colleague-plan")


def correct(hand: Hand, said: str) -> None:
    """Change the answer that somebody else may be changing too."""
    open_assessment(hand)
    answer(hand, "What led to it?", said)
    hand.read("Saved on this laptop")


def settle(hand: Hand) -> None:
    """Two people changed one sentence: both are shown, and a person chooses."""
    hand.press("Ctrl+Shift+S")
    hand.click(sending.CHECK_NOW)
    hand.see(clash.KEEP)
    hand.picture("two-people-one-answer")
    hand.click(clash.YOURS)
    hand.click(clash.KEEP)
    hand.gone(clash.KEEP)


STEPS: dict[str, Callable[..., object]] = {
    step.__name__: step
    for step in (set_up, unlock, look_at_the_day, visit_the_family, write_the_assessment, write_the_plan, finish_the_visit,
                 see_what_waits, send, print_copies, read_what_came, correct, settle)
}  # fmt: skip
