"""`serai …` or `python -m serai …`."""

import gc

gc.disable()  # What modules make while they load is kept: looking through it for garbage took a seventh of the start.

from serai.cli import main  # noqa: E402

gc.freeze()
gc.enable()

if __name__ == "__main__":
    main()
