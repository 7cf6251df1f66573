"""NHS numbers and unique pupil numbers (domain.md 1.4). A wrong one warns and never blocks: it may be what the letter says."""

from typing import Any

from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError
from stdnum.gb import nhs, upn


def nhs_number_warning(text: str) -> str | None:
    """wrong_length, wrong_form or wrong_check; None for a number that can be right, or none at all."""
    return _warning(nhs, text)


def upn_warning(text: str) -> str | None:
    """wrong_length, wrong_form, wrong_check or unknown_authority; None for a number that can be right, or none at all."""
    return _warning(upn, text)


def nhs_number_shown(text: str) -> str:
    """A valid NHS number in groups of three, three and four; any other text as it is."""
    return nhs.format(text) if text and nhs.is_valid(text) else text


def _warning(scheme: Any, text: str) -> str | None:
    if not text.strip():
        return None
    try:
        scheme.validate(text)
    except InvalidLength:
        return "wrong_length"
    except InvalidChecksum:
        return "wrong_check"
    except InvalidComponent:
        return "unknown_authority"
    except ValidationError:
        return "wrong_form"
    return None
