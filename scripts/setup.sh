#!/bin/sh
# Sets up the private .venv: `sh scripts/setup.sh run` for the program, `sh scripts/setup.sh dev` for the checks too.
# Versions and hashes stand in requirements*.txt. Running it again does nothing while these files stay as they are.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
wanted=${1:-run}
case $wanted in
    run) lock=requirements.txt ;;
    dev) lock=requirements-dev.txt ;;
    *) echo "usage: $0 [run|dev]" >&2; exit 2 ;;
esac
python=.venv/bin/python
key=$(cat requirements-dev.txt requirements.txt pyproject.toml scripts/setup.sh | cksum)

stop() {
    echo "set-up: $*" >&2
    exit 1
}

# The newest need not be there: the first Python that is new enough will do.
new_enough() {
    for name in python3 python3.11 python3.12 python3.13 python3.14; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    stop "Python 3.11 or newer is needed; on Debian 12 and later: apt-get install python3"
}

# Debian keeps the part that puts pip into a venv in a package of its own.
can_make_venv() {
    "$1" -c 'import ensurepip' 2>/dev/null && return
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "set-up: installing $package"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
    else
        stop "Debian's package $package is missing: sudo apt-get install $package, then run this again"
    fi
}

# The tests of the page look at it in a browser; without one they are skipped and say so.
has_browser() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}

want_browser() {
    has_browser && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "set-up: installing chromium, for the tests of the page"
        if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; then
            return
        fi
    fi
    echo "set-up: no Chromium here, so the tests of the page will be skipped: sudo apt-get install chromium" >&2
}

# A .venv holds its own path; one that was moved or whose Python is gone is made anew.
alive() {
    "$python" -c '' 2>/dev/null && grep -qF "$root/.venv" .venv/bin/activate
}

with_uv() {
    export UV_SYSTEM_CERTS=true # trust what the machine trusts
    alive || uv venv --quiet --clear --python "$(new_enough)" .venv
    uv pip install --quiet --python "$python" --require-hashes -r "$lock"
    uv pip install --quiet --python "$python" --no-deps --no-build-isolation -e .
}

with_pip() {
    if ! alive; then
        found=$(new_enough)
        can_make_venv "$found"
        "$found" -m venv --clear .venv
    elif ! "$python" -m pip --version >/dev/null 2>&1; then # made by uv, which needs no pip in it
        can_make_venv "$python"
        "$python" -m ensurepip >/dev/null
    fi
    # most modules are never imported; Python compiles those that are, as it does after uv
    "$python" -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r "$lock"
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
}

if alive && { [ "$(cat ".venv/.$wanted" 2>/dev/null)" = "$key" ] || [ "$(cat .venv/.dev 2>/dev/null)" = "$key" ]; }; then
    exit 0
fi
if [ "$wanted" = dev ]; then want_browser; fi
if command -v uv >/dev/null; then tool=uv; else tool=pip; fi
echo "set-up: $lock into .venv, with $tool"
"with_$tool"
echo "$key" >".venv/.$wanted"
