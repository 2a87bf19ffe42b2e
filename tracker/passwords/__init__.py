"""Password hygiene: how strong a password is, and whether another site has the same. Values never leave memory.

See docs/passwords.md for what is kept, and what somebody who steals it could do with it.
"""
