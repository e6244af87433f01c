-- Bottles: lots, products and orders. Written by `projections::stock` alone.

CREATE SCHEMA stock AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

-- on_hand = filled - sold - lost + adjusted; available = on_hand - reserved.
CREATE TABLE stock.lots (
    estate_id  uuid   NOT NULL,
    id         uuid   NOT NULL,
    lot_number text   NOT NULL,
    product_id uuid   NOT NULL,
    wine_id    uuid   NOT NULL,
    vintage    integer,
    size_ml    bigint NOT NULL,
    regime     text   NOT NULL,
    capsules   jsonb,
    vat_id     uuid, -- the vat it was filled from; none for the opening stock
    filled_on  date   NOT NULL,
    filled     bigint NOT NULL,
    sold       bigint NOT NULL,
    lost       bigint NOT NULL,
    adjusted   bigint NOT NULL,
    on_hand    bigint NOT NULL,
    reserved   bigint NOT NULL,
    available  bigint NOT NULL,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CREATE INDEX lots_by_day ON stock.lots (estate_id, filled_on, id);
CREATE INDEX lots_by_product ON stock.lots (estate_id, product_id, filled_on, id);

CREATE TABLE stock.reservations (
    estate_id uuid   NOT NULL,
    lot_id    uuid   NOT NULL,
    order_id  uuid   NOT NULL,
    bottles   bigint NOT NULL,
    PRIMARY KEY (estate_id, lot_id, order_id)
);
CREATE INDEX reservations_by_order ON stock.reservations (estate_id, order_id);

CREATE TABLE stock.products (
    estate_id uuid   NOT NULL,
    id        uuid   NOT NULL,
    wine_id   uuid   NOT NULL,
    vintage   integer,
    size_ml   bigint NOT NULL,
    on_hand   bigint NOT NULL,
    reserved  bigint NOT NULL,
    available bigint NOT NULL,
    sold      bigint NOT NULL,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CREATE INDEX products_by_wine ON stock.products (estate_id, wine_id, (coalesce(vintage, 0)), size_ml);

CREATE TABLE stock.orders (
    estate_id     uuid   NOT NULL,
    id            uuid   NOT NULL,
    position      bigint NOT NULL, -- of its first event
    status        text   NOT NULL,
    customer_id   uuid,
    destination   jsonb  NOT NULL,
    lines         jsonb  NOT NULL,
    bottles       bigint NOT NULL,
    total_cents   bigint NOT NULL,
    placed_on     date   NOT NULL,
    confirmed_on  date,
    dispatched_on date,
    cancelled_on  date,
    cancel_reason text,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CREATE INDEX orders_by_day ON stock.orders (estate_id, placed_on, position);
CREATE INDEX orders_by_status ON stock.orders (estate_id, status, placed_on, position);
CREATE INDEX orders_by_customer ON stock.orders (estate_id, customer_id, placed_on, position);

GRANT USAGE ON SCHEMA stock TO monchai_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA stock TO monchai_server;

RESET ROLE;
