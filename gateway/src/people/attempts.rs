//! Attempts at passwords and links are limited: by account and address together, by account, and by address. The counts
//! are kept in the database, so that neither a restart nor a second server forgets them.

use std::net::IpAddr;

use sqlx::PgPool;

use super::PeopleRefusal;
use super::outcome::Outcome;

/// The window in which attempts are counted.
const WINDOW_MINUTES: i32 = 15;
/// At one account from one address.
const PAIR: i32 = 8;
/// At one account from anywhere: enough for its owner to come in while somebody tries from elsewhere.
const ACCOUNT: i32 = 50;
/// From one address at any account: an office shares one.
const ADDRESS: i32 = 60;

/// Counts an attempt at what `subject` names (an e-mail address) before it is made; refused when there were too many.
pub(super) async fn count(pool: &PgPool, subject: &str, address: Option<IpAddr>) -> Outcome<()> {
    let from = network(address);
    let keys = [format!("pair {subject} {from}"), format!("account {subject}"), format!("address {from}")];
    ask(pool, &keys, &[PAIR, ACCOUNT, ADDRESS]).await
}

/// Counts an attempt at a link, or at making an account.
pub(super) async fn count_address(pool: &PgPool, address: Option<IpAddr>) -> Outcome<()> {
    ask(pool, &[format!("address {}", network(address))], &[ADDRESS]).await
}

/// Forgets the attempts of somebody who came in.
pub(super) async fn forget(pool: &PgPool, subject: &str, address: Option<IpAddr>) -> Result<(), sqlx::Error> {
    let keys = [format!("pair {subject} {}", network(address)), format!("account {subject}")];
    let query = sqlx::query("DELETE FROM people.attempts WHERE key = ANY($1)").bind(keys.as_slice());
    query.execute(pool).await.map(drop)
}

async fn ask(pool: &PgPool, keys: &[String], limits: &[i32]) -> Outcome<()> {
    let wait: i32 = sqlx::query_scalar("SELECT people.attempt($1, $2, make_interval(mins => $3))")
        .bind(keys)
        .bind(limits)
        .bind(WINDOW_MINUTES)
        .fetch_one(pool)
        .await?;
    if wait > 0 {
        return Err(PeopleRefusal::TooManyAttempts { seconds: wait.into() }.into());
    }
    Ok(())
}

/// Who holds one IPv6 address holds the 2^64 around it.
fn network(address: Option<IpAddr>) -> String {
    match address.map(|address| address.to_canonical()) {
        Some(IpAddr::V6(v6)) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Some(v4) => v4.to_string(),
        None => "local".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_counts_with_its_network() {
        let of = |text: &str| network(Some(text.parse().unwrap()));
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
