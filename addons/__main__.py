"""`python -m addons`: mitmdump with the recording addon, and the arguments of mitmdump."""

import sys
from pathlib import Path


def main() -> None:
    """Run mitmdump until it is asked to end."""
    from mitmproxy.tools.main import mitmdump

    mitmdump(["-s", str(Path(__file__).with_name("capture.py")), *sys.argv[1:]])


if __name__ == "__main__":
    main()
