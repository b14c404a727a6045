"""What each operation of the API does; `app.py` lists them."""
