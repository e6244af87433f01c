-- What is sold under a SKU, written by `projections::stock`; and where parcels lie, which a label may name. The events so
-- far say nothing of either, so no read model has to be rebuilt.

SET LOCAL ROLE monchai_owner;

ALTER TABLE cellar.parcels ADD COLUMN places jsonb NOT NULL DEFAULT '[]';

CREATE TABLE stock.articles (
    estate_id     uuid    NOT NULL,
    id            uuid    NOT NULL,
    sku           text    NOT NULL,
    sku_key       text    NOT NULL, -- the order of the SKU
    name          text    NOT NULL,
    name_key      text    NOT NULL, -- the order of the name
    search        text    NOT NULL, -- SKU and name without case and accents
    status        text    NOT NULL,
    wine_id       uuid    NOT NULL,
    size_ml       bigint  NOT NULL,
    vat_rate      integer NOT NULL, -- hundredths of a per cent
    claims        jsonb   NOT NULL,
    acceptances   jsonb   NOT NULL,
    prices        jsonb   NOT NULL,
    lots          jsonb   NOT NULL,
    registered_on date    NOT NULL,
    retired_on    date,
    PRIMARY KEY (estate_id, id)
) WITH (fillfactor = 80);
CALL journal.wall('stock.articles');
CREATE INDEX articles_by_name ON stock.articles (estate_id, name_key, id);
CREATE INDEX articles_by_sku ON stock.articles (estate_id, sku_key, id);

-- The lots of an article, so that its bottles are summed, and the articles of a lot are found.
CREATE TABLE stock.article_lots (
    estate_id  uuid NOT NULL,
    article_id uuid NOT NULL,
    lot_id     uuid NOT NULL,
    PRIMARY KEY (estate_id, article_id, lot_id)
);
CALL journal.wall('stock.article_lots');
CREATE INDEX article_lots_by_lot ON stock.article_lots (estate_id, lot_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON stock.articles, stock.article_lots TO monchai_server;

RESET ROLE;
