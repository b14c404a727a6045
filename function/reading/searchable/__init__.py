"""Searchable copies: the original pages with an invisible text layer."""
