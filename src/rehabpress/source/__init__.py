"""From files to content: read, place every value, refuse nonsense. Together with ``build`` the only part that opens content files."""
