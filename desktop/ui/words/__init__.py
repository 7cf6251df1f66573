"""Every word a user reads, one subject a file. A test reads these files.

Short sentences, no blame, no exclamation marks, no jargon. Errors become sentences in `trouble.sentence` and
nowhere else.
"""
