-- How far each read model of each estate has come, and what stopped it.
--
-- Everything in the schemas of the read models follows from the journal: any of it can be thrown away and rebuilt.

CREATE SCHEMA projection AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

-- The row is locked for as long as a model of the estate is being driven, so there is one driver at a time.
CREATE TABLE projection.checkpoints (
    estate_id  uuid        NOT NULL,
    model      text        NOT NULL,
    version    integer     NOT NULL,                           -- of the fold that wrote the rows
    position   bigint      NOT NULL CHECK (position >= 0),     -- the last event in the rows; 0 before the first
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    stalled_at timestamptz,                                    -- since when the next event cannot be taken in
    error      text,                                           -- why
    PRIMARY KEY (estate_id, model)
) WITH (fillfactor = 50); -- updated after every command: room for the new row version on the same page

CREATE INDEX checkpoints_stalled ON projection.checkpoints (estate_id, model) WHERE stalled_at IS NOT NULL;

-- The event at which a model stopped. It stays here until the model has passed it.
CREATE TABLE projection.dead_letters (
    estate_id      uuid        NOT NULL,
    model          text        NOT NULL,
    position       bigint      NOT NULL,
    aggregate_type text        NOT NULL,
    aggregate_id   text        NOT NULL,
    event_type     text        NOT NULL,
    error          text        NOT NULL,
    attempts       integer     NOT NULL DEFAULT 1,
    failed_at      timestamptz NOT NULL DEFAULT clock_timestamp(), -- the first time
    retried_at     timestamptz,                                    -- the last time
    PRIMARY KEY (estate_id, model, position)
);

GRANT USAGE ON SCHEMA projection TO monchai_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON projection.checkpoints, projection.dead_letters TO monchai_server;

RESET ROLE;
