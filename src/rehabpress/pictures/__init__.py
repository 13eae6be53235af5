"""Pictures: every one is a ``reportlab.graphics.shapes.Drawing`` or pixels, and becomes an XObject that all pages share."""
