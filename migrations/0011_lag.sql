-- How far the read models are behind, over all estates: sums alone, for whoever watches the server and may see no
-- estate's rows. A model that was never driven has every event before it.

SET LOCAL ROLE monchai_owner;

CREATE FUNCTION projection.lag(models text[])
RETURNS TABLE (model text, events bigint, estates bigint, stalled bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT wanted.model,
           coalesce(sum(greatest(head.position - coalesce(stands.position, 0), 0)), 0)::bigint,
           count(*) FILTER (WHERE head.position > coalesce(stands.position, 0)),
           count(stands.stalled_at)
    FROM unnest(models) AS wanted (model)
    LEFT JOIN journal.heads AS head ON true
    LEFT JOIN projection.checkpoints AS stands
        ON stands.estate_id = head.estate_id AND stands.model = wanted.model
    GROUP BY wanted.model ORDER BY wanted.model;
END;

REVOKE ALL ON FUNCTION projection.lag(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION projection.lag(text[]) TO monchai_server;

RESET ROLE;
