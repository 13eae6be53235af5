"""The words of the command line: each becomes one call and an exit code."""
