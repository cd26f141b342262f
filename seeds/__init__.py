"""Small real data that ships: what the demo loads."""
