"""From a handout and a layout template to markup text. Knows Jinja2, nothing of ReportLab."""
