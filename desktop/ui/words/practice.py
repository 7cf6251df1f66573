"""Words of practice mode."""

PRACTICE = "Practice"
STRIP = "Practice. An invented family, and nothing is sent"
TITLE = "Practice"
HINT = "Nothing here is real and nothing is sent. Try anything: each practice begins with the same family."
PRACTISE = "Practise with an invented family"
PRACTISE_LINK = "Practise, with nothing real"
PRACTISE_TEXT = "Doorstep locks your families first, and opens an invented one instead."
PRACTISE_BUTTON = "Practise"
END = "End practice"

OFFLINE = "No connection"
OFFLINE_TEXT = "What happens to your work in a house without a signal."
OFFLINE_STEPS = (
    "Switch the connection off here.",
    "Open Families, open the family and write a note.",
    "Look at the card at the bottom left: it counts what is saved here and not sent.",
    "Lock with Ctrl+L and unlock. Your note is there.",
    "Come back and switch the connection on. The card says that it is sent.",
)
CONNECTION_OFF = "Connection off"

CLASH = "Two people changed the same answer"
CLASH_TEXT = "You and Priya change the same sentence of the plan, and neither knew of the other."
CLASH_STEPS = (
    "Press the button. Doorstep writes both sentences, yours and Priya’s.",
    "Open Sending and receiving and look at both.",
    "Keep one, or write what it should say. The other stays in the history.",
)
CLASH_BUTTON = "Let Priya change it too"
OPEN_SENDING = "Open sending and receiving"
CLASHED = "Two people changed the plan. Open Sending and receiving"
YOUR_AIM = "We want mornings without shouting, and one letter opened each evening."
THEIR_AIM = "We want calm mornings, and letters opened on the day they come."

LOST = "Laptop lost or stolen"
LOST_TEXT = "Whom to ring, and what to say. Nothing is wiped by ringing early."
LOST_STEPS = (
    "Ring at once, at any hour, even if it may turn up. Use somebody else’s phone if yours is gone too.",
    "Say: I am a family support worker. My Doorstep laptop is lost. Stop it, please.",
    "Say your name and team, where and when you last had it, and whether it was locked.",
    "Say when you last sent your work. What was sent is safe at the council.",
    "Nobody can read it without your passphrase. What was not sent stays locked on it.",
    "If it turns up, ring again. The help desk lets it in, and you carry on where you were.",
)
NO_NUMBER = "Ask your manager for the number to ring, and keep it in your phone."


def step(number: int, said: str) -> str:
    return f"{number}. {said}"
