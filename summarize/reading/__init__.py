"""Reading: files, folders and standard input come in; a `Source` for each article goes out, its text split into sentences.

`articles` reads, `formats` decodes (one module a format), `sentences` splits, `furniture` marks what is not the article's own.
Imports language, files, errors and models only; knows no model and no schema.
"""
