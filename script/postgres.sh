# shellcheck shell=sh
# A throw-away PostgreSQL cluster for the tests: on a socket in a folder of its own, gone with the script.
# Sourced after lib.sh; sets POSTGRES_URL.

# Debian keeps the server's programs off $PATH.
postgres_bin() {
    if found pg_ctl && found initdb; then
        dirname "$(readlink -f "$(command -v pg_ctl)")"
    else
        for postgres_dir in /usr/lib/postgresql/*/bin; do
            [ -x "$postgres_dir/initdb" ] && echo "$postgres_dir"
        done | sort -V | tail -n 1 | grep .
    fi
}

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

start_postgres() {
    postgres_bin=$(postgres_bin)
    postgres_home=$(mktemp -d /tmp/newsroom-postgres.XXXXXX)
    trap stop_postgres EXIT
    trap 'exit 130' INT TERM HUP
    [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_home"
    say "starting a throw-away PostgreSQL in $postgres_home"
    as_postgres "$postgres_bin/initdb" --pgdata "$postgres_home/data" --username postgres --auth trust \
        --encoding UTF8 --locale C.UTF-8 --no-sync >"$postgres_home/initdb.log" ||
        die "PostgreSQL's initdb failed"
    cat >>"$postgres_home/data/postgresql.conf" <<EOF
listen_addresses = ''
unix_socket_directories = '$postgres_home'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
EOF
    as_postgres "$postgres_bin/pg_ctl" start --silent --wait --pgdata "$postgres_home/data" \
        --log "$postgres_home/data/server.log" ||
        die "PostgreSQL did not start: $(tail -n 3 "$postgres_home/data/server.log")"
    # Percent signs are how a URL carries a path to a socket.
    # shellcheck disable=SC2034
    POSTGRES_URL="postgres://postgres@$(echo "$postgres_home" | sed 's|/|%2F|g')/postgres"
}

stop_postgres() {
    as_postgres "$postgres_bin/pg_ctl" stop --silent --mode immediate --pgdata "$postgres_home/data" || true
    rm -rf "$postgres_home"
}
