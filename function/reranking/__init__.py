"""How well a passage answers a question, by a model that reads both together."""
