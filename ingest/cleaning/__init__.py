"""Values made clean and comparable: names, addresses, places."""
