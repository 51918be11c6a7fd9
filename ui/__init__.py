"""The window. It reads the widgets, makes a command and hands it over; it never sees a session or SQL."""
