"""The rule language as frozen types; finding names and words; how it is told; rules evaluated."""
