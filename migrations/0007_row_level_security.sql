-- Estates are walled off from each other by the database as well as by the queries (docs/decisions/0014).
--
-- A transaction of the server tells whom it works for, `SET LOCAL monchai.estate TO '...'`, and sees, writes and removes
-- rows of that estate alone. One that has told nothing sees nothing.

-- Whoever goes around the policies would make them an ornament: nobody may serve who does.
DO $role$
DECLARE
    server pg_roles;
BEGIN
    SELECT * INTO server FROM pg_roles WHERE rolname = 'monchai_server';
    IF server.rolsuper OR server.rolbypassrls THEN
        BEGIN
            ALTER ROLE monchai_server NOSUPERUSER NOBYPASSRLS;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE EXCEPTION 'the role monchai_server goes around row-level security'
                USING HINT = 'As a superuser: ALTER ROLE monchai_server NOSUPERUSER NOBYPASSRLS';
        END;
    END IF;
    IF pg_has_role('monchai_server', 'monchai_owner', 'MEMBER') THEN
        RAISE EXCEPTION 'the role monchai_server is a member of monchai_owner, whom the policies do not bind'
            USING HINT = 'REVOKE monchai_owner FROM monchai_server';
    END IF;
END
$role$;

SET LOCAL ROLE monchai_owner;

-- The estate that this transaction has told; NULL, which equals no estate, when it has told none. A setting that was
-- local to an earlier transaction of the connection is the empty text from then on.
CREATE FUNCTION journal.current_estate() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('monchai.estate', true), '')::uuid;

-- Walls a table off by its column `estate_id`: `CALL journal.wall('schema.table')` after CREATE TABLE, by its owner.
--
-- The estate is a subquery, so that it is looked up once a statement and serves an index as a constant does.
CREATE PROCEDURE journal.wall(walled regclass)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', walled);
    EXECUTE format(
        'CREATE POLICY estate ON %s TO monchai_server
             USING (estate_id = (SELECT journal.current_estate()))
             WITH CHECK (estate_id = (SELECT journal.current_estate()))',
        walled
    );
END
$$;

-- The streams of the journal are found by their names. An equality on the estate would have every index entry of the
-- estate read as well, to intersect them with those of the stream (journal/src/load.rs); this one no index serves.
ALTER TABLE journal.events ENABLE ROW LEVEL SECURITY;
CREATE POLICY estate ON journal.events TO monchai_server
    USING (estate_id IS NOT DISTINCT FROM (SELECT journal.current_estate()))
    WITH CHECK (estate_id IS NOT DISTINCT FROM (SELECT journal.current_estate()));

DO $walls$
DECLARE
    walled regclass;
BEGIN
    FOR walled IN
        SELECT oid FROM pg_class
        WHERE relnamespace IN ('journal'::regnamespace, 'projection'::regnamespace, 'cellar'::regnamespace,
                               'stock'::regnamespace, 'drm'::regnamespace)
            AND relkind = 'r' AND NOT relrowsecurity
        ORDER BY oid
    LOOP
        CALL journal.wall(walled);
    END LOOP;
END
$walls$;

-- What the server has to know of all estates at once: who they are, and who needs it. Ids alone leave these functions;
-- whatever else there is to know of an estate is read behind its wall.

-- Every estate that has a ledger, in the order of their ids.
CREATE FUNCTION journal.estates() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT h.estate_id FROM journal.heads h ORDER BY h.estate_id;
END;

-- The estates with one of these models behind the journal, or written by a fold older than its version here.
CREATE FUNCTION projection.behind(in_models text[], in_versions int[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT head.estate_id FROM journal.heads AS head
    WHERE EXISTS (
        SELECT FROM unnest(in_models, in_versions) AS wanted (model, version)
        LEFT JOIN projection.checkpoints AS stands
            ON stands.estate_id = head.estate_id AND stands.model = wanted.model
        WHERE head.position > coalesce(stands.position, 0) OR stands.version < wanted.version
    )
    ORDER BY head.estate_id;
END;

-- The estates with a stalled model.
CREATE FUNCTION projection.stalled() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT stands.estate_id FROM projection.checkpoints AS stands
    WHERE stands.stalled_at IS NOT NULL
    ORDER BY stands.estate_id;
END;

REVOKE ALL ON FUNCTION journal.current_estate, journal.estates, projection.behind, projection.stalled FROM PUBLIC;
REVOKE ALL ON PROCEDURE journal.wall FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal.current_estate, journal.estates, projection.behind, projection.stalled
    TO monchai_server;

RESET ROLE;
