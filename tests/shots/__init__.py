"""Pictures of every room, pane and state: to be put beside the drawings, and to be searched for faults by a test."""
