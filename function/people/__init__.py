"""What people do with their documents: sign in, upload, look at files and pages, follow what happens."""
