"""The form editor: built from the catalogue, laid out like the paper."""
