"""Cuts a document's text into chunks and passages, and embeds them."""
