-- Files made of the books: returns, and later invoices. A file stands under the digest of its bytes, which the event names
-- that it was made for, so it is stored before that event is; where the event never came, nobody asks for the file.

CREATE SCHEMA artefact AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

CREATE TABLE artefact.files (
    estate_id  uuid        NOT NULL,
    sha256     bytea       NOT NULL,
    media_type text        NOT NULL,
    content    bytea       NOT NULL,
    stored_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (estate_id, sha256),
    CONSTRAINT stands_under_its_digest CHECK (sha256 = sha256(content))
);
CALL journal.wall('artefact.files');

CREATE FUNCTION artefact.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was made of the books stays as it is', TG_OP, TG_RELID::regclass
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER files_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON artefact.files
    FOR EACH STATEMENT EXECUTE FUNCTION artefact.refuse_change();

GRANT USAGE ON SCHEMA artefact TO monchai_server;
GRANT SELECT, INSERT ON artefact.files TO monchai_server;

-- What was made of the return when its month was closed.
ALTER TABLE drm.periods ADD COLUMN artefacts jsonb NOT NULL DEFAULT '[]';

RESET ROLE;
