"""JSON as anyone might publish it, for laws that hold whatever comes."""

from copy import deepcopy

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How laws over anything are tried: a busy machine is no failure."""

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["1e999999", "-0", "NaN", "2028-07-05T23:59:59Z", "9999-12-31T23:59:59-14:00", "\ud800", "\x00"])
)
KEYS = st.sampled_from(
    ["id", "name", "value", "period", "buyer", "identifier", "parties", "awards", "amount", "tag"]
) | st.text(max_size=6)

any_json = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25
)
any_object = st.dictionaries(KEYS, any_json, max_size=6)


@st.composite
def damaged(draw, *good):
    """Draw one of the `good` releases with a few of its sub-trees dropped or replaced by anything."""
    release = deepcopy(draw(st.sampled_from(good)))
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(release))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        if draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = draw(any_json)
    return release


def _places(value):
    """Yield every place in JSON as its holder and the key or index there."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)
