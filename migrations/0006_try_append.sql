-- Appends of many estates in one transaction, which share its commit: each is `journal.append`, and none waits.

SET LOCAL ROLE monchai_owner;

-- `journal.append`, unless the estate's head is held by another transaction, or was never written: then the outcome is
-- `alone`, nothing is done, and the caller asks `journal.append` itself, where only those of the same estate wait.
--
-- A wrapper, not a parameter of `journal.append`: two releases can serve at once.
CREATE FUNCTION journal.try_append(
    in_estate uuid, in_command uuid, in_body_hash bytea, in_answer text,
    in_seen_head bigint, in_expected_head bigint,
    in_stream_types text[], in_stream_ids text[], in_stream_lasts bigint[],
    in_streams int[], in_event_types text[], in_event_versions text[], in_payloads text[], in_metadata text,
    OUT outcome text, OUT head bigint, OUT answer text
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM journal.heads h WHERE h.estate_id = in_estate FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        outcome := 'alone';
        RETURN;
    END IF;
    SELECT a.outcome, a.head, a.answer INTO outcome, head, answer
    FROM journal.append(
        in_estate, in_command, in_body_hash, in_answer, in_seen_head, in_expected_head,
        in_stream_types, in_stream_ids, in_stream_lasts,
        in_streams, in_event_types, in_event_versions, in_payloads, in_metadata
    ) a;
END
$$;

REVOKE ALL ON FUNCTION journal.try_append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal.try_append TO monchai_server;

RESET ROLE;
