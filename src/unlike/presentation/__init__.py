"""The faces: `wording` makes every sentence, `terminal` lays them out, `document` writes the JSON face.

Nothing is imported here, so that each door loads only the face it shows.
"""
