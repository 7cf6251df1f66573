"""The visit note: lines caught with their own time, what to cover before going, and how a visit ends (mockup 09)."""
