"""Errors as sentences: what happened, what is safe, what to do.

Errors are known here by the name of their class, so that this file imports none of the packages that raise them.
A class without a sentence of its own speaks through its nearest parent that has one.
"""

UNEXPECTED = "Something went wrong in this part. Your work is saved. Carry on, or restart Doorstep"
NOT_ANSWERING = "Connected, but the council’s system is not answering. We will keep trying"
CONNECT_ONCE = "You need a connection once, to bring your families over. Try again when online"
DISK_FULL = "Not saved. The disk is full. Keep this window open and free some space."
TRYING_AGAIN = "Not saved yet. We are trying again. Keep this window open."
_ASK_MANAGER = "Ask your manager for a new code."
_NEWER = "A newer Doorstep wrote this file. Ring the help desk to update this laptop."
_DAMAGED = "The file with your families is damaged. It is kept. Ring the help desk."

SENTENCES = {
    # the vault
    "NoVault": "There are no families on this laptop yet. Set it up with a council code.",
    "VaultExists": "This laptop is set up already. Close Doorstep and open it again.",
    "AlreadyOpen": "Doorstep is already open on this laptop. Use that window.",
    "UnsafeFolder": "Doorstep’s folder is not on this laptop’s own disk. Ring the help desk.",
    "WrongPassphrase": "That is not the passphrase. Check Caps Lock and try again",
    "WaitAMinute": "Wait one minute, then try again. Nothing has been deleted",
    "WrongRecoveryCode": "That is not the code for this laptop. Check each letter with the help desk.",
    "NeedsKeyStore": "This laptop has lost its half of the key. Ring the help desk. Nothing is lost.",
    "VaultDamaged": "The lock of this laptop’s file is damaged. Nothing is deleted. Ring the help desk.",
    "HeaderTooNew": _NEWER,
    "NotWritten": "The disk did not take it. Nothing is lost. Free some space and try again.",
    # the store
    "NoDatabase": _DAMAGED,
    "NotEncrypted": _DAMAGED,
    "WrongKey": _DAMAGED,
    "DatabaseDamaged": _DAMAGED,
    "StoreTooNew": _NEWER,
    "NotSaved": TRYING_AGAIN,
    "DiskFull": DISK_FULL,
    "DiskFailed": "Not saved. The disk has a fault. Keep this window open and ring the help desk.",
    "NotHeld": "This family is no longer on this laptop. Copy your words, then ask your manager.",
    # the council's system
    "Offline": "You are working offline. Try again when you are back online.",
    "Untrusted": "That address cannot prove that it is your council’s. Nothing was sent. Ring the help desk.",
    "InsecureAddress": "That address is not a safe one. It must begin with https.",
    "ServerTrouble": NOT_ANSWERING,
    "NotUnderstood": "Something else answered, not your council. Wi-Fi that asks you to log in does this.",
    "RequestRefused": "The council’s system did not accept this. Your work is saved here. Ring the help desk.",
    "LinkMoved": "Somebody has said something else of these two meanwhile. Close this and look again.",
    "LinkNotTheirs": "Another manager has to decide on this.",
    "DeviceRevoked": "Your council has stopped this laptop. Your work is saved here. Ring the help desk.",
    "ClientTooOld": "This app needs an update before it can send. You can keep working",
    "ServerDoubted": "The council’s system has lost something it had. Nothing was changed here. Ring the help desk.",
    "ReceiptDoubted": "The council’s system could not prove what it said. Nothing was let go here. Ring the help desk.",
    "EpochDoubted": "The council’s system is not the one this laptop knows. Nothing was sent. Ring the help desk.",
    # enrolment
    "CodeRefused": "That code is not one we know. Check it with your manager",
    "CodeUsed": f"That code has been used already. {_ASK_MANAGER}",
    "CodeExpired": f"That code is too old. {_ASK_MANAGER}",
    "CodeVoid": f"That code was tried too often. {_ASK_MANAGER}",
    "DeviceTaken": f"This laptop is set up for somebody already. {_ASK_MANAGER}",
    "WrongCouncil": f"That address does not belong to the council that made your code. {_ASK_MANAGER}",
    # casework and forms
    "ConsentMissing": "Consent not given yet. You can write a visit note, not an assessment",
    "ConsentOfOthers": "Somebody agreed, but nothing says that they hold parental responsibility. Say so under People",
    "NotToDecline": "Help cannot end as declined yet. Look at what was answered, and consider the risk",
    "NotToBeMoved": "This note was moved or taken out already. Open the family again.",
    "AlreadyTakenOut": "A manager has had it taken out already. It stays on the other family.",
    "DateInFuture": "Date of birth must be in the past",
    "AlreadyRelated": "What these two are to each other is written down already. Open one of them to change it.",
    "AlreadySettled": "Somebody has chosen already. Nothing is lost. The history has both versions.",
    "SignAgain": "This was signed before the change. Ask for the signature again, on its own page.",
    "SignedAlready": "This is signed already. What you change now goes into the next version",
    "NotAsShown": "Something changed after you opened this. Read it again, then sign.",
    "NotConfirmed": "The signature has not reached the council yet. Connect, then try again.",
    "OwnAssessment": "You signed this one. Somebody else has to decide on it.",
    "FileRefused": "This file could not be added. Nothing else is lost. Try another file.",
    "FileEmpty": "There is nothing in this file. Choose another one.",
    "FileTooLarge": "This file is larger than 20 MB. Make it smaller, or add it in parts.",
    "FilesFull": "This family’s files are full. Take out one that is not needed, then try again.",
    "FileUnreadable": "This file could not be read. Check that it is still where it was.",
    "KindNotTaken": "Only photos and PDFs can be added. Save it as a PDF first, or take a photo of it.",
    "PagesMixed": "Several files at once must all be photos of pages. Add a PDF by itself.",
    "PictureDamaged": "This picture does not open, or is too large. Take it again, or make it smaller.",
    "FileNotHere": "This file is not on this laptop yet. It comes by itself when you are online.",
    "NotWrittenThere": "The file could not be saved there. Choose another place.",
    "TableEmpty": "There are no rows in this list. Choose another file.",
    "TableTooLarge": "This list is too long for one go. Split it into parts of 5,000 rows.",
    "TableUnreadable": "This is not a list we can read. Save it as CSV and try again.",
    "NotDecidable": "This is not yours to decide, or it is decided already.",
    "NotSearched": "Search first whether the family is known. Then say why it is another one.",
    "FormMissing": "The form of this record is not on this laptop yet. Connect, then try again.",
    "FormInvalid": "This form does not open. Your answers are safe. Tell the help desk.",
    "FormError": "The form did not take that answer. Your other answers are safe.",
    "ReportError": "The PDF could not be made. Your work is saved. Tell the help desk.",
    "PermissionError": "The PDF is open in another program. Close it and print again",
}
_WHILE_ENROLLING = {"Offline": CONNECT_ONCE, "ServerTrouble": CONNECT_ONCE}


def sentence(error: BaseException, *, enrolling: bool = False) -> str:
    """What to tell the user about `error`, said otherwise while a laptop is set up. Never quotes the error (F15)."""
    known = SENTENCES | _WHILE_ENROLLING if enrolling else SENTENCES
    for kind in type(error).__mro__:
        if kind.__name__ in known:
            return known[kind.__name__]
    return UNEXPECTED
