"""Pictures of a clinic, SVG, PNG and JPEG, as XObjects."""
