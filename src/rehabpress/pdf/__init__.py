"""From a document of blocks and a theme to the bytes of a tagged PDF. With ``figure`` the only part that knows ReportLab."""
