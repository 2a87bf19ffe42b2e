"""`python -m dashboard`: what `tracker start` and `tracker dashboard` run."""

import sys

from dashboard.serving import main

if __name__ == "__main__":
    sys.exit(main())
