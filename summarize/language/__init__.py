"""English, read once for everybody: words, names, places, numbers, dates, who speaks and what is denied.

Text comes in, frozen values go out. What can be listed stands in `data/`, read by `lexicon`. Imports files and models only.
"""
