"""The only HTTP client, with its guards."""
