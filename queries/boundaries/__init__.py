"""Where a cluster ends: its members from the linkages that tie them, with a degree, a role and reasons."""
