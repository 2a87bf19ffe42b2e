"""How much of one request is looked at. What is beyond becomes a blind spot: work is bounded for every input.

A request is inspected inside the proxy's event loop, so that the worst of them must not take longer than a quarter of
a second. Ordinary requests stay far below every limit.
"""

MAX_BODY = 2 << 20  # bytes of a body, before and after its content coding is undone
MAX_FIELDS = 2000  # fields of a request, nested ones included
MAX_COOKIES = 600  # of a request; browsers keep less than 200 for a registrable domain
MAX_VALUE = 1 << 16  # characters of one value
MAX_NAME = 256  # characters of one name
MAX_DEPTH = 64  # levels of a JSON or XML document
MAX_CODINGS = 4  # stacked content codings
MAX_NESTING = 3  # decoding steps from a value to what is nested in it
MAX_NESTED_FIELDS = 400  # fields nested in one value
MAX_NESTED_TEXT = 1 << 20  # characters of all nested values of a request
MAX_RATIO = 100  # how many times larger than its compressed form content may become before it is called a bomb
"""Text and JSON shrink three- to thirtyfold; only a bomb shrinks more than that for long."""
