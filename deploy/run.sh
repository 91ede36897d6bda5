#!/bin/sh
# Hands what `make` was asked to deploy/bootstrap.py, through whatever Python 3 this machine has.
cd "$(dirname "$0")/.." || exit 1
for python in python3 python3.13 python3.12 python3.11; do
    "$python" -c 'f""' 2>/dev/null && exec "$python" -m deploy.bootstrap "$@"
done
echo "Il faut Python 3.11, 3.12 ou 3.13, introuvable ici : installez-le (Debian, Ubuntu : apt install python3 python3-venv), puis relancez « make $1 »." >&2
exit 1
