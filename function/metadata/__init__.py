"""Asks a language model, if one is set, for what the rules of `function/fields` have left open."""
