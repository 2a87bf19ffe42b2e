"""A page's Content Security Policy, which allows one frame and one style sheet more than it did, and nothing else.

Source: https://www.w3.org/TR/CSP3/ (6.8.3 which directive governs; 6.7.3 `'unsafe-inline'` beside hashes and nonces).
"""

from collections.abc import Callable, Iterable, Sequence

_FRAMES = ("frame-src", "child-src", "default-src")
_STYLES = ("style-src-elem", "style-src", "default-src")
"""Which directive governs: the first of them that the policy has."""
_EXACT = ("'nonce-", "'sha256-", "'sha384-", "'sha512-")

type Allowed = Callable[[Sequence[str]], bool]


def allowing(values: Iterable[str], origin: str, style: str) -> list[str] | None:
    """Return the values of `Content-Security-Policy` headers with that origin allowed for frames and that hash for
    style sheets; a policy that allows them stays as it is. None where a page may have no frame at all.
    """
    changed = []
    for value in values:
        policies = [_allowing(policy, origin, style) for policy in value.split(",")]
        if None in policies:
            return None
        changed.append(",".join(policy for policy in policies if policy is not None))
    return changed


def allows(policy: str, origin: str, style: str) -> bool:
    """Return whether one policy allows both as it is."""
    return _allowing(policy, origin, style) == policy


def _allowing(policy: str, origin: str, style: str) -> str | None:
    directives = _directives(policy)
    if "sandbox" in directives:  # it would hold for the frame as well
        return None
    added = [
        *_added(directives, _FRAMES, origin, lambda sources: bool({"*", "https:", origin} & set(sources))),
        *_added(directives, _STYLES, style, lambda sources: style.lower() in sources or _allows_inline(sources)),
    ]
    if not added:
        return policy
    replaced = {name for name, _ in added}
    kept = [part for part in policy.split(";") if part.strip() and part.split()[0].lower() not in replaced]
    return ";".join([*kept, *(f" {' '.join((name, *sources))}" for name, sources in added)]).lstrip()


def _directives(policy: str) -> dict[str, list[str]]:
    """The first of each name counts."""
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        if words := part.split():
            found.setdefault(words[0].lower(), words[1:])
    return found


def _added(
    directives: dict[str, list[str]], names: Sequence[str], source: str, is_allowed: Allowed
) -> list[tuple[str, list[str]]]:
    """The most special directive with that source as well: what governs other things, too, is left alone."""
    governing = next((name for name in names if name in directives), None)
    if governing is None or is_allowed([one.lower() for one in directives[governing]]):
        return []
    return [(names[0], [*(one for one in directives[governing] if one.lower() != "'none'"), source])]


def _allows_inline(sources: Sequence[str]) -> bool:
    """A hash or a nonce beside it takes `'unsafe-inline'` away: to add one would forbid all else."""
    return "'unsafe-inline'" in sources and not any(one.startswith(_EXACT) for one in sources)
