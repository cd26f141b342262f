"""Reading reports, and deciding on what they state."""
