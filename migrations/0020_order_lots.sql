-- The lots that were chosen for the articles of an order. What left of an order is told with what came back of it, and lines
-- with what they ask for, so the fold has a new version and its rows are rebuilt.

SET LOCAL ROLE monchai_owner;

ALTER TABLE stock.orders ADD COLUMN allotted jsonb NOT NULL DEFAULT '[]';

RESET ROLE;
