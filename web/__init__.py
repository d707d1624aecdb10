"""Pages for people: what the registry knows, rendered on the server, each fact with its source."""
