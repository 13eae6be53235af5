"""YAML to plain data with the place of every value, by a strict subset of YAML 1.2."""
