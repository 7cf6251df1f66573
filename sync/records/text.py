"""The one form in which text is compared, signed and stored: NFC, `\\n` between lines, no control characters (F14)."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def canonical_text(text: str) -> str:
    """The canonical form of a text; it is its own canonical form."""
    if text.isascii() and text.isprintable():  # most are, and this asks no more than one look at each letter
        return text
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)))
