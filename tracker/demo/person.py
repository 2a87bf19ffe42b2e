"""The made-up person who shops in the demonstration."""

from tracker.profile import Profile, Value
from tracker.taxonomy import Category

MARIE = Profile(
    values=(
        Value(Category.EMAIL_ADDRESS, "marie.dupont@courriel.test"),
        Value(Category.PHONE_NUMBER, "+33 6 39 98 12 34"),  # of the range that the French regulator keeps for fiction
        Value(Category.FULL_NAME, "Marie Dupont"),
        Value(Category.POSTAL_ADDRESS, "12 rue des Lilas"),
        Value(Category.BIRTH_DATE, "1988-04-23"),
    ),
    country="FR",
)
