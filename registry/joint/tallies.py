"""Numbers of a set of contracts, kept while contracts join and leave it: no step costs more in a larger set."""

from collections import defaultdict

from registry.joint.replacement_windows import Window


class Commonest:
    """How often the commonest of things that come and go is there."""

    __slots__ = ("_counts", "_reaching", "most")

    def __init__(self) -> None:
        self._counts: dict[str, int] = defaultdict(int)
        self._reaching: dict[int, int] = defaultdict(int)
        """How many things are there at least so often."""
        self.most = 0

    def add(self, thing: str) -> None:
        self._counts[thing] = count = self._counts[thing] + 1
        self._reaching[count] += 1
        if count > self.most:
            self.most = count

    def remove(self, thing: str) -> None:
        count = self._counts[thing]
        self._counts[thing] = count - 1
        self._reaching[count] -= 1
        if not self._reaching[self.most]:
            self.most -= 1


class Tally:
    """The contracts that share a day, counted."""

    def __init__(self) -> None:
        self.contracts = self.key = self.pence = self.unknown = 0
        self.certain = {"high": 0, "medium": 0, "low": 0}
        self.products, self.suppliers = Commonest(), Commonest()
        self._buys: dict[str, int] = {}
        self._members: frozenset[str] | None = None
        self._readies: dict[int, int] = {}

    @property
    def authorities(self) -> frozenset[str]:
        if self._members is None:
            self._members = frozenset(self._buys)
        return self._members

    @property
    def ready(self) -> int:
        """The day on which the last of the replacements could be ready."""
        return max(self._readies)

    def add(self, window: Window) -> None:
        self._count(window, 1)
        candidate, buys, readies = window.candidate, self._buys, self._readies
        for gss in candidate.authorities:
            if gss in buys:
                buys[gss] += 1
            else:
                buys[gss], self._members = 1, None
        readies[window.ready] = readies.get(window.ready, 0) + 1
        if candidate.product_id:
            self.products.add(candidate.product_id)
        for supplier in candidate.suppliers:
            self.suppliers.add(supplier)

    def remove(self, window: Window) -> None:
        self._count(window, -1)
        candidate, buys, readies = window.candidate, self._buys, self._readies
        for gss in candidate.authorities:
            if buys[gss] > 1:
                buys[gss] -= 1
            else:
                del buys[gss]
                self._members = None
        if readies[window.ready] > 1:
            readies[window.ready] -= 1
        else:
            del readies[window.ready]
        if candidate.product_id:
            self.products.remove(candidate.product_id)
        for supplier in candidate.suppliers:
            self.suppliers.remove(supplier)

    def _count(self, window: Window, sign: int) -> None:
        candidate = window.candidate
        self.contracts += sign
        self.key += sign * candidate.key
        self.certain[candidate.confidence] += sign
        if candidate.annual_pence is None:
            self.unknown += sign
        else:
            self.pence += sign * candidate.annual_pence
