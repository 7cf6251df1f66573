"""The words of the wire: messages, canonical form, signatures, limits."""
