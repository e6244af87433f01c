-- The excise return, month by month. Written by `projections::drm` alone. Months are written YYYY-MM, so that their
-- order is that of their text.

CREATE SCHEMA drm AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

-- What each event enters on the CIEL tree. volume_ml is negative only where a counter-entry takes back within the
-- month; effect_ml is what the entry does to the stock.
CREATE TABLE drm.entries (
    estate_id      uuid     NOT NULL,
    month          text     NOT NULL COLLATE "C",
    position       bigint   NOT NULL,
    ordinal        smallint NOT NULL,
    occurred_on    date     NOT NULL,
    wine_id        uuid     NOT NULL,
    regime         text     NOT NULL,
    node           text     NOT NULL,
    volume_ml      bigint   NOT NULL,
    effect_ml      bigint   NOT NULL,
    observation    text,
    replaced_month text COLLATE "C",
    country        text,
    movement_id    uuid     NOT NULL,
    aggregate_type text     NOT NULL,
    aggregate_id   text     NOT NULL,
    event_type     text     NOT NULL,
    PRIMARY KEY (estate_id, month, position, ordinal)
);
CREATE INDEX entries_by_wine ON drm.entries (estate_id, wine_id, month, position, ordinal);
CREATE INDEX entries_by_movement ON drm.entries (estate_id, movement_id);

-- A balance is the opening stock, plus the effect of every earlier month, plus this month's nodes: an entry dated back
-- changes one row here, and no later month has to be written again.
CREATE TABLE drm.node_totals (
    estate_id uuid   NOT NULL,
    month     text   NOT NULL COLLATE "C",
    wine_id   uuid   NOT NULL,
    regime    text   NOT NULL,
    node      text   NOT NULL,
    volume_ml bigint NOT NULL,
    effect_ml bigint NOT NULL,
    PRIMARY KEY (estate_id, month, wine_id, regime, node)
) WITH (fillfactor = 80);

CREATE TABLE drm.opening_stocks (
    estate_id uuid   NOT NULL,
    wine_id   uuid   NOT NULL,
    regime    text   NOT NULL,
    volume_ml bigint NOT NULL,
    PRIMARY KEY (estate_id, wine_id, regime)
);

CREATE TABLE drm.capsule_accounts (
    estate_id    uuid    NOT NULL,
    id           uuid    NOT NULL,
    category     text    NOT NULL,
    regime       text    NOT NULL,
    size_ml      bigint  NOT NULL,
    bag_in_box   boolean NOT NULL,
    colour       text,
    opened_month text    NOT NULL COLLATE "C",
    opening      bigint  NOT NULL,
    on_hand      bigint  NOT NULL,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CREATE INDEX capsule_accounts_by_size ON drm.capsule_accounts (estate_id, size_ml, id);

CREATE TABLE drm.capsule_entries (
    estate_id   uuid   NOT NULL,
    account_id  uuid   NOT NULL,
    month       text   NOT NULL COLLATE "C",
    position    bigint NOT NULL,
    occurred_on date   NOT NULL,
    node        text   NOT NULL,
    count       bigint NOT NULL,
    effect      bigint NOT NULL,
    movement_id uuid, -- of a bottling or its counter-entry
    PRIMARY KEY (estate_id, account_id, month, position)
);

CREATE TABLE drm.capsule_totals (
    estate_id  uuid   NOT NULL,
    month      text   NOT NULL COLLATE "C",
    account_id uuid   NOT NULL,
    node       text   NOT NULL,
    count      bigint NOT NULL,
    effect     bigint NOT NULL,
    PRIMARY KEY (estate_id, month, account_id, node)
) WITH (fillfactor = 80);

CREATE TABLE drm.periods (
    estate_id     uuid   NOT NULL,
    id            uuid   NOT NULL,
    month         text   NOT NULL COLLATE "C",
    status        text   NOT NULL,
    closed_on     date,
    drm           jsonb, -- the return as it was closed
    sha256        text,
    filed_on      date,
    reference     text,
    amended_on    date,
    amendments    jsonb  NOT NULL,
    PRIMARY KEY (estate_id, id)
);
CREATE INDEX periods_by_month ON drm.periods (estate_id, month, id);

GRANT USAGE ON SCHEMA drm TO monchai_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA drm TO monchai_server;

RESET ROLE;
