"""What each key does, as the help page says it: a key without words here cannot be bound."""

SAID = {
    "F1": "Help for this page, and the keys",
    "F6": "Go to the next part of the window",
    "Shift+F6": "Go to the part before",
    "F7": "Urgent help for a child",
    "F9": "Hide the screen",
    "Alt+Left": "Go back to the page before",
    "Ctrl+K": "Find a family, a person or words",
    "Ctrl+N": "Write something new: a note, an action, a family",
    "Ctrl+L": "Lock",
    "Ctrl+,": "Settings",
    "Ctrl+Shift+S": "Sending and receiving",
    "Ctrl++": "Bigger text",
    "Ctrl+=": "Bigger text",
    "Ctrl+-": "Smaller text",
    "Ctrl+0": "Plain text size",
    "Ctrl+Return": "Next question",
    "Ctrl+Enter": "Next question",
    "Ctrl+Shift+Return": "Come back to this question later",
    "Ctrl+Q": "Mark what is chosen as their own words",
    "Ctrl+H": "Hide from the family, or show again",
    "M": "Say how far the action is",
}

_SHOWN = {"Return": "Enter", "Left": "Left arrow", "Right": "Right arrow", "Up": "Up arrow", "Down": "Down arrow"}


def shown(keys: str) -> str:
    """A key as it is printed on the keyboard: Ctrl+Enter for Ctrl+Return."""
    *held, key = keys.rsplit("+", 1) if keys[-1] != "+" else (keys[:-2], "+")
    return "+".join([*filter(None, held), _SHOWN.get(key, key)])
