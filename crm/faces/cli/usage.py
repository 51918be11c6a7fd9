"""The grammar of the command line, in the person's language: argparse's own words come out of the catalogue too."""

import argparse
import gettext
from collections.abc import Callable
from typing import Any, NoReturn

from crm.faces.cli import (
    agreements,
    anything,
    attach,
    exchange,
    fit,
    handover,
    keeping,
    leaving,
    lists,
    log,
    merge,
    report,
    rights,
    show,
    steps,
)
from crm.faces.cli.options import DOCUMENTS_SPEAK, SPOKEN, common
from crm.faces.cli.words import SUBCOMMANDS
from crm.language import say
from crm.language.catalogue import text_of
from crm.values.enums import Language

ARGPARSE = {
    "usage: ": "cli.argparse-usage",
    "positional arguments": "cli.argparse-positional",
    "options": "cli.argparse-options",
    "show this help message and exit": "cli.argparse-help",
    "the following arguments are required: %s": "cli.argparse-required",
    "unrecognized arguments: %s": "cli.argparse-unrecognized",
    "expected one argument": "cli.argparse-one",
    "expected at least one argument": "cli.argparse-at-least-one",
    "invalid choice: %(value)r (choose from %(choices)s)": "cli.argparse-choice",
    "invalid %(type)s value: %(value)r": "cli.argparse-value",
    "argument %(argument_name)s: %(message)s": "cli.argparse-argument",
    "ambiguous option: %(option)s could match %(matches)s": "cli.argparse-ambiguous",
    "not allowed with argument %s": "cli.argparse-not-with",
}


class WrongUsage(Exception):
    """The words do not fit the grammar. `usage` shows how they would."""

    def __init__(self, sentence: str, usage: str) -> None:
        super().__init__(sentence)
        self.sentence, self.usage = sentence, usage


class Parser(argparse.ArgumentParser):
    """Raises instead of leaving the process, so that one place prints and chooses the exit code."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(message, self.format_usage())


def speak(language: Language) -> None:
    """Lets argparse speak: it looks its own words up in `argparse._`, and offers no other door."""
    words = {english: text_of(code, language) for english, code in ARGPARSE.items()}
    argparse._ = lambda text: words.get(text) or gettext.gettext(text)  # type: ignore[attr-defined] # its own name


def parser_for(language: Language) -> Parser:
    speak(language)

    def told(code: str) -> str:
        return say(code, language)

    parser = Parser(prog="liaison", description=told("cli.about"), epilog=told("cli.about-exit"), allow_abbrev=False)
    common(parser, told, None)
    parser.add_argument("--sample", action="store_true", help=told("cli.help-sample"))
    groups = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title=told("cli.commands"))
    builders: dict[str, Callable[[Any, Callable[[str], str]], None]] = {
        **keeping.BUILDERS,
        **exchange.BUILDERS,
        **attach.BUILDERS,
        **lists.BUILDERS,
        **agreements.BUILDERS,
        **fit.BUILDERS,
        **show.BUILDERS,
        **leaving.BUILDERS,
        **handover.BUILDERS,
        **log.BUILDERS,
        **merge.BUILDERS,
        **report.BUILDERS,
        **rights.BUILDERS,
        **steps.BUILDERS,
        **anything.BUILDERS,
    }
    for name in SUBCOMMANDS:
        sub = groups.add_parser(
            name, help=told(f"cli.help-{name}"), description=told(f"cli.help-{name}"), allow_abbrev=False
        )
        spoken = DOCUMENTS_SPEAK if name in ("report", "handover") else SPOKEN
        common(sub, told, argparse.SUPPRESS, spoken)
        builders[name](sub, told)
    return parser
