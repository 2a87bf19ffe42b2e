"""The pages' data as JSON under `/api/v1`, for other programs of the person's, for reading alone.

One resource is one module in `resources`: a function from a session and what was asked to a dataclass. The dataclass is
what is written, and what the description in OpenAPI is made from; what may be asked is read and described by the same
`Parameter`s. So the description cannot say anything else than what is done.
"""
