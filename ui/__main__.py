"""Where Liaison starts: a subcommand goes to the command line before Qt is imported, anything else opens the window."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    from crm.faces.cli.words import language_of, window_wish

    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments == ["--read-files"]:  # a built program is its own Python: crm.book.filetext.process
        from crm.book.filetext.process import main as read_files

        read_files()
        return 0
    wish = window_wish(arguments)
    if wish is None:
        from crm.faces.cli.entry import main as command_line

        return command_line(arguments)
    from ui.screen import why_no_window

    if reason := why_no_window():
        from crm.language import say

        print(say(reason, language_of(arguments)), file=sys.stderr)
        return 1
    from ui.window import open_window

    return open_window(wish.book, sample=wish.sample, language=wish.language)


if __name__ == "__main__":
    sys.exit(main())
