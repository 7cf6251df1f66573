"""`doorstep-forms check WORKBOOK` and `doorstep-forms publish WORKBOOK OUT`: the forms officer's command."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.forms.definition import FormDefinition
from desktop.publishing.complaints import WorkbookRefused
from desktop.publishing.publication import PublishReport, check, publish


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when the workbook is sound, 1 with the complaints on standard error when it is not."""
    chosen = _parser().parse_args(arguments)
    previous = FormDefinition.parse(chosen.previous.read_bytes()) if chosen.previous else None
    try:
        if chosen.command == "check":
            report = check(chosen.workbook, previous)
        else:
            report = publish(chosen.workbook, chosen.out, previous)
    except WorkbookRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write(_summary(report))
    return 0


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
