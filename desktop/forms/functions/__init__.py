"""The functions expressions may call: XPath 1.0's, and those of the ODK dialect."""

from desktop.forms.functions import choosing, dates, nodesets, numbers, random, texts
from desktop.forms.functions.registry import Function

FUNCTIONS: dict[str, Function] = {
    **texts.FUNCTIONS,
    **numbers.FUNCTIONS,
    **dates.FUNCTIONS,
    **nodesets.FUNCTIONS,
    **choosing.FUNCTIONS,
    **random.FUNCTIONS,
}
