"""The network of organisations: its arrays and their copy on disk, and what is read off them."""
