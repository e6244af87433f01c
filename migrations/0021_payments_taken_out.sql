-- The books of a period tell payments by the day they were made and by the day they were taken out.

SET LOCAL ROLE monchai_owner;

CREATE INDEX payments_by_reversal ON sales.payments (estate_id, reversed_on) WHERE reversed_on IS NOT NULL;

RESET ROLE;
