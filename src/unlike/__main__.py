"""`python -m unlike`."""

import sys

from unlike.cli import main

if __name__ == "__main__":
    sys.exit(main())
