"""`doorstep-forms check WORKBOOK` and `doorstep-forms publish WORKBOOK OUT`: the forms officer's command."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.forms.definition import FormDefinition
from desktop.forms.errors import FormError
from desktop.publishing.complaints import PublishingError, WorkbookRefused
from desktop.publishing.publication import PublishReport, check, publish


class NoForm(PublishingError):
    """There is no form to compare with; its text is one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when the workbook is sound, 1 with what is wrong on standard error when it or the previous form is not."""
    chosen = _parser().parse_args(arguments)
    try:
        previous = _published(chosen.previous) if chosen.previous else None
        if chosen.command == "check":
            report = check(chosen.workbook, previous)
        else:
            report = publish(chosen.workbook, chosen.out, previous)
    except (NoForm, WorkbookRefused) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write(_summary(report))
    return 0


def _published(path: Path) -> FormDefinition:
    """Raises NoForm."""
    try:
        return FormDefinition.parse(path.read_bytes())
    except OSError as error:
        raise NoForm(f"{path}: The previous form cannot be read: {error.strerror}.") from None
    except FormError as error:
        raise NoForm(f"{path}: This is not a form as Doorstep publishes it: {error.problems[0].code}.") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="doorstep-forms", description="Check and publish assessment forms.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, purpose in (("check", "say what is wrong with a workbook"), ("publish", "write its form")):
        command = commands.add_parser(name, help=purpose)
        command.add_argument("workbook", type=Path)
        command.add_argument("--previous", type=Path, help="the form as last published, to compare with")
        if name == "publish":
            command.add_argument("out", type=Path)
    return parser


def _summary(report: PublishReport) -> str:
    lines = [f"{report.form_id} {report.version}: {report.questions} questions", f"sha256 {report.digest}"]
    lines += [f"{change.what}: {change.path}" for change in report.changes]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
