"""Joint procurement in words: kinds of opportunities, parts of their score, and why contracts are not counted."""

KINDS = {
    "core_technology": ("core technology", "Much the same everywhere: networks, productivity, telephony."),
    "line_of_business": ("line of business", "What one kind of council service runs on."),
    "niche": ("niche", "Few authorities are known to use such a thing: joining need is worth more than size."),
    "other": ("other", "Its service is of no other kind."),
}
"""What kind of thing would be bought together: what it is called, and what that means."""
ALIKE = {"same": "the same", "mixed": "different", "unknown": "not all known"}
"""Whether products, or suppliers, are the same."""
PARTS = {
    "authorities": "Authorities",
    "bridging": "Little to bridge",
    "alike": "Alike",
    "value": "Value",
    "certainty": "Ends are certain",
    "time": "Time enough",
}
"""What the parts of a score are called."""
NOT_COUNTED = {
    "unknown_end": "no source says when they end",
    "past_end": "their term is over, and no notice says what happened",
    "too_late": "they cannot run until a replacement could be ready",
    "exiting": "their authority will buy nothing in their place",
    "not_running": "they were terminated or cancelled",
}
"""Why contracts take part in nothing."""
