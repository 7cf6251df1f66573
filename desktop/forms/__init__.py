"""The form engine: definition, expressions and session. No Qt, no SQL."""
