"""What other people wrote, as a sentence beside our own."""


def ended(text: str) -> str:
    """With a full stop after a word; after any mark of its own, as it is."""
    return f"{text}." if text[-1:].isalnum() or text.endswith(")") else text
