"""What the command line says of each thing that is refused: one sentence, and what to do."""

from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError

from sync.protocol.recovery import RecoveryRefused
from sync.server import (
    backup,
    council,
    erasure,
    housekeeping,
    keys,
    operators,
    person_links,
    publishing,
    redacting,
    schema,
    set_aside,
    tenancy,
)
from sync.server.enrolment import NoSuchUser

SENTENCES: dict[type[Exception], str] = {
    council.NoCouncil: "this database has no council yet: run `doorstep-central council` first",
    council.CouncilExists: "this database is a council's already",
    housekeeping.AnotherCouncil: "--council names another council",
    tenancy.UnknownCouncil: "there is no council of this id",
    tenancy.UnsafeLogin: "this login has rights of its own: serve many councils by one that `council --login` made",
    backup.NoBackup: "this file is no backup of this release",
    backup.OntoItself: "this file is the database itself: name another one for the copy",
    backup.WrongBackup: "this backup is of another council, or these keys are",
    erasure.LedgerUnreadable: "the ledger cannot be read; nothing was restored",
    keys.NoKey: "the key that signs this is not in the folder of keys",
    keys.KeysExist: "there are keys in this folder already",
    schema.WrongSchema: "this database is not at this release's schema: run `doorstep-central migrate`",
    operators.NoSuchDevice: "no such device is in use, or it needs none of this",
    operators.NoSuchFamily: "no family of this id was ever synced",
    operators.NotAllocated: "this person does not have this family",
    operators.ConsentDecides: "a partner has the families whose consents in force name their agency, and no others",
    operators.NotAManager: "only a manager does this: name one whom the council knows by --operator",
    operators.NotForThem: "a family's lead and its manager are told who read it, the auditor all, and everybody what they read",
    operators.NotForFrontDoor: "searches are told to the front door and to the auditor",
    person_links.NoSuchPerson: "there is no such person in a family that the operator has",
    person_links.OneFamily: "a link is between people of two families",
    person_links.AlreadySo: "so it is already: `links of` tells what was said",
    publishing.LevelsChanged: "records name the levels of this id, and the file changes them: give the file a new id",
    set_aside.NoLateWork: "nothing of this person lies aside in this family",
    redacting.NothingThere: "nothing of this record was ever written there",
    redacting.NotAskedFor: "nobody has asked for it: say --ground, --authority and --asked-by",
    redacting.OnePerson: "who asked for it does not approve it: let another manager do so",
    redacting.OnHold: "the family is on hold: only a court order, asked for by one of the staff, takes anything out",
    NoSuchUser: "there is no such person: add them with `doorstep-central user`",
    RecoveryRefused: "these shares do not open this laptop's recovery slot",
    ArgumentError: "--database is no URL: name postgresql://... or sqlite:////absolute/path.db",
    OperationalError: "the database cannot be opened, or does not answer; nothing was done",
    ProgrammingError: "this login may not do that in this database; nothing was done",
}
