"""From files to the model: reads YAML with places, refuses nonsense, and follows ids from file to file.

In: folders, ids, paths, words of the command line.  Out: frozen content, or ``ProblemsFound`` with everything that is wrong in one run.
"""
