"""What belongs to a language: plural forms, patterns of phrases, the locale, the words that advice looks for."""
