"""Words of a safeguarding concern that stand on the screen and on paper alike."""

CONCERN = "Safeguarding concern"
SIDES = {"front": "Front", "back": "Back"}
PARTS = {
    "head": ("Face or head", "Back of the head"),
    "neck": ("Throat", "Back of the neck"),
    "chest": ("Chest", "Upper back"),
    "stomach": ("Stomach", "Lower back"),
    "hips": ("Hips or groin", "Bottom"),
    "upper_arm": ("upper arm", "upper arm"),
    "lower_arm": ("lower arm", "lower arm"),
    "hand": ("hand", "hand"),
    "upper_leg": ("upper leg", "upper leg"),
    "lower_leg": ("lower leg", "lower leg"),
    "foot": ("foot", "foot"),
}
"""On the front and on the back."""

WORDS = "What was said, word for word"
SAID_BY = "Who said it"
ASKED = "What I asked, word for word"
SEEN = "What I saw"
OPINION = "What I think"
NOTICED = "When"
PLACE = "Where"
CHILDREN = "Which child"
WHO = "The child, if not named here"
SAFE_NOW = "Is the child safe now?"
ACTIONS = "What I did at once"
OTHERS = "Who else knows"
CHILD_TOLD = "Does the child know what happens next?"
PARENT_TOLD = "Was a parent told?"
CONSENT = "Did they agree to sharing this?"
WHY_NOT = "If not, why not"
CATEGORIES = "What kind of harm"
CALLS = "Who was rung"
OUTCOME = "What came of it"
BODY = "Where on the body"
YES_NO = (("yes", "Yes"), ("no", "No"))
SAFE = (*YES_NO, ("not_known", "I do not know"))
AGREED = (("agreed", "They agreed"), ("refused", "They said no"), ("not_needed", "Not asked: not needed, or not safe"))

TO_HAND_OVER = "To hand over"
CONFIDENTIAL = "Private and confidential. For those who keep children safe."
NOT_SAID = "Not said"
RAISED_BY = "Raised by"
RAISED = "Raised"
FAMILY = "Family"
VERBATIM = "In their own words"
FACTS = "What was seen"
SAFETY = "Safety"
KNOWN = "Who knows"
THOUGHT = "The worker’s own opinion"
RUNG_COLUMNS = ("Who", "Number", "When", "Whom I spoke to", "Advice")
MARK_COLUMNS = ("Mark", "Where", "What it looks like")
FIGURES = "Drawing of a body, front and back, with the marks that the list names"
RECEIVED = "Received by the council"
NOT_RECEIVED = "Not yet received by the council when this was printed. Phone."


def part(side: str, code: str) -> str:
    """Front: left upper arm"""
    name, _mark, hand = code.rpartition("_")
    if hand not in {"left", "right"}:
        name, hand = code, ""
    said = PARTS[name][side == "back"]
    return f"{SIDES[side]}: {hand} {said}" if hand else f"{SIDES[side]}: {said[0].lower()}{said[1:]}"
