"""Samples, strategies and readers that tests share."""
