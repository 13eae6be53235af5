"""From a pose to a vector drawing: a body, a camera, a pen. Knows nothing of pages and doses."""
