"""One call: reads the words, does what they say, turns every refusal into sentences and an exit code."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from crm.faces.cli.session import Misused, Session
from crm.faces.cli.usage import WrongUsage, parser_for
from crm.faces.cli.words import language_of
from crm.language import say
from crm.values import Refused, WorldFault

DONE, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 done, 1 refused by the data or the world, 2 wrong usage."""
    language = language_of(arguments)
    try:
        given = parser_for(language).parse_args(arguments)
    except WrongUsage as wrong:
        print(wrong.usage + say("cli.usage-wrong", language, why=wrong.sentence), file=sys.stderr)
        return USAGE
    session = Session(language, Path(given.book) if given.book else None, getattr(given, "json", False))
    try:
        return int(given.run(session, given) or DONE)
    except Misused as misused:
        session.refuse(misused.problems)
        return USAGE
    except Refused as refused:
        session.refuse(refused.problems)
        return REFUSED
    except WorldFault as fault:
        session.refuse([fault.problem])
        return REFUSED
    except BrokenPipeError:  # `liaison partners | head`: whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
