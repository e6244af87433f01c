-- What tells the lines of a return apart besides their node, so that the return is declared from the read model: the kind
-- of a movement and its contract, and the lots that are bag-in-boxes. The fold writes more than before, so it has a new
-- version, and the rows are rebuilt.

SET LOCAL ROLE monchai_owner;

ALTER TABLE drm.entries ADD COLUMN nature text, ADD COLUMN contract text;

CREATE TABLE drm.boxed_lots (
    estate_id uuid NOT NULL,
    id        uuid NOT NULL,
    PRIMARY KEY (estate_id, id)
);
CALL journal.wall('drm.boxed_lots');
GRANT SELECT, INSERT, UPDATE, DELETE ON drm.boxed_lots TO monchai_server;

RESET ROLE;
