-- When the wine of a harvest enters its balance, the strength of a declared wine where customs ask for it, the bottles that
-- are away for a time or became another lot, and what is told of a month besides its movements. The
-- defaults are what the events so far say, so no read model has to be rebuilt.

SET LOCAL ROLE monchai_owner;

ALTER TABLE cellar.estates ADD COLUMN claiming text NOT NULL DEFAULT 'AT_HARVEST';
ALTER TABLE cellar.wines ADD COLUMN strength jsonb NOT NULL DEFAULT '{}';
-- on_hand = filled - sold - lost - withdrawn + adjusted.
ALTER TABLE stock.lots ADD COLUMN withdrawn bigint NOT NULL DEFAULT 0;

ALTER TABLE drm.periods ADD COLUMN annexes jsonb NOT NULL
    DEFAULT '{"documents": [], "uncleared": [], "statistics": {}}';

RESET ROLE;
