#!/bin/sh
# One set-up for every target: system libraries, .venv, locked packages. A second run only compares a stamp.
# With `package`, after it: what PyInstaller needs besides.
# Exit status 3: system packages are missing and only root may install them.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
stamp=.venv/.stamp
want=$(cat requirements-dev.lock packaging/setup.sh | cksum)
system=$(uname -s)

# Install these Debian packages, or tell how.
install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "setup: installing system packages: $*"
    apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null
  else
    echo "setup: these system packages are missing. Run this once, then try again:" >&2
    echo "    sudo apt-get install --no-install-recommends $*" >&2
    exit 3
  fi
}

# Whether a shared library is on this machine, or below a further folder.
has_library() {
  [ -n "$(find /usr/lib /lib ${2:+"$2"} -name "$1" -print -quit 2>/dev/null)" ]
}

missing=""
if [ "${1:-}" = package ]; then
  [ "$system" = Linux ] || exit 0
  shared=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_config_var("INSTSONAME"))')
  home=$(.venv/bin/python -c 'import sys; print(sys.base_prefix)')
  has_library "$shared" "$home/lib" || missing="$missing ${shared%%.so*}"
  command -v objdump >/dev/null || missing="$missing binutils"
  # shellcheck disable=SC2086 -- one word a package
  [ -z "$missing" ] || install $missing
  exit 0
fi

case "$(cat "$stamp" 2>/dev/null || true)" in
  "$want screen") exit 0 ;;
  "$want") [ -n "${DISPLAY:-}" ] || exit 0 ;;
esac
libraries="libGL.so.1:libgl1 libEGL.so.1:libegl1 libxkbcommon.so.0:libxkbcommon0 libglib-2.0.so.0:libglib2.0-0
libfontconfig.so.1:libfontconfig1 libdbus-1.so.3:libdbus-1-3"
[ -z "${DISPLAY:-}" ] || libraries="$libraries libxcb-cursor.so.0:libxcb-cursor0 libxkbcommon-x11.so.0:libxkbcommon-x11-0
libxcb-icccm.so.4:libxcb-icccm4 libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-shape.so.0:libxcb-shape0"
if [ "$system" = Linux ]; then
  for pair in $libraries; do
    has_library "${pair%%:*}" || missing="$missing ${pair#*:}"
  done
  command -v dbus-daemon >/dev/null || missing="$missing dbus-daemon" # the tests' own bus
  "$python" -c 'import venv, ensurepip' 2>/dev/null || missing="$missing python3-venv"
fi
# shellcheck disable=SC2086 -- one word a package
[ -z "$missing" ] || install $missing
echo "setup: making .venv (once)"
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
printf %s "$want${DISPLAY:+ screen}" > "$stamp"
