"""Reads rosters as clinics and record systems write them: a grid of cells, its headings, what each means, and a row for each patient."""
