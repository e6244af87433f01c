-- The journal: one gapless, hash-chained ledger an estate.
--
-- Run by the owner of the database or a superuser (README.md). Everything here belongs to `monchai_owner`;
-- `monchai_server`, as whom the product serves, may read it and call `journal.append`, and nothing else.

-- Roles belong to the cluster, not to the database: databases migrated at the same moment race for them.
-- The server role has no password: it can sign in only where the cluster trusts its clients (the private socket),
-- or after whoever runs the cluster gives it one.
DO $roles$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES ('monchai_owner', 'NOLOGIN'), ('monchai_server', 'LOGIN')) AS role (name, login)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted.name) THEN
            BEGIN
                EXECUTE pg_catalog.format('CREATE ROLE %I %s', wanted.name, wanted.login);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- another database's migration was first
            END;
        END IF;
    END LOOP;
    FOR attempt IN 1 .. 50 LOOP
        EXIT WHEN pg_catalog.pg_has_role(current_user, 'monchai_owner', 'MEMBER');
        BEGIN
            GRANT monchai_owner TO current_user;
        EXCEPTION WHEN internal_error OR unique_violation THEN
            PERFORM pg_catalog.pg_sleep(0.01); -- "tuple concurrently updated": the same grant from another database
        END;
    END LOOP;
END
$roles$;

CREATE SCHEMA journal AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

-- Every column of postgres-es's own table under its own name, and four more. The columns of fixed width stand first:
-- no padding, and cheap to reach.
CREATE TABLE journal.events (
    estate_id      uuid        NOT NULL,
    position       bigint      NOT NULL CHECK (position >= 1),
    sequence       bigint      NOT NULL CHECK (sequence >= 0),
    recorded_at    timestamptz NOT NULL,
    hash           bytea       NOT NULL,
    aggregate_type text        NOT NULL,
    aggregate_id   text        NOT NULL,
    event_type     text        NOT NULL,
    event_version  text        NOT NULL,
    payload        json        NOT NULL, -- json, not jsonb: the text that was hashed stays as it was written
    metadata       json        NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence),
    UNIQUE (estate_id, position)
);

-- The last link of each estate's chain. Its row lock is what orders the estate's appends.
CREATE TABLE journal.heads (
    estate_id   uuid PRIMARY KEY,
    position    bigint      NOT NULL CHECK (position >= 0),
    hash        bytea       NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- What each command answered, so that the same command asked twice is done once.
CREATE TABLE journal.commands (
    estate_id   uuid        NOT NULL,
    command_id  uuid        NOT NULL,
    body_hash   bytea       NOT NULL,
    answer      json        NOT NULL,
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (estate_id, command_id)
);

CREATE FUNCTION journal.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the journal is append-only', TG_OP, TG_RELID::regclass
        USING ERRCODE = 'MC001', HINT = 'A mistake is corrected by a counter-entry, never by a change.';
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal.events
    FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse_change();
-- ALWAYS: session_replication_role = replica does not go around it.
ALTER TABLE journal.events ENABLE ALWAYS TRIGGER append_only;

GRANT USAGE ON SCHEMA journal TO monchai_server;
GRANT SELECT ON journal.events, journal.heads, journal.commands TO monchai_server;

RESET ROLE;
