"""The faces: `sentences` makes every sentence, `terminal` and `html` lay them out, `json` writes the document.

Nothing is imported here, so that each door loads only the face it shows.
"""
