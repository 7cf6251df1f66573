"""Words of the help page: what each page is for, and what is always true."""

TITLE = "Help"
CLOSE = "Close"
THIS_PAGE = "This page"
KEYS_HERE = "Keys on this page"
KEYS_ALWAYS = "Keys that always work"
ALWAYS = "Always true"
RING = "Somebody to ring"
MOVING = "Tab goes to the next thing and Enter presses it. Esc closes what lies over a page."
SAFE = (
    "What you type is saved on this laptop while you type. There is nothing to save by hand. "
    "Everything works without a connection, and is sent when there is one."
)
GENERAL = "Read here, and change what you need. A button at the top does what the page is for."

PAGES = {
    "today": (
        "Your visits and what is due, for today and the days after. Start a visit from its row. "
        "The card at the bottom left says whether your work is sent."
    ),
    "families": "Every family on this laptop. Search first, then open one with Enter or begin a new one.",
    "family": "One family at a glance. The tabs lead to its people, assessment, plan and documents.",
    "people": "Everybody in the family, by household. Open a person to read or change anything about them.",
    "person": "Everything about one person. Each field saves itself. A hidden address needs its own permission.",
    "genogram": "The family as a drawing. Move people with the mouse, or choose one and use the arrow keys.",
    "ecomap": "Who is around the family, and how strong each tie is.",
    "assessment": (
        "One question after another, in any order. Nothing has to be answered to go on. "
        "Finish checks what is missing and leads to it."
    ),
    "plan": "What the family wants to reach, and who does what by when. Nothing is lost when you take an action out.",
    "visit": (
        "Write one line at a time and say what it is. What you hide from the family stays folded. "
        "F9 hides the screen, and the PIN shows it again."
    ),
    "after-visit": "Write up a visit that is over. It stays open until you say that it is finished.",
    "story": "Everything that has happened in this family. Choose kinds, people or years. Enter opens a line.",
    "documents": "Papers and photos of this family. A file from somebody else never opens inside Doorstep.",
    "sending": "What waits to be sent, and what needs you. Nothing here has to be done for your work to be safe.",
    "conflict": "Two people changed the same answer. Choose what it should say. Both versions stay in the history.",
    "history": "Who wrote what and when, from the first word on.",
    "refused": "The council did not take this change. Your words are here, and you can send them again.",
    "caseload": "Families from a list. Every row is looked at before anything is added.",
    "decide": "Whether two records are of one family. A manager decides, and it can be undone.",
    "practice": "Drills with an invented family. Try anything: nothing is sent, and the next practice begins anew.",
    "settings": "How Doorstep looks and when it locks. Each choice holds at once.",
}


def page(key: str) -> str:
    """What a page is for; in a visit it is the same page."""
    return PAGES.get(key.removeprefix("visit-"), GENERAL)
