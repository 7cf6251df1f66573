"""Errors as sentences: what happened, what is safe, what to do.

Errors are known here by the name of their class, so that this file imports none of the packages that raise them.
A class without a sentence of its own speaks through its nearest parent that has one.
"""

UNEXPECTED = "Something went wrong in this part. Your work is saved. Carry on, or restart Doorstep"
OFFLINE = "You are working offline. Try again when you are back online."
NOT_ANSWERING = "Connected, but the council’s system is not answering. We will keep trying"
ASK_MANAGER = "Ask your manager for a new code."

_SENTENCES = {
    # the vault
    "WrongPassphrase": "That is not the passphrase. Check Caps Lock and try again",
    "WaitAMinute": "Wait one minute, then try again. Nothing has been deleted",
    "VaultDamaged": "The lock of this laptop’s file is damaged. Nothing is deleted. Ring the help desk.",
    "AlreadyOpen": "Doorstep is already open on this laptop. Use that window.",
    "WrongRecoveryCode": "That is not the code for this laptop. Check each letter with the help desk.",
    "NeedsKeyStore": "This laptop has lost its half of the key. Ring the help desk. Nothing is lost.",
    "VaultTooNew": "A newer Doorstep wrote this file. Ring the help desk to update this laptop.",
    "WeakPassphrase": "Too easy to guess. Add another word",
    "VaultMissing": "There are no families on this laptop yet. Set it up with a council code.",
    # the store
    "StoreTooNew": "A newer Doorstep wrote this file. Ring the help desk to update this laptop.",
    "StoreDamaged": "The file with your families is damaged. It is kept. Ring the help desk.",
    "DiskFull": "Not saved. The disk is full. Keep this window open and free some space.",
    "StoreBusy": "Not saved yet. We are trying again. Keep this window open.",
    "StoreError": "Not saved yet. We are trying again. Keep this window open.",
    # enrolment and the council's system
    "NoConnection": "You need a connection once, to bring your families over. Try again when online",
    "Offline": OFFLINE,
    "WrongCode": "That code is not one we know. Check it with your manager",
    "CodeUsed": f"That code has been used already. {ASK_MANAGER}",
    "CodeExpired": f"That code is too old. {ASK_MANAGER}",
    "CodeVoid": f"That code was tried too often. {ASK_MANAGER}",
    "WrongCouncil": f"That address does not belong to the council that made your code. {ASK_MANAGER}",
    "NotAnswering": NOT_ANSWERING,
    "Nonsense": "The council’s system gave an answer that makes no sense. Nothing was changed here.",
    "VersionTooOld": "This app needs an update before it can send. You can keep working",
    "Refused": "1 change was not accepted. Look at it",
    # casework and forms
    "MissingWho": "Say who will do this",
    "MissingWhen": "Give a date, for example 13 10 2026",
    "NotMeasurable": "How will you know it has happened?",
    "DateInFuture": "Date of birth must be in the past",
    "NoConsent": "Consent not given yet. You can write a visit note, not an assessment",
    "BrokenForm": "This form does not open. Your answers are safe. Tell the help desk.",
    # printing
    "FileInUse": "The PDF is open in another program. Close it and print again",
}


def sentence(error: BaseException) -> str:
    """What to tell the user about `error`. Never quotes the error's own text (F15)."""
    for kind in type(error).__mro__:
        if kind.__name__ in _SENTENCES:
            return _SENTENCES[kind.__name__]
    return UNEXPECTED
