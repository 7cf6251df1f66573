"""Places in an order that two people may add to at once: texts that sort, with always room for one between two."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def between(low: str, high: str) -> str:
    """A text that sorts after `low` and before `high`; empty ends are open. Never ends in the lowest digit.

    `low` must sort before `high`.
    """
    prefix = ""
    at = 0
    while True:
        under = _DIGITS.index(low[at]) if at < len(low) else 0
        over = _DIGITS.index(high[at]) if at < len(high) else len(_DIGITS)
        if over - under > 1:
            return prefix + _DIGITS[(under + over) // 2]
        prefix += _DIGITS[under]
        if over > under:
            high = ""  # whatever follows now sorts before it
        at += 1
