"""Text made comparable: folding with an offset map, scripts, sentences, numbers, dates."""
