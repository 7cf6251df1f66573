"""Text is text (F14): what somebody typed is never read as mark-up, by Qt or by ReportLab."""

import ast

from tests.house.sources import Source, each, python

_RICH = {
    "RichText",
    "AutoText",
    "MarkdownText",
    "setHtml",
    "setMarkdown",
    "insertHtml",
    "appendHtml",
    "toHtml",
    "QTextBrowser",
}
_OPENERS = {"openUrl", "setOpenExternalLinks"}


@each("desktop/")
def test_no_widget_reads_mark_up_or_opens_a_link(source: Source):
    assert not source.names() & (_RICH | _OPENERS)


@each("desktop/")
def test_a_label_of_qt_is_only_made_where_it_is_made_plain(source: Source):
    """A bare QLabel guesses whether its text is HTML, and opens the files that it names."""
    bare = [
        node
        for node in source.nodes
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rsplit(".", 1)[-1] in {"QLabel", "QMessageBox", "QToolTip"}
    ]
    subclasses = any(
        "QLabel" in map(ast.unparse, node.bases) for node in source.nodes if isinstance(node, ast.ClassDef)
    )

    assert bare == []
    assert not subclasses or "PlainText" in source.text


@each("desktop/")
def test_an_editor_takes_no_rich_text(source: Source):
    makes = any("QTextEdit" in map(ast.unparse, node.bases) for node in source.nodes if isinstance(node, ast.ClassDef))

    assert not makes or "setAcceptRichText(False)" in source.text


def test_only_one_function_gives_text_to_reportlab():
    makers = [
        source.name
        for source in python("desktop/reports/")
        for node in source.nodes
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"Paragraph", "Para", "Heading", "Quotation", "XPreformatted"}
    ]

    assert makers == []
