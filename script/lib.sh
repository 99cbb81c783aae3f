# shellcheck shell=sh
# What the scripts beside this file share. Sourced, never run.

set -eu
cd "$(dirname "$0")/.."
mkdir -p var
# Some images set it: then every process compiles all of the newsroom again.
unset PYTHONDONTWRITEBYTECODE

# For what signs nothing that matters: long enough for `manage.py check`, and no secret.
# shellcheck disable=SC2034
PUBLIC_KEY='lint, messages and benchmarks sign nothing that matters, so all may read this'

say() { echo "==> $*"; }

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# want PACKAGE NAME PROBE...: notes NAME as missing, found in Debian's PACKAGE, unless PROBE succeeds.
missing=''
packages=''
want() {
    want_package=$1
    want_name=$2
    shift 2
    if ! "$@" >/dev/null 2>&1; then
        missing="$missing${missing:+, }$want_name"
        packages="$packages $want_package"
    fi
}

# Installs everything noted as missing where that is possible, else names it in one line and stops.
settle() {
    [ -n "$packages" ] || return 0
    if [ "$(id -u)" -ne 0 ] || [ ! -e /etc/debian_version ] || ! found apt-get; then
        die "missing: $missing (on Debian, as root: apt-get install$packages)"
    fi
    say "installing$packages ($missing), log in var/apt.log"
    install_failed="could not install$packages ($missing): see var/apt.log"
    [ -n "${apt_updated:-}" ] || apt_get update || die "$install_failed"
    apt_updated=yes
    # Word splitting is wanted: one name a word.
    # shellcheck disable=SC2086
    apt_get install --no-install-recommends $packages || die "$install_failed"
    missing=''
    packages=''
}

found() { command -v "$1" >/dev/null; }

# Another one may be at it: the machine's own, or a script beside this one.
apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get --yes -o DPkg::Lock::Timeout=600 "$@" >>var/apt.log 2>&1 </dev/null
}

# make_venv FILE [FOLDER [PYTHON]]: FOLDER (.venv) with what FILE pins, made by PYTHON (python3).
# Does nothing while FILE and Python are the same.
make_venv() {
    venv=${2:-.venv}
    python=${3:-python3}
    want python3 'Python 3.11 or newer' found "$python"
    settle
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        die "Python 3.11 or newer is needed, this is $("$python" --version)"
    venv_stamp=$venv/installed-$(basename "$1")
    venv_wanted=$("$python" --version && cat requirements.txt constraints.txt "$1" | cksum)
    if [ "$(cat "$venv_stamp" 2>/dev/null)" != "$venv_wanted" ]; then
        want python3-venv "Python's venv module" "$python" -c 'import ensurepip, venv'
        settle
        say "installing $1 into $venv"
        "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$venv"
        PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
            "$venv/bin/python" -m pip install --quiet --requirement "$1" ||
            die "pip could not install $1: is the package index reachable?"
        echo "$venv_wanted" >"$venv_stamp"
    fi
}

manage() { .venv/bin/python manage.py "$@"; }
