-- People: the directory, what is kept of them under seal, and the keys of those seals (docs/personal-data.md).
--
-- Events name a person by an id alone. Everything here can be changed and erased, and none of it follows from the
-- journal. The keys stand in a schema of their own, so that a backup can leave them out and keep only their newest state.

CREATE SCHEMA directory AUTHORIZATION monchai_owner;
CREATE SCHEMA keyring AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

-- A person or company. What is personal is NULL once it was erased; the row stays, as events name its id.
CREATE TABLE directory.parties (
    estate_id         uuid        NOT NULL,
    id                uuid        NOT NULL,
    revision          bigint      NOT NULL CHECK (revision > 0),
    kind              text        NOT NULL,
    sort_key          text        NOT NULL COLLATE "C", -- '' once erased
    search_text       text        NOT NULL,             -- '' once erased
    name              text,
    contact_name      text,
    email             text,
    phone             text,
    billing_address   jsonb,
    delivery_address  jsonb,
    siren             text,
    siret             text,
    vat_number        text,
    language          text,
    marketing_consent jsonb,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    erased_at         timestamptz,
    PRIMARY KEY (estate_id, id),
    CONSTRAINT erased_is_empty CHECK (CASE WHEN erased_at IS NULL THEN name IS NOT NULL AND language IS NOT NULL
        ELSE num_nonnulls(name, contact_name, email, phone, billing_address, delivery_address, siren, siret,
                          vat_number, language, marketing_consent) = 0 AND sort_key = '' AND search_text = '' END)
);
CREATE INDEX parties_by_name ON directory.parties (estate_id, sort_key, id) WHERE erased_at IS NULL;

-- What a command on a person did, so that one sent twice is done once. Its hash is of what was entered, so these rows
-- go with the person's data.
CREATE TABLE directory.commands (
    estate_id   uuid        NOT NULL,
    command_id  uuid        NOT NULL,
    body_hash   bytea       NOT NULL,
    party_id    uuid        NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (estate_id, command_id)
);
CREATE INDEX commands_by_party ON directory.commands (estate_id, party_id);

-- What the law has the estate keep of a person: sealed under the person's key. An event holds the hash.
-- The ciphertext goes when its own term is over; the hash stays, as it is in the ledger too.
CREATE TABLE directory.sealed (
    estate_id  uuid  NOT NULL,
    id         uuid  NOT NULL,
    party_id   uuid  NOT NULL,
    what       text  NOT NULL,
    made_on    date  NOT NULL,
    kept_until date  NOT NULL, -- the last day
    ground     text  NOT NULL, -- the legal ground: gateway/src/directory/grounds.rs
    nonce      bytea CHECK (octet_length(nonce) = 24),
    ciphertext bytea,
    sha256     bytea NOT NULL CHECK (octet_length(sha256) = 32), -- of the ciphertext
    PRIMARY KEY (estate_id, id),
    CHECK ((nonce IS NULL) = (ciphertext IS NULL))
);
CREATE INDEX sealed_by_party ON directory.sealed (estate_id, party_id, made_on, id);
CREATE INDEX sealed_by_term ON directory.sealed (estate_id, kept_until) WHERE ciphertext IS NOT NULL;

-- Who did what with a person's data, without the data.
CREATE TABLE directory.accesses (
    estate_id  uuid        NOT NULL,
    party_id   uuid        NOT NULL,
    id         uuid        NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor      uuid        NOT NULL,
    action     text        NOT NULL,
    request_id text,
    PRIMARY KEY (estate_id, party_id, id)
);

-- Who was erased, by id, and what then had to be kept. It is written twice, here and beside the keys: whichever of the
-- two backups is the newer one carries the newest list (directory::reapply_erasures).
CREATE TABLE directory.erasures (
    estate_id        uuid        NOT NULL,
    party_id         uuid        NOT NULL,
    erased_at        timestamptz NOT NULL,
    kept             jsonb       NOT NULL,
    key_destroyed_at timestamptz,
    PRIMARY KEY (estate_id, party_id)
);

CREATE TABLE keyring.erasures (
    estate_id        uuid        NOT NULL,
    party_id         uuid        NOT NULL,
    erased_at        timestamptz NOT NULL,
    kept             jsonb       NOT NULL,
    key_destroyed_at timestamptz,
    PRIMARY KEY (estate_id, party_id)
);

-- A key a person. A destroyed one stays as a row without key, so that it can be told from one that never was.
-- Vacuumed as soon as a key goes: its dead row version holds the key for as long as it is there.
CREATE TABLE keyring.keys (
    estate_id    uuid        NOT NULL,
    party_id     uuid        NOT NULL,
    key          bytea       CHECK (octet_length(key) = 32),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_at timestamptz,
    PRIMARY KEY (estate_id, party_id),
    CHECK ((key IS NULL) = (destroyed_at IS NOT NULL))
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- A key is destroyed and nothing else: it is never changed, and never comes back.
CREATE FUNCTION keyring.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.key IS NOT NULL AND NEW.key IS NULL
        AND (NEW.estate_id, NEW.party_id, NEW.created_at) = (OLD.estate_id, OLD.party_id, OLD.created_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% of a key is refused: a key is destroyed, and nothing else', TG_OP USING ERRCODE = 'MC002';
END
$$;
CREATE TRIGGER only_destroyed BEFORE UPDATE OR DELETE ON keyring.keys
    FOR EACH ROW EXECUTE FUNCTION keyring.refuse_change();
ALTER TABLE keyring.keys ENABLE ALWAYS TRIGGER only_destroyed;

-- A session sees the estate that it has told, and without one nothing.
DO $walls$
DECLARE
    walled regclass;
BEGIN
    FOREACH walled IN ARRAY ARRAY['directory.parties', 'directory.commands', 'directory.sealed', 'directory.accesses',
                                  'directory.erasures', 'keyring.erasures', 'keyring.keys']::regclass[]
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format($policy$CREATE POLICY of_the_estate ON %s
            USING (estate_id = (SELECT nullif(current_setting('monchai.estate', true), '')::uuid))
            WITH CHECK (estate_id = (SELECT nullif(current_setting('monchai.estate', true), '')::uuid))$policy$, walled);
    END LOOP;
END
$walls$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA keyring FROM PUBLIC;
GRANT USAGE ON SCHEMA directory, keyring TO monchai_server;
GRANT SELECT, INSERT, UPDATE ON directory.parties, directory.erasures, keyring.erasures TO monchai_server;
GRANT SELECT, INSERT, DELETE ON directory.commands TO monchai_server;
GRANT SELECT, INSERT ON directory.accesses, directory.sealed, keyring.keys TO monchai_server;
GRANT UPDATE (nonce, ciphertext) ON directory.sealed TO monchai_server;
GRANT UPDATE (key, destroyed_at) ON keyring.keys TO monchai_server;

RESET ROLE;
