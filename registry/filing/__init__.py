"""Filing: from releases to the registry's rows. What is filed follows from the set of releases, not their order."""
