"""`python -m console` is `sitrep`."""

from console.cli import main

if __name__ == "__main__":
    main()
