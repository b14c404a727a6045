"""From a document's text to chunks, passages and their vectors."""
