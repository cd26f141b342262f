"""How people ask: command line, app."""
