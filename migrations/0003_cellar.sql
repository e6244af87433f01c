-- The cellar as it stands: written by `projections::cellar` alone.

CREATE SCHEMA cellar AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

CREATE TABLE cellar.estates (
    estate_id           uuid PRIMARY KEY,
    name                text NOT NULL,
    accise              text NOT NULL,
    cvi                 text,
    interprofession_id  text,
    books_from          text NOT NULL, -- months are written YYYY-MM
    opening_month       text,
    opening_file_sha256 text
);

CREATE TABLE cellar.wines (
    estate_id uuid  NOT NULL,
    id        uuid  NOT NULL,
    sort_key  text  NOT NULL COLLATE "C",
    label     text  NOT NULL,
    category  text  NOT NULL,
    colour    text,
    spec      jsonb NOT NULL,
    PRIMARY KEY (estate_id, id)
);
CREATE INDEX wines_by_label ON cellar.wines (estate_id, sort_key, id);

CREATE TABLE cellar.opening_stocks (
    estate_id   uuid   NOT NULL,
    wine_id     uuid   NOT NULL,
    regime      text   NOT NULL,
    volume_ml   bigint NOT NULL,
    placed_ml   bigint NOT NULL,
    unplaced_ml bigint NOT NULL,
    PRIMARY KEY (estate_id, wine_id, regime)
);

CREATE TABLE cellar.parcels (
    estate_id  uuid   NOT NULL,
    id         uuid   NOT NULL,
    sort_key   text   NOT NULL COLLATE "C",
    name       text   NOT NULL,
    area_m2    bigint NOT NULL,
    grape      text   NOT NULL,
    cadastre   text,
    status     text   NOT NULL,
    retired_on date,
    harvests   bigint NOT NULL,
    PRIMARY KEY (estate_id, id)
);
CREATE INDEX parcels_by_name ON cellar.parcels (estate_id, sort_key, id);

CREATE TABLE cellar.harvests (
    estate_id     uuid NOT NULL,
    id            uuid NOT NULL,
    status        text NOT NULL,
    on_date       date NOT NULL, -- brought, or else planned
    parcel_id     uuid NOT NULL,
    planned_on    date,
    occurred_on   date,
    movement_id   uuid,
    vat_id        uuid,
    wine_id       uuid,
    vintage       integer,
    volume_ml     bigint,
    waste_ml      bigint,
    weight_kg     bigint,
    potential_abv integer, -- hundredths of a per cent
    reversed_by   uuid,
    reversed_on   date,
    PRIMARY KEY (estate_id, id)
);
CREATE INDEX harvests_by_day ON cellar.harvests (estate_id, on_date, id);
CREATE INDEX harvests_by_parcel ON cellar.harvests (estate_id, parcel_id, on_date, id);

CREATE TABLE cellar.vats (
    estate_id     uuid   NOT NULL,
    id            uuid   NOT NULL,
    sort_key      text   NOT NULL COLLATE "C",
    code          text   NOT NULL,
    capacity_ml   bigint NOT NULL,
    material      text   NOT NULL,
    status        text   NOT NULL,
    in_service_on date   NOT NULL,
    retired_on    date,
    content_ml    bigint NOT NULL,
    wine_id       uuid,            -- nothing while the vat is empty
    last_on       date,            -- the day of the last entry
    last_wine_id  uuid,            -- also while it is empty: an entry dated back may show that it is not
    analysis      jsonb  NOT NULL,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CREATE INDEX vats_by_code ON cellar.vats (estate_id, sort_key, id);

-- The timeline of a vat. The key is its order: by day, and on one day as it was written.
CREATE TABLE cellar.vat_entries (
    estate_id    uuid   NOT NULL,
    vat_id       uuid   NOT NULL,
    occurred_on  date   NOT NULL,
    position     bigint NOT NULL,
    movement_id  uuid   NOT NULL,
    kind         text   NOT NULL,
    wine_id      uuid   NOT NULL,
    from_wine_id uuid, -- of a change of name
    change_ml    bigint NOT NULL,
    PRIMARY KEY (estate_id, vat_id, occurred_on, position)
);

-- Additions and analyses.
CREATE TABLE cellar.vat_handlings (
    estate_id   uuid   NOT NULL,
    vat_id      uuid   NOT NULL,
    occurred_on date   NOT NULL,
    position    bigint NOT NULL,
    kind        text   NOT NULL,
    detail      jsonb  NOT NULL,
    PRIMARY KEY (estate_id, vat_id, occurred_on, position)
);

CREATE TABLE cellar.movements (
    estate_id          uuid   NOT NULL,
    id                 uuid   NOT NULL,
    position           bigint NOT NULL, -- of its first event
    kind               text   NOT NULL,
    status             text   NOT NULL,
    occurred_on        date   NOT NULL,
    operation          jsonb  NOT NULL,
    postings           jsonb  NOT NULL,
    drafted_at         timestamptz NOT NULL,
    drafted_by         uuid,
    validated_position bigint,
    validated_at       timestamptz,
    validated_by       uuid,
    discard_reason     text,
    reverses           uuid,
    reversed_by        uuid,
    reversed_on        date,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CREATE INDEX movements_by_day ON cellar.movements (estate_id, occurred_on, position);
CREATE INDEX movements_by_kind ON cellar.movements (estate_id, kind, occurred_on, position);
CREATE INDEX movements_drafted ON cellar.movements (estate_id, occurred_on, position) WHERE status = 'DRAFT';

-- What each movement touches: vats, lots, wines, harvests, parcels. Ids of different kinds never meet.
CREATE TABLE cellar.movement_subjects (
    estate_id   uuid NOT NULL,
    subject_id  uuid NOT NULL,
    movement_id uuid NOT NULL,
    kind        text NOT NULL,
    PRIMARY KEY (estate_id, subject_id, movement_id)
);
CREATE INDEX movement_subjects_by_movement ON cellar.movement_subjects (estate_id, movement_id);

GRANT USAGE ON SCHEMA cellar TO monchai_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA cellar TO monchai_server;

RESET ROLE;
