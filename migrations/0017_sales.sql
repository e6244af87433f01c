-- Invoices, payments, revenue and the closings of the till. Written by `projections::sales` alone. Months are written YYYY-MM.
-- And of an order, whether its prices have VAT within, and what of it left.

CREATE SCHEMA sales AUTHORIZATION monchai_owner;
SET LOCAL ROLE monchai_owner;

-- balance = gross - prepaid - credited - paid; nothing for a credit note, nor for what was replaced.
CREATE TABLE sales.invoices (
    estate_id      uuid   NOT NULL,
    id             uuid   NOT NULL,
    position       bigint NOT NULL, -- of its first event
    number         text   NOT NULL COLLATE "C",
    kind           text   NOT NULL,
    issued_on      date   NOT NULL,
    supplied_on    date   NOT NULL,
    due_on         date   NOT NULL,
    customer_id    uuid,
    buyer_kind     text   NOT NULL,
    country        text   NOT NULL,
    order_id       uuid,
    preceding_id   uuid,
    replaced_by    text,
    bottles        bigint NOT NULL,
    vat            jsonb  NOT NULL,
    net_cents      bigint NOT NULL,
    vat_cents      bigint NOT NULL,
    gross_cents    bigint NOT NULL,
    prepaid_cents  bigint NOT NULL,
    paid_cents     bigint NOT NULL,
    credited_cents bigint NOT NULL,
    balance_cents  bigint NOT NULL,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CREATE INDEX invoices_by_day ON sales.invoices (estate_id, issued_on, position);
CREATE INDEX invoices_by_due_day ON sales.invoices (estate_id, due_on, position);
CREATE INDEX invoices_by_amount ON sales.invoices (estate_id, gross_cents, position);
CREATE INDEX invoices_by_balance ON sales.invoices (estate_id, balance_cents, position);
CREATE INDEX invoices_by_customer ON sales.invoices (estate_id, customer_id, issued_on, position);
CREATE INDEX invoices_by_order ON sales.invoices (estate_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX invoices_by_number ON sales.invoices (estate_id, number);

-- The document whole, apart from the row that lists it.
CREATE TABLE sales.documents (
    estate_id uuid  NOT NULL,
    id        uuid  NOT NULL,
    document  jsonb NOT NULL,
    PRIMARY KEY (estate_id, id)
);

-- A refund is below zero.
CREATE TABLE sales.payments (
    estate_id    uuid   NOT NULL,
    id           uuid   NOT NULL,
    position     bigint NOT NULL,
    invoice_id   uuid   NOT NULL,
    amount_cents bigint NOT NULL,
    means        text   NOT NULL,
    reference    text,
    paid_on      date   NOT NULL,
    reversed_on  date,
    reason       text,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CREATE INDEX payments_by_day ON sales.payments (estate_id, paid_on, position);
CREATE INDEX payments_by_invoice ON sales.payments (estate_id, invoice_id, position);

-- What was sold less what was credited. Of what is no wine, the product is the nil id; of nobody known, the customer is.
CREATE TABLE sales.revenue (
    estate_id   uuid   NOT NULL,
    month       text   NOT NULL COLLATE "C",
    product_id  uuid   NOT NULL,
    customer_id uuid   NOT NULL,
    country     text   NOT NULL,
    wine_id     uuid,
    bottles     bigint NOT NULL,
    net_cents   bigint NOT NULL,
    PRIMARY KEY (estate_id, month, product_id, customer_id, country)
) WITH (fillfactor = 80);

CREATE TABLE sales.vat (
    estate_id  uuid    NOT NULL,
    month      text    NOT NULL COLLATE "C",
    category   text    NOT NULL,
    rate_bp    integer NOT NULL, -- hundredths of a per cent
    base_cents bigint  NOT NULL,
    vat_cents  bigint  NOT NULL,
    PRIMARY KEY (estate_id, month, category, rate_bp)
) WITH (fillfactor = 80);

CREATE TABLE sales.closings (
    estate_id            uuid   NOT NULL,
    closed_on            date   NOT NULL, -- the last day that it closes
    kind                 text   NOT NULL,
    position             bigint NOT NULL,
    takings              jsonb  NOT NULL,
    grand_total_cents    bigint NOT NULL,
    grand_received_cents bigint NOT NULL,
    PRIMARY KEY (estate_id, closed_on, kind)
);
CREATE INDEX closings_by_position ON sales.closings (estate_id, position);

CALL journal.wall('sales.invoices');
CALL journal.wall('sales.documents');
CALL journal.wall('sales.payments');
CALL journal.wall('sales.revenue');
CALL journal.wall('sales.vat');
CALL journal.wall('sales.closings');
GRANT USAGE ON SCHEMA sales TO monchai_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA sales TO monchai_server;

ALTER TABLE stock.orders ADD COLUMN basis text NOT NULL DEFAULT 'NET';
ALTER TABLE stock.orders ADD COLUMN dispatches jsonb NOT NULL DEFAULT '[]';

RESET ROLE;
