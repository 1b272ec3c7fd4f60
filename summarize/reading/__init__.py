"""Reading: files, folders and standard input come in; a `Source` for each article goes out, its text split into sentences.

`opening` gives bytes, `kinds` says of which format they are, `formats` decodes them (one module a format; what is foreign in a
process of its own: `bounded`, `worker`), `sentences` splits, `furniture` and `page_text` mark what is not the article's own,
`articles` puts it together.
Imports language, files, errors and models only; knows no model and no schema.
"""
