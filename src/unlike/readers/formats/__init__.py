"""File formats that apps share: each read as a stream, within bounds, with one sentence for what is wrong."""
