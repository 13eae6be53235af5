"""From the text that a layout has written to a document of frozen blocks. Knows nothing of doses, nor of ReportLab."""
