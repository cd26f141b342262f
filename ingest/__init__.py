"""How the world gets in: from registers, tables and text to nodes and links, each with its source."""
