"""Loading a table: choose a file, say what its columns mean, look at the preview, load."""
