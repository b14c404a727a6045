"""Kairo OCR: a document row in Postgres becomes text, structure and vectors."""

__version__ = "0.1.0"
