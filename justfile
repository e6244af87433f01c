# The commands of everyday work. `just` lists them.

set shell := ["bash", "-euo", "pipefail", "-c"]
set positional-arguments

monchai := "cargo run -q -p gateway --bin monchai --"

# List the commands
[private]
default:
    @just --list --unsorted

# Install what is missing: PostgreSQL, a C compiler
setup:
    bin/setup

# Build and serve the demo estate
demo *args:
    bin/demo "$@"

# Walk through the whole product, say what was found, and end
check:
    bin/demo --check

# Run the tests against a private PostgreSQL (`just test -p journal`)
test *args:
    bin/test "$@"

# Run clippy as CI does
lint:
    cargo clippy --workspace --all-targets -- -D warnings

# Hold the demo against the GraphQL-over-HTTP audits, and live connections against their protocols (needs Node)
check-http:
    bin/check-http

# Hold 200 sample invoices against the rules of Factur-X and of the French reform (needs Python and qpdf)
check-invoices *args:
    bin/check-invoices "$@"

# Format all code
fmt:
    cargo fmt --all

# Check licences, bans, sources and security advisories of what we depend on
deny:
    cargo deny check

# Run all that CI runs
ci:
    bash .ci/run

# Write gateway/schema.graphql anew from the code
schema:
    {{ monchai }} schema > target/schema.graphql
    mv target/schema.graphql gateway/schema.graphql

# Write docs/roles.md anew from the code
roles:
    {{ monchai }} roles > target/roles.md
    mv target/roles.md docs/roles.md
# Write docs/settings.md anew from the code
settings:
    {{ monchai }} settings --markdown > target/settings.md
    mv target/settings.md docs/settings.md

# Write the JSON schemas of the events anew; a breaking change needs a new version
event-schemas:
    UPDATE_SCHEMAS=1 cargo test -p domain schemas

# Open psql on a server that is thrown away afterwards
psql *args:
    cargo run -q -p launcher --bin with-postgres -- -- bash -c 'psql "$MONCHAI_TEST_DATABASE_URL" "$@"' psql "$@"

# Bring the database to the newest schema (DATABASE_URL, or the data folder)
migrate *args:
    {{ monchai }} migrate "$@"

# Rebuild the read models from the journal while the old ones serve
rebuild *args:
    {{ monchai }} rebuild "$@"

# Verify the hash chains of the journal
verify *args:
    {{ monchai }} journal verify "$@"

# Measure, as a ratio to what PostgreSQL does by itself in the same run
bench *args:
    cargo run --release -q -p bench -- "$@"

# Build the documentation of every crate
doc:
    cargo doc --workspace --no-deps
