"""What can go wrong in searching, in words for the person who can mend it."""


class SearchError(Exception):
    """The root of searching's own errors."""


class QueryTooLong(SearchError):
    """Raised when more characters are searched for than are read."""


class UnknownEngine(SearchError):
    """Raised when the settings name a search engine that there is not."""


class IndexMisplaced(SearchError):
    """Raised when the settings name a folder of other files for the index: it could harm them."""


class IndexUnavailable(SearchError):
    """Raised when nothing can be searched for now."""


class IndexMissing(IndexUnavailable):
    """Raised when there is no index that can be read: `flask search rebuild` or the next drain makes one."""


class IndexUnsafe(IndexUnavailable):
    """Raised when others could have written the index: reading it would run what they wrote."""


class IndexBusy(SearchError):
    """Raised when another process is writing the index."""


class CursorUnreadable(SearchError):
    """Raised when what should lead to the next page is none of ours, or that of another search."""
