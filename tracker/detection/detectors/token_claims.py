"""Claims of a JSON Web Token that say who the person is: the field was taken out of one, and its name is registered.

Definitions: RFC 7519 section 4.1.2 (`sub`: unique at the issuer), OpenID Connect Core 1.0 section 5.1 (standard
claims), Microsoft's identity platform (`oid`, `upn`, `unique_name`:
https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference). Claims with telling names (`email`,
`phone_number`, `birthdate`) are for their names to tell; those of the token itself (`iss`, `aud`, `jti`, `nonce`) are
nobody's.

>>> from tracker.traffic import Location
>>> claim = Field(Location.HEADER, "authorization.sub", "sub", "auth0|5f7c8ec7c33c6c004bbafe82", (), ("jwt",))
>>> verdicts(claim, None, None)[0].category.value
'user_id'
>>> verdicts(claim._replace(name="jti"), None, None), verdicts(claim._replace(encoding=()), None, None)
((), ())
"""

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

CLAIMS: dict[str, Category] = {
    "sub": Category.USER_ID,
    "oid": Category.USER_ID,
    "uid": Category.USER_ID,
    "user_id": Category.USER_ID,
    "userid": Category.USER_ID,
    "puid": Category.USER_ID,
    "upn": Category.USERNAME,
    "unique_name": Category.USERNAME,
    "preferred_username": Category.USERNAME,
    "name": Category.FULL_NAME,
    "given_name": Category.FIRST_NAME,
    "family_name": Category.LAST_NAME,
    "zoneinfo": Category.TIME_ZONE,
    "ipaddr": Category.IP_ADDRESS,
}
_NOBODYS = frozenset({"anonymous", "guest", "public", "client", "user", "app", "service", "system", "admin", "null"})
_LONGEST = 256


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a claim of a token."""
    if not field.encoding or field.encoding[-1] != "jwt":
        return ()
    category = CLAIMS.get(field.name)
    text = field.value.strip()
    if category is None or not 1 < len(text) <= _LONGEST or text.lower() in _NOBODYS:
        return ()
    if category is Category.USERNAME and "@" in text:
        return ()  # an e-mail address, which is surer
    return (Verdict(category, 0.75, f"The claim “{field.name}” of a JSON Web Token is the person's."),)
