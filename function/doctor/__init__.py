"""`python -m function doctor`: tests every link between the function, the database and Storage, changes nothing, and says
what to do about each failure. No line shows a secret."""
