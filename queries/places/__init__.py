"""Figures of industries in places, and what is worked out from them: portfolios, specialisation, strength."""
