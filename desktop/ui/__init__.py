"""Everything Qt: pages draw state and forward clicks, models hold state, and neither decides casework.

Imports no store, vault or wire: what the pages need from below reaches them as ports and models.
"""

from desktop.ui.constants import hold_constants

hold_constants()
