-- How an estate keeps the books of its sales and what stands on its papers, each one value as it stands in its event. The file of a
-- logo lies among the files of the estate, under its digest.

SET LOCAL ROLE monchai_owner;

ALTER TABLE cellar.estates
    ADD COLUMN bookkeeping jsonb NOT NULL
        DEFAULT '{"small_business": false, "vat_on_debits": false, "accounts": []}',
    ADD COLUMN letterhead jsonb NOT NULL
        DEFAULT '{"capital_cents": null, "registry": null, "electronic_address": null, "phone": null, "email": null,
                  "website": null, "account": null, "ink": null, "accent": null}',
    ADD COLUMN logo jsonb;

-- Papers that name nobody: the file that came out when one was first asked for. Those that name a customer lie under the seal of
-- their key instead.
CREATE TABLE artefact.papers (
    estate_id uuid  NOT NULL,
    id        uuid  NOT NULL,
    sha256    bytea NOT NULL,
    PRIMARY KEY (estate_id, id),
    CONSTRAINT stands_on_a_file FOREIGN KEY (estate_id, sha256) REFERENCES artefact.files (estate_id, sha256)
);
CALL journal.wall('artefact.papers');

CREATE TRIGGER papers_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON artefact.papers
    FOR EACH STATEMENT EXECUTE FUNCTION artefact.refuse_change();

GRANT SELECT, INSERT ON artefact.papers TO monchai_server;

RESET ROLE;
