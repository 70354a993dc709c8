#!/bin/sh
# Make a virtual environment: venv.sh PYTHON FOLDER. Debian keeps a part of venv in a package of its own: installed when
# we may, else asked for in one line.
set -eu
python=$1
folder=$2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Fantascope needs Python 3.11 or newer; give one with: make PYTHON=/path/to/python3" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  if "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --without-pip "$folder"
    PIP_REQUIRE_VIRTUALENV=0 "$python" -m pip --quiet --python "$folder/bin/python" install pip
    exit 0
  fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
  else
    echo "Python's venv module is incomplete here: install it once with: sudo apt-get install python3-venv" >&2
    exit 1
  fi
fi
"$python" -m venv "$folder"
