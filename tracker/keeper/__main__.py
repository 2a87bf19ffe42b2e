"""`python -m tracker.keeper`: started by the proxy, ends after it."""

import sys

from tracker.keeper.process import main

if __name__ == "__main__":
    sys.exit(main())
