"""Every test here runs over every engine: they find, count, order and keep alike."""

import pytest

from search import engines
from search.engines.choice import ENGINES


@pytest.fixture(params=ENGINES)
def engine_name(request):
    return request.param


@pytest.fixture
def engine(engine_name, tmp_path):
    return engines.make_engine(engine_name, tmp_path / "index")


@pytest.fixture
def another(engine_name, tmp_path):
    """Return a further engine on the same index, as another process would have."""
    return lambda: engines.make_engine(engine_name, tmp_path / "index")
