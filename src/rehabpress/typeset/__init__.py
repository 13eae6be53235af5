"""Blocks and a theme to pages: styles, line breaking, boxes, tables, pagination. Knows nothing of the PDF file format."""
