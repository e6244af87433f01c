-- The journal: one gapless, hash-chained ledger an estate.
--
-- Run by a superuser or the owner of the database (README.md). Everything here belongs to `monchai_owner`;
-- `monchai_server`, as whom the product serves, may read it and call `journal.append`, and nothing else.

-- The chain is over UTF-8, whatever else PostgreSQL could store text in.
DO $encoding$
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the database % is encoded in %, and has to be in UTF8',
            current_database(), current_setting('server_encoding');
    END IF;
END
$encoding$;

-- Roles belong to the cluster, not to the database: databases migrated at the same moment race for them.
-- The server role has no password: it can sign in only where the cluster trusts its clients (the private socket),
-- or after whoever runs the cluster has given it one.
DO $roles$
DECLARE
    wanted record;
    -- From version 16 on, whoever creates a role is its member at once, but may not act as it.
    needed text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES ('monchai_owner', 'NOLOGIN'), ('monchai_server', 'LOGIN')) AS role (name, login)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.login);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- another database's migration was first
            END;
        END IF;
    END LOOP;
    FOR attempt IN 1 .. 50 LOOP
        EXIT WHEN pg_has_role(current_user, 'monchai_owner', needed);
        BEGIN
            GRANT monchai_owner TO CURRENT_USER;
        EXCEPTION WHEN internal_error OR unique_violation THEN
            PERFORM pg_sleep(0.01); -- "tuple concurrently updated": the same grant from another database
        END;
    END LOOP;
END
$roles$;

CREATE SCHEMA journal AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

-- Every column of postgres-es's own table under its own name, and four more. The columns of fixed width stand first:
-- no padding, and cheap to reach. No CHECK but postgres-es's own: PostgreSQL parses each again for every INSERT.
CREATE TABLE journal.events (
    estate_id      uuid        NOT NULL,
    position       bigint      NOT NULL, -- 1, 2, 3 ... in each estate
    sequence       bigint      NOT NULL CHECK (sequence >= 0),
    recorded_at    timestamptz NOT NULL, -- never decreases in an estate
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

-- The last link of each estate's chain. Its row lock is what orders the estate's appends; the room left on each page
-- keeps the updates of this small, busy table on it.
CREATE TABLE journal.heads (
    estate_id   uuid PRIMARY KEY,
    position    bigint      NOT NULL,
    hash        bytea       NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- What each command answered, so that a command asked twice is done once.
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

-- A field of a link: its length in bytes (int4, big-endian), then its bytes in UTF-8. STABLE, as `convert_to` is:
-- declared IMMUTABLE it would not be inlined, and an append of three events took 550 µs instead of 380.
CREATE FUNCTION journal.framed(field text) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN int4send(octet_length(field)) || convert_to(field, 'UTF8');

-- Appends the events of one command to the ledger of its estate, in one round trip: all of them or none.
--
--   in_command, in_body_hash   who asks, and sha256 of what is asked
--   in_answer                  JSON text, given back when the same command is asked again
--   in_seen_head               the estate's position (0 without events) at which the caller read its streams and found
--                              the command not yet done; NULL when it did not look. While the head still stands there
--                              nothing can have changed, and neither is looked up again
--   in_expected_head           NULL, or the only position on which the decision holds
--   in_stream_types, _ids, _lasts
--                              every stream read or written, with the last sequence that the decision knew (0: none)
--   in_streams                 for each event, in the order of the ledger, its stream's index in those arrays
--   in_event_types, in_event_versions, in_payloads
--                              the events; in_metadata is common to them all
--
--   outcome                    appended        `head` is the position of the ledger's last event now
--                              replayed        the command was done before: answer and head are those of then
--                              command_reused  the command was done before with another body
--                              conflict        a stream moved on, or the head is not where it was expected
--
-- A stream of another estate counts as empty, and an append to it ends as unique_violation (23505); so does a command
-- without events that is asked twice at the same moment. Both are conflicts to the caller, who reads and decides again.
--
-- A link: hash = sha256 of these fields, each preceded by its length in bytes (int4, big-endian):
--
--   previous hash (32 bytes; zeros before position 1), position (int8, big-endian), estate (16 bytes),
--   aggregate type, aggregate id, sequence (int8), event type, event version, payload, metadata (UTF-8, as stored),
--   recorded_at (int8, microseconds since 1970-01-01 00:00 UTC).
--
-- There is no NOTIFY here: PostgreSQL takes one lock for the whole cluster from before the commit record until after
-- its flush, so that commits no longer share a flush (docs/decisions/0012). The server notifies `monchai_journal` after
-- the commit, many estates at once.
--
-- The events, the command and the head are written by one statement: three statements take 30 µs more.
CREATE FUNCTION journal.append(
    in_estate uuid, in_command uuid, in_body_hash bytea, in_answer text,
    in_seen_head bigint, in_expected_head bigint,
    in_stream_types text[], in_stream_ids text[], in_stream_lasts bigint[],
    in_streams int[], in_event_types text[], in_event_versions text[], in_payloads text[], in_metadata text,
    OUT outcome text, OUT head bigint, OUT answer text
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    head_position bigint;
    head_hash bytea;
    head_moment timestamptz;
    earlier_body bytea;
    appended int := cardinality(in_streams);
    lasts bigint[] := in_stream_lasts;
    sequences bigint[];
    hashes bytea[];
    estate_frame bytea;
    tail_frame bytea;
    stream int;
BEGIN
    -- Locked before anything else is read, so that what follows sees all that was committed before.
    SELECT h.position, h.hash, h.recorded_at INTO head_position, head_hash, head_moment
    FROM journal.heads h WHERE h.estate_id = in_estate FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        INSERT INTO journal.heads VALUES (in_estate, 0, decode(repeat('00', 32), 'hex'), 'epoch') ON CONFLICT DO NOTHING;
        SELECT h.position, h.hash, h.recorded_at INTO head_position, head_hash, head_moment
        FROM journal.heads h WHERE h.estate_id = in_estate FOR NO KEY UPDATE;
    END IF;

    IF in_seen_head IS DISTINCT FROM head_position THEN
        SELECT c.body_hash, c.position, c.answer INTO earlier_body, head, answer
        FROM journal.commands c WHERE c.estate_id = in_estate AND c.command_id = in_command;
        IF FOUND THEN
            outcome := CASE WHEN earlier_body = in_body_hash THEN 'replayed' ELSE 'command_reused' END;
            RETURN;
        END IF;
        IF EXISTS (
            -- The LIMIT and the equality that no index serves are for the planner: one plan for good, and one that
            -- never reads all of the estate's index entries.
            SELECT FROM (
                SELECT * FROM unnest(in_stream_types, in_stream_ids, in_stream_lasts) s (type, id, last)
                LIMIT cardinality(in_stream_types)
            ) s
            WHERE s.last <> coalesce((
                SELECT e.sequence FROM journal.events e
                WHERE e.aggregate_type = s.type AND e.aggregate_id = s.id AND e.estate_id IS NOT DISTINCT FROM in_estate
                ORDER BY e.sequence DESC LIMIT 1
            ), 0)
        ) THEN
            outcome := 'conflict';
            RETURN;
        END IF;
    END IF;
    IF head_position <> in_expected_head THEN
        outcome := 'conflict';
        RETURN;
    END IF;

    head_moment := greatest(clock_timestamp(), head_moment); -- a clock set back does not turn the ledger back
    outcome := 'appended';
    head := head_position + appended;
    answer := in_answer;
    IF appended = 0 THEN
        INSERT INTO journal.commands (estate_id, command_id, body_hash, answer, position, recorded_at)
        VALUES (in_estate, in_command, in_body_hash, in_answer::json, head_position, head_moment);
        RETURN;
    END IF;

    estate_frame := '\x00000010'::bytea || uuid_send(in_estate);
    tail_frame := journal.framed(in_metadata)
        || '\x00000008'::bytea || int8send((extract(epoch FROM head_moment) * 1000000)::bigint);
    FOR n IN 1 .. appended LOOP
        stream := in_streams[n];
        lasts[stream] := lasts[stream] + 1;
        sequences[n] := lasts[stream];
        head_hash := sha256('\x00000020'::bytea || head_hash
            || '\x00000008'::bytea || int8send(head_position + n) || estate_frame
            || journal.framed(in_stream_types[stream]) || journal.framed(in_stream_ids[stream])
            || '\x00000008'::bytea || int8send(lasts[stream])
            || journal.framed(in_event_types[n]) || journal.framed(in_event_versions[n])
            || journal.framed(in_payloads[n]) || tail_frame);
        hashes[n] := head_hash;
    END LOOP;

    WITH written AS (
        INSERT INTO journal.events (
            estate_id, position, sequence, recorded_at, hash,
            aggregate_type, aggregate_id, event_type, event_version, payload, metadata
        )
        SELECT in_estate, head_position + e.n, e.sequence, head_moment, e.hash,
            in_stream_types[e.stream], in_stream_ids[e.stream], e.type, e.version, e.payload::json, in_metadata::json
        FROM unnest(in_streams, sequences, hashes, in_event_types, in_event_versions, in_payloads)
            WITH ORDINALITY e (stream, sequence, hash, type, version, payload, n)
    ), answered AS (
        INSERT INTO journal.commands (estate_id, command_id, body_hash, answer, position, recorded_at)
        VALUES (in_estate, in_command, in_body_hash, in_answer::json, head_position + appended, head_moment)
    )
    UPDATE journal.heads SET position = head_position + appended, hash = head_hash, recorded_at = head_moment
    WHERE estate_id = in_estate;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA journal FROM PUBLIC;
GRANT USAGE ON SCHEMA journal TO monchai_server;
GRANT SELECT ON journal.events, journal.heads, journal.commands TO monchai_server;
GRANT EXECUTE ON FUNCTION journal.append TO monchai_server;

RESET ROLE;
