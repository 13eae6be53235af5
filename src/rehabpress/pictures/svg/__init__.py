"""SVG files to ReportLab drawings: a closed list of elements, properties and values; whatever is not on it is refused with its line, never guessed."""
