-- What an estate states of itself: legal form, SIREN, SIRET, VAT number, address, region. One value, as it stands in the
-- event: it is shown whole, and nothing is searched by a part of it.

SET LOCAL ROLE monchai_owner;

ALTER TABLE cellar.estates ADD COLUMN identity jsonb;

RESET ROLE;
