"""A page in the browser, served to this machine alone: build a plan, see its paper, print it. Nothing of a patient is stored unless it is saved."""
