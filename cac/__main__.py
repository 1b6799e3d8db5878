"""``python -m cac``: the command line."""

from cac.cli.main import run

if __name__ == "__main__":
    run()
