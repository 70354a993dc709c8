"""`python -m fantascope` is the command `fantascope`."""

from .cli.main import main

main()
