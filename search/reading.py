"""How a search was understood, in plain words."""

from search.language import All, Any, In, Node, Not, Phrase, Prefix, Question, Word
from search.tree import parted

_WHERE = {
    "title": "in its title",
    "supplier": "as its supplier",
    "product": "as its product",
    "authority": "as its authority",
    "service": "as its service",
    "kind": "as its kind",
    "stage": "as its stage",
    "status": "as its status",
    "reference": "among its numbers",
}

FEWER = "few records have all of these words: some are enough here, and those with most come first"


def reading(question: Question) -> str:
    """Say in words what is searched for: `housing, "social care" and anything beginning with procur`."""
    said = _say(question.tree, outermost=True)
    if isinstance(question.tree, All) and question.tree.some:
        said += f" ({FEWER})"
    if question.left_out:
        said += f" (not searched for: {' '.join(question.left_out)})"
    if question.notes:
        said += f" (read as plain words: {'; '.join(question.notes)})"
    return said


def _say(node: Node, outermost: bool = False) -> str:
    match node:
        case Word(text):
            return text
        case Prefix(text):
            return f"anything beginning with {text}"
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case In(field, inner):
            return f"{_say(inner)} {_WHERE[field]}"
        case Not(inner):
            return f"everything without {_say(inner)}" if outermost else f"without {_say(inner)}"
        case Any(()):
            return "nothing: there is no word in it to search for"
        case Any(nodes):
            return _bracketed(" or ".join(map(_say, nodes)), outermost)
        case All(()):
            return "everything"
        case All(nodes, some=True):
            return _some(nodes)
        case All(nodes):
            return _bracketed(_and(nodes), outermost)


def _and(nodes: tuple[Node, ...]) -> str:
    wanted = [_say(node) for node in nodes if not isinstance(node, Not)] or ["everything"]
    unwanted = [_say(node) for node in nodes if isinstance(node, Not)]
    return ", ".join([" and ".join(wanted), *unwanted])


def _some(nodes: tuple[Node, ...]) -> str:
    """Say what must be there, and what need not: of several words alone, one of them must."""
    strict, others = parted(nodes)
    wanted = [_say(node) for node in strict if not isinstance(node, Not)]
    unwanted = [_say(node) for node in strict if isinstance(node, Not)]
    better = " or ".join(map(_say, others))
    return ", ".join([f"{' and '.join(wanted)}, better with {better}" if wanted else better, *unwanted])


def _bracketed(said: str, outermost: bool) -> str:
    return said if outermost else f"({said})"
