"""Partners and contacts: who they are, which roles they play, who works where, who is tied to whom."""
