"""Faces of the core other than the window: the command line (later the assistant). They and `ui` never meet."""
