"""From where a step came, as the journal keeps it."""

WINDOW, COMMAND_LINE, SAMPLE = "window", "command-line", "sample"
"""What the sample book brought is nobody's act: it is in the history, and nobody is offered to take it back."""
