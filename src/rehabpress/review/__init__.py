"""Who of the clinic stands for which content: what waits for a signature, and signing it in the file itself."""
