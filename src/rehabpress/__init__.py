"""rehabpress: from content files to the paper a patient takes home."""
