-- Invoices that are written down and not issued. Those that were, or were given up, stay with what they said: a command that is sent
-- again is the same command.

SET LOCAL ROLE monchai_owner;

CREATE TABLE sales.drafts (
    estate_id uuid    NOT NULL,
    id        uuid    NOT NULL,
    position  bigint  NOT NULL,
    open      boolean NOT NULL,
    draft     jsonb   NOT NULL,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CREATE INDEX drafts_open ON sales.drafts (estate_id, position) WHERE open;

CALL journal.wall('sales.drafts');
GRANT SELECT, INSERT, UPDATE, DELETE ON sales.drafts TO monchai_server;

RESET ROLE;
