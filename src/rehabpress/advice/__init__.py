"""What would make a page easier to follow. Looks at content and handouts, changes nothing, and is never an error by itself.

In: content with the places where it was written, a Handout, its Document, the Words of its language. Out: Advice, Criterion, as values.
"""
