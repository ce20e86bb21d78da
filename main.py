"""Start Backheel from a checkout: ``python main.py``."""

import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    # A program frozen into one file starts its workers by itself: they must not open a window.
    freeze_support()
    from game.cli import main

    sys.exit(main())
