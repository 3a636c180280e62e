# shellcheck shell=bash
# Set-up, sourced by ./remesas: system libraries, .venv, pinned packages. Safe to repeat, and then quick.

: "${root:?must be set: the folder of the project}"

pango_libraries=(libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0)
pango_packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)

say() { printf 'remesas: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

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

# is_whole: whether .venv runs and finds its packages; not after a broken-off set-up, or a change of Python.
is_whole() {
    "$root/.venv/bin/python" -I -c 'import importlib.util as i, sys; sys.exit(not i.find_spec("pip"))' 2>/dev/null
}

# can_load LIBRARY...: whether all load, as WeasyPrint and the browser's driver will load them.
can_load() {
    "$python" -I -S -c 'import ctypes, sys; [ctypes.CDLL(x) for x in sys.argv[1:]]' "$@" 2>/dev/null
}

# list_missing NEED...: prints the Debian packages that the needs lack: venv, text (of the PDF), browser.
list_missing() {
    local need
    for need in "$@"; do
        case $need in
        venv) is_whole || "$python" -I -c 'import ensurepip, venv' 2>/dev/null || printf '%s\n' "${python##*/}-venv" ;;
        text) # elsewhere the libraries have other names; WeasyPrint tells what it misses
            [[ $OSTYPE != linux* ]] || can_load "${pango_libraries[@]}" || printf '%s\n' "${pango_packages[@]}" ;;
        browser)
            command -v chromium chromium-browser google-chrome >/dev/null || printf 'chromium\n'
            command -v pdftoppm >/dev/null || printf 'poppler-utils\n'
            [[ $OSTYPE != linux* ]] || can_load libatomic.so.1 || printf 'libatomic1\n'
            ;;
        esac
    done
}

# require_system NEED...: installs what is missing through apt where that is allowed; otherwise says in one go what to run.
require_system() {
    local packages as_root=()
    mapfile -t packages < <(list_missing "$@")
    ((${#packages[@]})) || return 0
    command -v apt-get >/dev/null ||
        fail "this command lacks system packages. Install what your system calls: ${packages[*]} (these are Debian's names)."
    local install="apt-get install --yes --no-install-recommends ${packages[*]}"
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            fail "this command lacks system packages. Ask an administrator to run: apt-get update && $install"
        sudo -n true 2>/dev/null ||
            fail "this command lacks system packages. Run: sudo apt-get update && sudo $install"
        as_root=(sudo -n)
    fi
    say "installing system packages (once): ${packages[*]}"
    if ! { "${as_root[@]}" apt-get update --quiet --quiet &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install --yes --quiet --quiet -o Dpkg::Use-Pty=0 --no-install-recommends "${packages[@]}"; } >&2; then
        fail "could not install ${packages[*]}. Try: apt-get update && $install"
    fi
}

make_venv() {
    say "making .venv"
    "$python" -m venv --clear "$root/.venv" || fail "$python could not make .venv."
}

# require_packages FILE...: installs the last file unless it is in place. A copy in .venv marks what is, so that an
# edited pin, or an install that was broken off, is noticed. The files before it are part of the last.
require_packages() {
    local file last=${!#}
    cmp -s "$root/$last" "$root/.venv/$last" && cmp -s "$root/$1" "$root/.venv/$1" && return
    say "installing $(grep -c '^[a-z]' "$root/$last") packages of $last (once; it needs the network, and one to five minutes)"
    rm -f "$root"/.venv/requirements*.txt "$root/.venv/options.txt"
    "$root/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
        --requirement "$root/$last" >&2 ||
        fail "could not install $last. Is the network reachable? The same command may be run again."
    for file in "$@"; do cp "$root/$file" "$root/.venv/"; done
}

# set_up FILES NEED...: what a command needs; FILES are the requirements, separated by commas.
set_up() {
    local files
    IFS=, read -ra files <<<"$1"
    shift
    # Snakemake calls the interpreter of .venv without quotation marks.
    [[ $root != *[[:space:]]* ]] || fail "the folder $root has a space in its name. Move it to one without, and call again."
    python=$(find_python) || exit
    require_system venv "$@"
    is_whole || make_venv
    require_packages "${files[@]}"
    export PATH="$root/.venv/bin:$PATH" PYTHONPATH="$root/workflow"
}
