"""`python -m function doctor`: checks every link between the function, the database and Storage.

It changes nothing, says what to do about each failure, and never prints a secret.
"""
