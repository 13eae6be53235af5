"""What a handout is made of: frozen types, checked when they are made. Knows nothing of files and pages."""
