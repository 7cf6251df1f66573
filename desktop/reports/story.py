"""The blocks a document is told in: headings, prose, quotations, lists, facts and tables, each laid out and tagged at once."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from desktop.reports.look import LARGE, REGULAR, Look, colour
from desktop.reports.para import Bulleted, ColumnHead, Heading, Para, Quotation, para
from desktop.reports.structure import Element

Fact = tuple[str, str]


class Story:
    """Flowables in order, beside the structure tree they belong to. `width` is that of the text, in points."""

    def __init__(self, look: Look, width: float) -> None:
        self.look = look
        self.width = width
        self.root = Element("Document")
        self.flowables: list[Flowable] = []

    def style(self, name: str, *, indent: float = 0) -> ParagraphStyle:
        style = self.look.style(name)
        style.leftIndent = indent * self.look.k
        return style

    def para(self, text: str, style: str, tag: str = "P", kind: type[Para] = Para) -> Para:
        """A paragraph told but not yet placed, for a layout of the caller's."""
        return para(text, self.style(style), self.root.add(tag), kind)

    def place(self, *flowables: Flowable) -> None:
        self.flowables += flowables

    def room(self, points: float) -> None:
        """Turn the page unless so many points are left on it."""
        self.place(CondPageBreak(points * self.look.k))

    def space(self, points: float) -> None:
        self.place(Spacer(1, points * self.look.k))

    def heading(self, text: str, room: float = 62) -> None:
        self.room(room)
        self.place(self.para(text, "heading", "H2", Heading))

    def question(self, text: str, room: float = 46) -> None:
        self.room(room)
        self.place(self.para(text, "question", "H3"))

    def text(self, text: str, style: str = "body") -> None:
        self.place(self.para(text, style))

    def quotation(self, text: str, said_by: str) -> None:
        style = self.style("voice", indent=11)
        element = self.root.add("BlockQuote").add("P")
        self.space(3)
        self.place(para(f"“{text}” {said_by}".rstrip(), style, element, Quotation))
        self.space(6)

    def bullets(self, texts: Sequence[str]) -> None:
        items = self.root.add("L")
        for text in texts:
            body = items.add("LI").add("LBody")
            self.place(para(text, self.style("body", indent=11), body, Bulleted))

    def facts(self, facts: Sequence[Fact]) -> None:
        """Labels and what they say, two a row, or one in large print."""
        across = 1 if self.look.k >= LARGE else 2
        table = self.root.add("Table")
        rows = []
        for start in range(0, len(facts), across):
            element = table.add("TR")
            row: list[Flowable] = []
            for label, said in facts[start : start + across]:
                row.append(para(label, self.style("label"), element.add("TH", scope="Row")))
                row.append(para(said, self.style("body"), element.add("TD")))
            rows.append(row + [""] * (2 * across - len(row)))
        shares = (0.27, 0.73) if across == 1 else (0.19, 0.33, 0.2, 0.28)
        bare = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1)]
        self.place(self._laid_out(rows, shares, [*bare, ("BOTTOMPADDING", (0, 0), (-1, -1), 0)], heads=0))

    def table(self, columns: Sequence[str], shares: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """A table with a head that is repeated on each page; the first column heads its row."""
        table = self.root.add("Table")
        head = table.add("TR")
        made = [[para(name, self.style("head"), head.add("TH", scope="Column"), ColumnHead) for name in columns]]
        for row in rows:
            element = table.add("TR")
            tags = [element.add("TH", scope="Row"), *(element.add("TD") for _ in row[1:])]
            made.append([para(said, self.style("cell"), tag) for said, tag in zip(row, tags, strict=True)])
        pad = 5.5 * self.look.k
        lines = [
            ("BACKGROUND", (0, 0), (-1, 0), colour("sunken")),
            ("LINEBELOW", (0, 1), (-1, -1), 0.6, colour("border")),
            *((f"{side}PADDING", (0, 0), (-1, -1), pad) for side in ("TOP", "BOTTOM", "LEFT", "RIGHT")),
        ]
        self.place(self._laid_out(made, shares, lines, heads=1))

    def layout(self, rows: Sequence[Sequence[object]], shares: Sequence[float], *style: object) -> None:
        """Side by side, and no table to a reader."""
        bare = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("TOP", "BOTTOM", "LEFT")]
        self.place(self._laid_out(rows, shares, [*bare, *style], heads=0))

    def _laid_out(
        self, rows: Sequence[Sequence[object]], shares: Sequence[float], style: Sequence[object], *, heads: int
    ) -> Table:
        return Table(
            rows,
            colWidths=[share * self.width for share in shares],
            style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), REGULAR), *style],
            repeatRows=heads,
            renderCB=_as_decoration,
            hAlign="LEFT",
            splitInRow=1,
        )


def _as_decoration(table: Table, what: str, *_where: object) -> None:
    """A table's fills and lines are artifacts; its cells mark themselves."""
    if what in {"startBG", "startLines"}:
        table.canv.begin_artifact()
    elif what in {"endBG", "endLines"}:
        table.canv.end_marked()
