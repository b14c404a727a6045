"""Reads a document's type and fields from its pages: plain data in, plain data out."""
