-- People: who may enter, which estates they belong to, and what they did at the door. Nothing of it is in the ledger,
-- whose events carry the account's id and no more.
--
-- Rows of an estate are walled off as everywhere (0007). A person is of no estate, so an account's own rows are walled
-- off by `monchai.account`; both settings are local to a transaction. Who knocks is nobody yet: what has to be looked
-- up then (an e-mail address, a secret's digest) is looked up by functions of the owner, which answer about exactly
-- what they were given.

CREATE SCHEMA people AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

CREATE FUNCTION people.current_account() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('monchai.account', true), '')::uuid;

-- The id is the actor of what the person does.
CREATE TABLE people.accounts (
    id            uuid PRIMARY KEY,
    email         text        NOT NULL UNIQUE, -- in small letters
    name          text        NOT NULL,
    language      text        NOT NULL DEFAULT 'fr',
    password_hash text,                        -- PHC string of Argon2id; none until a link has set one
    epoch         integer     NOT NULL DEFAULT 1, -- raised by a new password: sessions of earlier epochs are over
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    disabled_at   timestamptz
);

CREATE TABLE people.members (
    estate_id  uuid        NOT NULL,
    account_id uuid        NOT NULL REFERENCES people.accounts,
    role       text        NOT NULL,
    until      date,                           -- the last day; none for as long as it lasts
    since      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (estate_id, account_id)
);
CREATE INDEX members_by_account ON people.members (account_id, since);

-- A link that makes whoever opens it a member, once. Only the digest of its secret is kept.
CREATE TABLE people.invitations (
    estate_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    email       text        NOT NULL,
    role        text        NOT NULL,
    until       date,
    digest      bytea       NOT NULL UNIQUE,
    invited_by  uuid,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at  timestamptz NOT NULL,
    accepted_at timestamptz,
    accepted_by uuid,
    revoked_at  timestamptz,
    PRIMARY KEY (estate_id, id)
);

-- Personal access tokens. One can never do more than its owner: the role that counts is the lesser of the two.
CREATE TABLE people.tokens (
    estate_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    account_id   uuid        NOT NULL,
    role         text        NOT NULL,
    label        text        NOT NULL,
    digest       bytea       NOT NULL UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,                  -- to the minute
    revoked_at   timestamptz,
    PRIMARY KEY (estate_id, id),
    FOREIGN KEY (estate_id, account_id) REFERENCES people.members ON DELETE CASCADE
);
CREATE INDEX tokens_by_account ON people.tokens (estate_id, account_id, created_at);

-- Links to choose a new password.
CREATE TABLE people.resets (
    digest     bytea PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES people.accounts,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX resets_by_account ON people.resets (account_id);

-- The columns are those that tower-sessions-sqlx-store knows. The id is a digest of the one in the cookie.
CREATE TABLE people.sessions (
    id          text PRIMARY KEY,
    data        bytea       NOT NULL,
    expiry_date timestamptz NOT NULL
);
CREATE INDEX sessions_by_expiry ON people.sessions (expiry_date);

-- Attempts at a secret: how many in the window that began then.
CREATE TABLE people.attempts (
    key   text PRIMARY KEY,
    since timestamptz NOT NULL,
    count integer     NOT NULL
);

-- What happened at the door. A sign-in belongs to no estate; it is written once for each estate of the account, whose
-- administrators may read it.
CREATE TABLE people.access_log (
    id         uuid PRIMARY KEY,
    estate_id  uuid        NOT NULL, -- all ones for no estate
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id uuid,
    kind       text        NOT NULL,
    address    text,
    detail     jsonb       NOT NULL
);
CREATE INDEX access_log_by_estate ON people.access_log (estate_id, id DESC);

CALL journal.wall('people.members');
CALL journal.wall('people.invitations');
CALL journal.wall('people.tokens');
CALL journal.wall('people.access_log');
ALTER TABLE people.accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.resets ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.attempts ENABLE ROW LEVEL SECURITY;

-- An account is seen by its owner, and by those of the estate that it belongs to; only its owner changes it.
CREATE POLICY own ON people.accounts TO monchai_server
    USING (id = (SELECT people.current_account())) WITH CHECK (id = (SELECT people.current_account()));
CREATE POLICY colleagues ON people.accounts FOR SELECT TO monchai_server
    USING (EXISTS (
        SELECT FROM people.members m WHERE m.estate_id = (SELECT journal.current_estate()) AND m.account_id = id
    ));
CREATE POLICY own ON people.resets TO monchai_server
    USING (account_id = (SELECT people.current_account())) WITH CHECK (account_id = (SELECT people.current_account()));
-- Of no estate and no person: an opaque record under an opaque name, and counters.
CREATE POLICY everybody ON people.sessions TO monchai_server USING (true) WITH CHECK (true);
CREATE POLICY everybody ON people.attempts TO monchai_server USING (true) WITH CHECK (true);

-- Who signs in with that address.
CREATE FUNCTION people.by_email(in_email text)
RETURNS TABLE (id uuid, name text, password_hash text, epoch integer, disabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.id, a.name, a.password_hash, a.epoch, a.disabled_at IS NOT NULL
    FROM people.accounts a WHERE a.email = in_email
$$;

-- What an account belongs to, for a session of that epoch: a row without an estate for who belongs to none, and no row
-- for an account that is shut, or whose password was changed since.
CREATE FUNCTION people.by_account(in_account uuid, in_epoch integer)
RETURNS TABLE (estate_id uuid, role text, until date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT m.estate_id, m.role, m.until
    FROM people.accounts a LEFT JOIN people.members m ON m.account_id = a.id
    WHERE a.id = in_account AND a.epoch = in_epoch AND a.disabled_at IS NULL
    ORDER BY m.since, m.estate_id
$$;

-- Every estate of an account with its trade name.
CREATE FUNCTION people.joined(in_account uuid) RETURNS TABLE (estate_id uuid, role text, until date, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT m.estate_id, m.role, m.until, e.name
    FROM people.members m LEFT JOIN cellar.estates e ON e.estate_id = m.estate_id
    WHERE m.account_id = in_account ORDER BY m.since, m.estate_id
$$;

-- Who enters with the token of that digest; its use is noted, once a minute. Nothing for one that is over.
CREATE FUNCTION people.by_token(in_digest bytea)
RETURNS TABLE (estate_id uuid, id uuid, account_id uuid, role text, member_role text, until date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    used timestamptz;
BEGIN
    SELECT t.estate_id, t.id, t.account_id, t.role, m.role, m.until, t.last_used_at
    INTO estate_id, id, account_id, role, member_role, until, used
    FROM people.tokens t
    JOIN people.members m ON m.estate_id = t.estate_id AND m.account_id = t.account_id
    JOIN people.accounts a ON a.id = t.account_id
    WHERE t.digest = in_digest AND t.revoked_at IS NULL AND t.expires_at > now() AND a.disabled_at IS NULL;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF used IS NULL OR used < now() - interval '1 minute' THEN
        -- Whoever holds the row is noting the same.
        PERFORM FROM people.tokens t WHERE t.digest = in_digest FOR NO KEY UPDATE SKIP LOCKED;
        IF FOUND THEN
            UPDATE people.tokens SET last_used_at = date_trunc('minute', now()) WHERE digest = in_digest;
        END IF;
    END IF;
    RETURN NEXT;
END
$$;

-- Which invitation a link is. Whether it still holds is decided where it is opened.
CREATE FUNCTION people.by_invitation(in_digest bytea) RETURNS TABLE (estate_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.estate_id, i.id FROM people.invitations i WHERE i.digest = in_digest
$$;

-- Whose password a link may set.
CREATE FUNCTION people.by_reset(in_digest bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.account_id FROM people.resets r
    WHERE r.digest = in_digest AND r.used_at IS NULL AND r.expires_at > now()
$$;

-- Notes what happened: once for the estate that is named, or else once for each estate of the account, or without any.
CREATE FUNCTION people.note(in_estate uuid, in_account uuid, in_kind text, in_address text, in_detail jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO people.access_log (id, estate_id, account_id, kind, address, detail)
    -- The time first, so that the order of ids is that of time; the rest is random.
    SELECT encode(
            substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
            || substring(uuid_send(gen_random_uuid()) FROM 7), 'hex')::uuid,
        e.estate_id, in_account, in_kind, in_address, in_detail
    FROM (
        SELECT in_estate AS estate_id WHERE in_estate IS NOT NULL
        UNION ALL
        SELECT m.estate_id FROM people.members m WHERE in_estate IS NULL AND m.account_id = in_account
        UNION ALL
        SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff' WHERE in_estate IS NULL
            AND NOT EXISTS (SELECT FROM people.members m WHERE m.account_id = in_account)
    ) e
$$;

-- Counts an attempt at what the keys name, each with its limit in the window; gives how long to wait, in seconds, for
-- one that is over its limit: 0 when the attempt may be made.
CREATE FUNCTION people.attempt(in_keys text[], in_limits integer[], in_window interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wait double precision := 0;
    counted record;
BEGIN
    FOR counted IN
        INSERT INTO people.attempts AS a (key, since, count)
        SELECT k, now(), 1 FROM unnest(in_keys) k ORDER BY k
        ON CONFLICT (key) DO UPDATE SET
            count = CASE WHEN a.since > now() - in_window THEN a.count + 1 ELSE 1 END,
            since = CASE WHEN a.since > now() - in_window THEN a.since ELSE now() END
        RETURNING a.key, a.since, a.count
    LOOP
        IF counted.count > in_limits[array_position(in_keys, counted.key)] THEN
            wait := greatest(wait, extract(epoch FROM counted.since + in_window - now()));
        END IF;
    END LOOP;
    RETURN ceil(wait);
END
$$;

-- Throws away what has served: sessions and links that are over, counters, and what happened at the door a year ago.
-- (CNIL, deliberation 2021-122 of 14 October 2021 on logging: six months to a year.)
CREATE FUNCTION people.sweep() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM people.sessions WHERE expiry_date < now();
    DELETE FROM people.attempts WHERE since < now() - interval '1 day';
    DELETE FROM people.resets WHERE expires_at < now() - interval '1 day';
    DELETE FROM people.access_log WHERE at < now() - interval '1 year';
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA people FROM PUBLIC;
GRANT USAGE ON SCHEMA people TO monchai_server;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA people TO monchai_server;
GRANT SELECT, INSERT, UPDATE ON people.accounts, people.invitations, people.tokens, people.resets TO monchai_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON people.members, people.sessions, people.attempts TO monchai_server;
GRANT SELECT ON people.access_log TO monchai_server;

RESET ROLE;
