"""A door for assistants: tools that read documents, over the Model Context Protocol."""
