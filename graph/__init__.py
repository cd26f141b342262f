"""What a cluster graph is, and where it is kept."""
