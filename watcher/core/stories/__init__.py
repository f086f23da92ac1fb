"""A document told apart into stories; the same event told twice; the words that sum it up."""
