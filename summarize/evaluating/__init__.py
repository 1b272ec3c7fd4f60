"""Evaluating: a briefing and a person's gold come in (`gold`); figures of what was found, cited and merged go out (`figures`).

Imports reading, files, errors and models only; asks no model.
"""
