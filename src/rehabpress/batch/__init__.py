"""A clinic's day: from a roster to a packet for each patient, a file for the printer and a manifest. Knows nothing of how a page is made."""
