"""``python -m hongtou``: the command, where its script is not on the path."""

from hongtou.cli import main

if __name__ == "__main__":
    main(prog_name="hongtou")
