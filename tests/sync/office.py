"""What the council knows of one family: who has it, how far it is, and what lies aside."""

from tests.support.central import Central


class Office:
    """One family, as the council's database has it."""

    def __init__(self, council: Central, family: str) -> None:
        self._council = council
        self._family = family

    def allocate(self, user: str, *, give: bool) -> None:
        """Give somebody the family, or take it away; nothing where it is so already."""
        if give != self.is_allocated(user):
            self._council.run("allocate", *(() if give else ("--remove",)), "--", self._family, user)

    def is_allocated(self, user: str) -> bool:
        """Whether somebody has the family now."""
        named = f"family = '{self._family}' AND \"user\" = '{user}'"
        return bool(self._asked(f"SELECT 1 FROM member WHERE {named} AND removed_at IS NULL"))

    def revisions(self) -> list[object]:
        """How far each stream is."""
        return self._asked(f"SELECT revision FROM stream WHERE family = '{self._family}' ORDER BY stream")

    def words_aside(self) -> frozenset[str]:
        """Every word of the sets that lie aside."""
        return frozenset(
            word.strip(".")
            for sealed in self._asked("SELECT sealed FROM aside")
            for word in str(sealed).replace('"', " ").split()
        )

    def _asked(self, question: str) -> list[object]:
        with self._council.session() as connection:
            return list(connection.exec_driver_sql(question).scalars())
