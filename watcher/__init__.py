"""watcher reads the news against a watchlist and sends one alert per event."""
