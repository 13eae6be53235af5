"""Mutated inputs of every kind through whole builds, and an oracle that reads the papers back."""
