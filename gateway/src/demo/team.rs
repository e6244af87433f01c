use domain::units::EstateId;
use sqlx::PgPool;

use crate::clock;
use crate::people::{self, Denied, NewToken, Outcome, PeopleRefusal, Role, Secret};

/// The password of everybody at the demo estate, which is on nobody's network but this machine's.
pub const PASSWORD: &str = "vendanges en demonstration";

/// Somebody of the demo estate.
pub struct Colleague {
    /// How they sign in.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// What opens the estate to programs in their place.
    pub token: Secret,
}

/// One member of each role, the administrator first, each with a new token; those who are there already stay.
pub async fn team(pool: &PgPool, estate: EstateId) -> Outcome<Vec<Colleague>> {
    let mut team = Vec::new();
    for role in Role::ALL {
        let email = format!("{}@demo.example", role.word().replace('_', "-"));
        let until = (role == Role::Auditeur).then(|| clock::now().1.calendar().saturating_add(YEAR));
        let name = format!("Démonstration ({role})");
        let added = people::add(pool, estate, (&email, &name, Some(PASSWORD)), (role, until)).await;
        let account = match added {
            Err(Denied::Refused(PeopleRefusal::MemberAlready)) => people::find(pool, &email).await?,
            added => added?,
        };
        let new = NewToken { label: "démonstration".to_owned(), role, days: 30 };
        let token = people::renew_token(pool, estate, account, new, None).await?;
        team.push(Colleague { email, role, token });
    }
    Ok(team)
}

const YEAR: time::Duration = time::Duration::days(365);
