"""Target structures. Each module holds one Pydantic class whose fields are the sections of a briefing."""
