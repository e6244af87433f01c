# shellcheck shell=bash
# What the scripts share. Sourced, not run: it moves to the root of the repository and finds the tools.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# A shell that is not a login shell often lacks cargo's directory. The lint tools of `bin/setup --ci` come after what
# the system has.
if ! command -v cargo >/dev/null && [[ -x ${CARGO_HOME:-${HOME:-}/.cargo}/bin/cargo ]]; then
  PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
fi
PATH="$PATH:$PWD/target/tools/bin"
export PATH

# Official schemas and example files, which are not ours to publish. Tests that need them say so and pass without.
if [[ -z ${MONCHAI_SHARED_DATA:-} && -d ../shared/data ]]; then
  MONCHAI_SHARED_DATA="$(cd ../shared/data && pwd)"
  export MONCHAI_SHARED_DATA
fi

# The schema that customs hold a return against, read by `xmllint` (`bin/setup --ci` brings it).
ciel_xsd="${MONCHAI_SHARED_DATA:-}/drm/xsd/ciel-dti-plus-viti_v1.0.14.xsd"
if [[ -z ${MONCHAI_CIEL_XSD:-} && -f $ciel_xsd ]] && command -v xmllint >/dev/null; then
  export MONCHAI_CIEL_XSD="$ciel_xsd"
fi

die() {
  printf '%s\n' "$@" >&2
  exit 1
}
