"""Invented families for the demonstration, the figures and the tests: any number, the same for the same seed, nobody real.

Places do not exist, telephone numbers are Ofcom's for drama, postcodes begin with the unused ZZ. The words are data, in
`resources/demo`; what holds them together is here. `families.invented_council` is the way in.
"""
