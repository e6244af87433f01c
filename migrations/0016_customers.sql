-- What an invoice needs of a customer, and the imports of customers (docs/personal-data.md).
--
-- The columns are added empty. A server of the release before reads and writes the row without them; it cannot erase a
-- person of whom they hold something, as it would leave that behind: the check below refuses, and nothing is lost.

SET LOCAL ROLE monchai_owner;

ALTER TABLE directory.parties
    ADD COLUMN further_delivery_addresses jsonb,   -- those after the one in delivery_address
    ADD COLUMN electronic_address         jsonb,   -- where electronic invoices go: scheme and id
    ADD COLUMN accise                     text,
    ADD COLUMN payment_days               integer, -- from the day of the invoice
    ADD COLUMN price_list                 text,
    ADD CONSTRAINT erased_is_empty_of_more CHECK (erased_at IS NULL OR num_nonnulls(
        further_delivery_addresses, electronic_address, accise, payment_days, price_list) = 0);

-- An import of customers, so that one sent twice is done once. It names lines and ids, and nobody; as its hash is of what
-- was entered, it goes with any of the persons.
CREATE TABLE directory.imports (
    estate_id   uuid        NOT NULL,
    command_id  uuid        NOT NULL,
    body_hash   bytea       NOT NULL CHECK (octet_length(body_hash) = 32),
    report      jsonb       NOT NULL,
    actor       uuid        NOT NULL,
    request_id  text,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (estate_id, command_id)
);
CALL journal.wall('directory.imports');
GRANT SELECT, INSERT, DELETE ON directory.imports TO monchai_server;

RESET ROLE;
