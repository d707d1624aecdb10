"""How a search was understood, in plain words."""

from search.language import All, Any, Node, Not, Phrase, Prefix, Question, Word


def reading(question: Question) -> str:
    """Say in words what is searched for: `housing, "social care" and anything beginning with procur`."""
    said = _say(question.tree, outermost=True)
    if question.left_out:
        said += f" (not searched for: {' '.join(question.left_out)})"
    return said


def _say(node: Node, outermost: bool = False) -> str:
    match node:
        case Word(text):
            return text
        case Prefix(text):
            return f"anything beginning with {text}"
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Not(inner):
            return f"everything without {_say(inner)}" if outermost else f"without {_say(inner)}"
        case Any(()):
            return "nothing: there is no word in it to search for"
        case Any(nodes):
            return _bracketed(" or ".join(map(_say, nodes)), outermost)
        case All(()):
            return "everything"
        case All(nodes):
            return _bracketed(_and(nodes), outermost)


def _and(nodes: tuple[Node, ...]) -> str:
    wanted = [_say(node) for node in nodes if not isinstance(node, Not)] or ["everything"]
    unwanted = [_say(node) for node in nodes if isinstance(node, Not)]
    return ", ".join([" and ".join(wanted), *unwanted])


def _bracketed(said: str, outermost: bool) -> str:
    return said if outermost else f"({said})"
