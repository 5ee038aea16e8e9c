"""Views of the local page, one module an area."""
