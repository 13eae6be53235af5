"""Choose, dose, guard: from a plan and the library to a handout in which every sentence is written. Knows nothing of templates and pages."""
