"""Exercises as drawings: a pose in clinical angles, a body, a camera, a pen.

In: a ``Figure`` and a ``Body`` of the model.  Out: a frozen ``Drawing``, or its operators for a PDF, an SVG, a PNG.
"""
