"""The one style sheet, made from the tokens at a text scale. No widget carries a sheet of its own.

It knows four properties: `kind` of a button or frame, `role` of a label (its type style), `dense` for controls in
rows, `wrong` for an editor whose answer cannot stand.
"""

from desktop.ui import tokens

BAR = 14
"""How wide the bar of what scrolls is, at every text scale."""


def sheet(c: dict[str, str], k: float) -> str:
    """The sheet for colours `c` (token name to "#RRGGBB") and text scale `k`."""
    return "".join(part(c, k) for part in (_type, _frames, _buttons, _editors, _scrolling, _popups))


def _px(length: float, k: float) -> str:
    return f"{round(length * k)}px"


def _type(_c: dict[str, str], k: float) -> str:
    rules = []
    for name in tokens.type_styles():
        style = tokens.type_style(name)
        rules.append(
            f'QLabel[role="{name}"],QAbstractButton[role="{name}"],QAbstractItemView[role="{name}"]'
            f"{{font-size:{_px(style.px, k)};font-weight:{style.weight}}}"
        )
    return "".join(rules)


def _frames(c: dict[str, str], _k: float) -> str:
    card = tokens.radius("card")
    soft = "".join(
        f'QFrame[kind="{tone}"]{{background:{c[tone + "soft"]};border:1px solid {c[tone]};border-radius:{card}px}}'
        for tone in ("success", "warning", "danger", "info", "private", "voice", "neutral")
    )
    return f"""
QFrame[kind="page"]{{background:{c["bg"]};border:0}}
QFrame[kind="card"]{{background:{c["surface"]};border:1px solid {c["border"]};border-radius:{card}px}}
QFrame[kind="dialog"]{{background:{c["surface"]};border:1px solid {c["border"]};border-radius:{tokens.radius("dialog")}px}}
QFrame[kind="well"]{{background:{c["sunken"]};border:1px solid {c["border"]};border-radius:{card}px}}
QFrame[kind="chosen"]{{background:{c["primarysoft"]};border:0;border-left:3px solid {c["primary"]}}}
QFrame[kind="next"]{{background:{c["primarysoft"]};border:0;border-top-left-radius:{card - 1}px;border-top-right-radius:{card - 1}px}}
QFrame[kind="chip"]{{background:{c["primarysoft"]};border:1px solid {c["primarysoft"]};border-radius:8px}}
QFrame[kind="rail"]{{background:{c["nav"]};border:0;border-right:1px solid {c["border"]}}}
QFrame[kind="side"]{{background:{c["sunken"]};border:0;border-left:1px solid {c["border"]}}}
QFrame[kind="index"]{{background:{c["bg"]};border:0;border-right:1px solid {c["border"]}}}
QFrame[kind="top"]{{background:{c["bg"]};border:0;border-bottom:1px solid {c["border"]}}}
QFrame[kind="foot"]{{background:{c["bg"]};border:0;border-top:1px solid {c["border"]}}}
QFrame[kind="strip"]{{background:{c["nav"]};border:0;border-bottom:1px solid {c["border"]}}}
QFrame[kind="hairline"]{{background:{c["border"]};border:0;max-height:1px;min-height:1px}}
{soft}"""


def _buttons(c: dict[str, str], k: float) -> str:
    high, dense = tokens.size("controlHeight"), tokens.size("controlCompact")
    return f"""
QPushButton{{min-height:{_px(high, k - 2 / high)};padding:0 {_px(16, k)};border:1px solid {c["line"]};
 border-radius:{tokens.radius("control")}px;background:{c["surface"]};color:{c["text"]};font-size:{_px(16, k)};font-weight:600}}
QPushButton:hover{{background:{c["sunken"]}}}
QPushButton:pressed{{background:{c["primarysoft"]}}}
QPushButton[kind="primary"]{{background:{c["primary"]};border-color:{c["primary"]};color:{c["onprimary"]}}}
QPushButton[kind="primary"]:hover,QPushButton[kind="primary"]:pressed{{background:{c["primaryhover"]};border-color:{c["primaryhover"]}}}
QPushButton[kind="quiet"]{{background:transparent;border-color:transparent;color:{c["primary"]};padding:0 {_px(8, k)}}}
QPushButton[kind="quiet"]:hover{{background:{c["primarysoft"]}}}
QPushButton[kind="danger"]{{border-color:{c["danger"]};color:{c["danger"]}}}
QPushButton[kind="danger"]:hover{{background:{c["dangersoft"]}}}
QPushButton[kind="on-colour"]{{background:{c["onprimary"]};border-color:{c["onprimary"]};color:{c["primary"]}}}
QPushButton[kind="link"]{{background:transparent;border:0;color:{c["primary"]};padding:0;text-decoration:underline;font-weight:400;
 text-align:left;min-height:{_px(28, k)}}}
QPushButton[kind="link"]:hover{{color:{c["primaryhover"]};background:transparent}}
QPushButton[dense="true"]{{min-height:{_px(dense, k - 2 / dense)};padding:0 {_px(12, k)};font-size:{_px(15, k)}}}
QPushButton[kind="link"][dense="true"]{{padding:0;font-size:{_px(16, k)};min-height:{_px(28, k)}}}
QPushButton[tall="true"]{{min-height:{_px(tokens.size("controlTouch") - 2, k)};padding:0 {_px(22, k)};font-size:{_px(17, k)}}}
QPushButton[bare="true"]{{padding:0}}
QPushButton:disabled{{background:transparent;border:1px dashed {c["line"]};color:{c["text3"]}}}"""


def _editors(c: dict[str, str], k: float) -> str:
    high, round_ = tokens.size("controlHeight"), tokens.radius("control")
    box = f"background:{c['surface']};border:1px solid {c['line']};border-radius:{round_}px;font-size:{_px(16, k)}"
    return f"""
QLineEdit{{{box};padding:0 11px;lineedit-password-character:8226;min-height:{_px(high, k - 2 / high)}}}
QLineEdit[tall="true"]{{min-height:{_px(tokens.size("controlTouch") - 2, k)};font-size:{_px(17, k)}}}
QTextEdit,QPlainTextEdit{{{box};padding:2px}}
QComboBox{{{box};padding:0 11px;min-height:{_px(high, k - 2 / high)}}}
QComboBox[dense="true"]{{min-height:{_px(tokens.size("controlCompact"), k - 2 / tokens.size("controlCompact"))}}}
QComboBox::drop-down{{border:0;width:{_px(36, k)}}}
QComboBox::down-arrow{{image:none}}
QLineEdit[wrong="true"],QTextEdit[wrong="true"],QComboBox[wrong="true"]{{border:2px solid {c["danger"]}}}
QLineEdit:read-only,QTextEdit:read-only{{background:{c["sunken"]};border-color:{c["border"]}}}
QLineEdit:disabled,QTextEdit:disabled,QComboBox:disabled{{background:{c["sunken"]};color:{c["text3"]}}}"""


def _scrolling(c: dict[str, str], _k: float) -> str:
    return f"""
QScrollArea{{background:transparent;border:0}}
QScrollArea>QWidget#qt_scrollarea_viewport,QScrollArea>QWidget>QWidget[kind="column"]{{background:transparent}}
QAbstractItemView{{background:{c["surface"]};border:1px solid {c["border"]};border-radius:{tokens.radius("card")}px;outline:0}}
QGraphicsView{{background:{c["surface"]};border:1px solid {c["border"]};border-radius:{tokens.radius("card")}px}}
QAbstractItemView[kind="bare"]{{background:transparent;border:0;border-radius:0}}
QHeaderView{{background:{c["sunken"]};border:0}}
QHeaderView::section{{background:{c["sunken"]};color:{c["text2"]};border:0;border-bottom:1px solid {c["border"]};padding:0 16px}}
QScrollBar:vertical{{background:transparent;width:{BAR}px;margin:0}}
QScrollBar:horizontal{{background:transparent;height:{BAR}px;margin:0}}
QScrollBar::handle{{background:{c["line"]};border:3px solid {c["bg"]};border-radius:6px}}
QScrollBar::handle:vertical{{min-height:40px}}
QScrollBar::handle:horizontal{{min-width:40px}}
QScrollBar::handle:disabled{{background:transparent;border:0}}
QScrollBar::add-line,QScrollBar::sub-line{{width:0;height:0}}
QScrollBar::add-page,QScrollBar::sub-page{{background:transparent}}
QSplitter::handle{{background:{c["border"]}}}"""


def _popups(c: dict[str, str], k: float) -> str:
    return f"""
QToolTip{{background:{c["surface"]};color:{c["text"]};border:1px solid {c["line"]};padding:6px;font-size:{_px(14, k)}}}
QMenu{{background:{c["surface"]};border:1px solid {c["line"]};border-radius:{tokens.radius("control")}px;padding:6px}}
QMenu::item{{padding:8px 16px;border-radius:4px;color:{c["text"]}}}
QMenu::item:selected{{background:{c["primarysoft"]};color:{c["onprimarysoft"]}}}
QComboBox QAbstractItemView{{background:{c["surface"]};border:1px solid {c["line"]};border-radius:0;
 selection-background-color:{c["primarysoft"]};selection-color:{c["onprimarysoft"]}}}
QComboBox QAbstractItemView::item{{min-height:{_px(36, k)};padding:0 8px}}"""
