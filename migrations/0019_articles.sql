-- Where parcels lie, which a label may name. The default is what the events so far say, so no read model has to be
-- rebuilt.

SET LOCAL ROLE monchai_owner;

ALTER TABLE cellar.parcels ADD COLUMN places jsonb NOT NULL DEFAULT '[]';

RESET ROLE;
