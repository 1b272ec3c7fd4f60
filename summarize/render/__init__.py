"""A briefing for people: each module turns one into a form of text, and is pure."""
