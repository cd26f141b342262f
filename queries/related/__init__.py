"""Which industries are related, and the clusters that related industries make (Delgado, Porter and Stern 2014)."""
