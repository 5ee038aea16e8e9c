"""The JSON face: one versioned document, described by `schema.json`."""
