"""Words around the questions of a form."""


def scale_end(score: int, meaning: str) -> str:
    return f"{score}, {meaning}" if meaning else str(score)


def score_name(score: int, low: str, high: str) -> str:
    """What a screen reader says for one box: the ends say what they mean."""
    return scale_end(score, {0: low, 10: high}.get(score, ""))


def last_time(score: int) -> str:
    return f"Last time: {score}"
