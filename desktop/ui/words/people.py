"""Words of the questions about a new person, a consent and a note."""

from desktop.ui.words.family import HOW, ROLES, SEXES

ADD = "Add a person"
ADD_SAVE = "Add"
FIRST_NAME = "First name"
FIRST_NAME_MISSING = "Give a first name"
SURNAME = "Surname"
WHO = "Who are they?"
BORN = "Date of birth"
EXPECTED = "Expected date, for an unborn baby"
SEX = "Sex"
SCHOOL = "School, nursery or college"
ELSEWHERE = "If they do not live here: where or when are they met?"
PARENT_OF = "Parent of"
ROLE_CHOICES = [(code, ROLES[code]) for code in ("child", "unborn", "parent", "adult", "important_other")]
SEX_CHOICES = list(SEXES.items())

CONSENT = "Record consent"
CONSENT_TEXT = "Is it all right if I keep notes and share some of them? You choose with whom."
CONSENT_SAVE = "Record"
CONSENT_WHO = "Who answers?"
CONSENT_ANSWER = "Do they agree to the assessment?"
CONSENT_MISSING = "Choose an answer"
CONSENT_HOW = "How did they say so?"
CONSENT_LIMITS = "What may not be shared, or with whom?"
CONSENT_LIMITS_HINT = "I must tell someone if a child is not safe. I will try to tell you first."
CONSENT_NEEDS_PEOPLE = "Add a person first, then record what they said."
HOW_CHOICES = list(HOW.items())
NO_CONSENT = "Consent not given yet"
NO_CONSENT_TEXT = "You can write a visit note, not an assessment"

PERSON_SAVED = "Person added"
CONSENT_SAVED = "Consent recorded"
VISIT_SAVED = "Visit booked"
