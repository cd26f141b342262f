"""Walking through the network from an organisation."""
