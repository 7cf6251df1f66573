"""The root of everything this application raises on purpose. Each package draws its own branch in its own docstring.

    DoorstepError
    ├── VaultError     desktop/vault/errors.py
    └── ...            one branch a package

Errors carry codes, ids and numbers, never what somebody wrote (F15); sentences for people are made in `desktop/ui/words.py`.
"""

import re
from typing import ClassVar


class DoorstepError(Exception):
    """Root of the tree. `code` is the class's name in kebab case, by which the interface finds its words."""

    code: ClassVar[str] = "doorstep-error"
    passing: ClassVar[bool] = False
    """Whether the very same may work a little later, as once a full disk has room."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.code = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()
