"""The registry: authorities, contracts and notices, and the rules that say what they mean."""
