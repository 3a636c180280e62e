# shellcheck shell=bash
# Set-up, sourced by ./remesas: system libraries, .venv, pinned packages. Safe to repeat, and then quick.

: "${root:?must be set: the folder of the project}"

pango_libraries=(libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0)
pango_packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)

say() { printf 'remesas: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# install_packages REASON PACKAGE...: through apt where that is allowed; otherwise says which command to run.
install_packages() {
    local reason=$1 as_root=()
    shift
    command -v apt-get >/dev/null ||
        fail "$reason. Install what your system calls: $* (these are Debian's names)."
    if ((EUID != 0)); then
        sudo -n true 2>/dev/null ||
            fail "$reason. Run: sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*"
        as_root=(sudo -n)
    fi
    say "$reason; installing $*"
    if ! { "${as_root[@]}" apt-get update --quiet --quiet &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install --yes --quiet --quiet -o Dpkg::Use-Pty=0 --no-install-recommends "$@"; } >&2; then
        fail "could not install $*. Try: apt-get update && apt-get install --yes --no-install-recommends $*"
    fi
}

# is_recent PYTHON: whether it runs and is new enough.
is_recent() { "$1" -I -S -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# find_python: prints the command of a Python that is new enough, $PYTHON first.
find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python3.14; do
        if is_recent "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "needs Python 3.11 or newer, and found none. Install one, or name it: PYTHON=/path/to/python3 ./remesas ..."
}

make_venv() {
    local python
    python=$(find_python) || exit
    "$python" -I -c 'import ensurepip, venv' 2>/dev/null ||
        install_packages "$python lacks its venv module" "${python##*/}-venv"
    say "making .venv"
    "$python" -m venv --clear "$root/.venv" || fail "$python could not make .venv."
}

# is_whole: whether .venv runs and finds its packages; not after a broken-off set-up, or a change of Python.
is_whole() {
    "$root/.venv/bin/python" -I -c 'import importlib.util as i, sys; sys.exit(not i.find_spec("pip"))' 2>/dev/null
}

# require_packages FILE...: installs the last file unless it is in place. A copy in .venv marks what is, so that an
# edited pin, or an install that was broken off, is noticed. The files before it are part of the last.
require_packages() {
    local file
    cmp -s "$root/${!#}" "$root/.venv/${!#}" && cmp -s "$root/$1" "$root/.venv/$1" && return
    say "installing ${!#} (once; this needs the network)"
    rm -f "$root"/.venv/requirements*.txt
    "$root/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
        --requirement "$root/${!#}" >&2 ||
        fail "could not install ${!#}. Is the network reachable? The same command may be run again."
    for file in "$@"; do cp "$root/$file" "$root/.venv/"; done
}

# can_load LIBRARY...: whether all load, as WeasyPrint will load them.
can_load() {
    "$root/.venv/bin/python" -I -S -c 'import ctypes, sys; [ctypes.CDLL(x) for x in sys.argv[1:]]' "$@" 2>/dev/null
}

set_up_build() {
    # Snakemake calls the interpreter of .venv without quotation marks.
    [[ $root != *[[:space:]]* ]] || fail "the folder $root has a space in its name. Move it to one without, and call again."
    is_whole || make_venv
    # Elsewhere the libraries have other names; WeasyPrint tells what it misses.
    [[ $OSTYPE != linux* ]] || can_load "${pango_libraries[@]}" ||
        install_packages "WeasyPrint lacks system libraries for text" "${pango_packages[@]}"
    require_packages "${@:-requirements.txt}"
    export PATH="$root/.venv/bin:$PATH" PYTHONPATH="$root/workflow"
}

set_up_test() {
    local missing=()
    command -v chromium chromium-browser google-chrome >/dev/null || missing+=(chromium)
    command -v pdftoppm >/dev/null || missing+=(poppler-utils)
    ((${#missing[@]} == 0)) || install_packages "the tests lack programs" "${missing[@]}"
    set_up_build requirements.txt requirements-dev.txt
}
