"""British and American spelling: two spellings of one word get one form, which nobody ever sees."""

import re

# Each rule turns a British ending or part into the American one. A rule may turn a word into what is no word
# ("advize"): harmless, because indexing and searching turn it alike.
_RULES = [
    (re.compile(r"^practis"), "practic"),
    (re.compile(r"(?<=[a-z]{3})is(e|es|ed|er|ers|ing|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})ys(e|es|ed|er|ers|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ite|ites|al|ally|ful|hood|hoods|)$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})ogue(s|d|)$"), r"og\1"),
    (re.compile(r"^(cent|fib|lit|met|kilomet|theat|calib|meag)re(s|d|)$"), r"\1er\2"),
    (re.compile(r"^(def|off|lic|pret)ence(s|d|)$"), r"\1ense\2"),
    (re.compile(r"^(re|)programme(s|)$"), r"\1program\2"),
    (re.compile(r"dgement"), "dgment"),
    (re.compile(r"^enquir"), "inquir"),
    (re.compile(r"^(enrol|fulfil|instal)(ment|ments|s|)$"), r"\1l\2"),
    (re.compile(r"(?<=[a-z])ae(?=[dmost])"), "e"),
    (re.compile(r"^arte(?=fact)"), "arti"),
]

# They end like "organise" and are spelt so everywhere; changed, they would lose "revision" or "expert".
_SAME = re.compile(
    r"^(advis|revis|supervis|improvis|televis|devis|exercis|precis|concis|enterpris|compris|surpris|promis"
    r"|compromis|premis|expertis|franchis|merchandis|otherwis|likewis|disguis)"
)


def american(word: str) -> str:
    """Return the American spelling of a folded word, or a form that stands for it."""
    if _SAME.match(word):
        return word
    for british, replacement in _RULES:
        word = british.sub(replacement, word)
    return word
