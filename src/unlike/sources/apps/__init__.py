"""One module an app."""
