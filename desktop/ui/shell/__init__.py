"""The window: its frame, rail, curtain, in-window dialogs and idle watch."""
