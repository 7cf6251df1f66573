"""Tests of a family's documents: pictures painted anew, the list, adding and opening."""
