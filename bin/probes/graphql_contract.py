"""What every answer of the endpoint owes to whoever sent it, whatever was sent: a check for schemathesis, and the
values that the schema's own scalars take, right ones and wrong ones."""

import schemathesis
from hypothesis import strategies as st
from schemathesis.graphql import nodes


@schemathesis.check
def graphql_contract(ctx, response, case):
    """No fault of the server, no answer that is not JSON, no error without a stable code."""
    assert response.status_code < 500, f"status {response.status_code}: {response.text[:500]}"
    body = response.json()
    for error in body.get("errors") or []:
        code = (error.get("extensions") or {}).get("code")
        assert code, f"an error without a code: {error}"
        assert code != "INTERNAL", f"a fault: {error}"


def texts(*right):
    """Mostly what is right, so that the rules behind the scalar are reached; and any text at all."""
    return st.one_of(st.sampled_from(right), st.sampled_from(right), st.text(max_size=12)).map(nodes.String)


schemathesis.graphql.scalar("Date", texts("2026-09-01", "2026-09-30", "2026-10-01", "1999-02-29", "9999-12-31"))
schemathesis.graphql.scalar("Month", texts("2026-08", "2026-09", "2026-10", "2026-13", "9999-12"))
schemathesis.graphql.scalar("Volume", texts("0", "0.00001", "12.5", "-1", "99999999", "1e3", "0,5"))
schemathesis.graphql.scalar("Money", texts("0", "8.50", "-1", "0.001", "99999999999999999999"))
schemathesis.graphql.scalar("Mass", texts("0", "250", "-1", "0.5", "99999999999999999999"))
schemathesis.graphql.scalar("UUID", st.one_of(st.uuids().map(str), st.text(max_size=40)).map(nodes.String))
