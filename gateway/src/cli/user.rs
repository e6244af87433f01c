//! `monchai user`

use domain::units::{Date, EstateId};

use super::args::{Data, User, named};
use super::main::{estate_of, with_app};
use super::problem::Problem;
use crate::app::App;
use crate::messages::{Labels, Language, sentence};
use crate::people::{self, Denied, NewToken, People, Role};
use crate::settings::Settings;

/// Carries one of them out.
pub(super) fn user(command: User, data: &Data, settings: &Settings) -> Result<(), Problem> {
    let people = People::of(settings).map_err(|error| Problem::Said(error.to_string()))?;
    with_app(data, async |app, _database| run(App { people, ..app }, command).await)
}

async fn run(app: App, command: User) -> Result<(), Problem> {
    match command {
        User::Add { email, name, role, until, estate } => {
            let estate = estate_of(&app, named(estate)).await?;
            add(&app, estate, (&email, &name), (role, until)).await
        }
        User::Role { email, role, until, estate } => {
            let estate = estate_of(&app, named(estate)).await?;
            let member = people::find(&app.pool, &email).await.map_err(told)?;
            let standing = (role, until.map(Date::calendar));
            people::set_role(&app.pool, estate, member, standing).await.map_err(told)?;
            println!("{email} : {role}");
            Ok(())
        }
        User::Token { email, label, role, days, secret, estate } => {
            let estate = estate_of(&app, named(estate)).await?;
            let member = people::find(&app.pool, &email).await.map_err(told)?;
            let new = NewToken { label, role, days };
            let secret = people::renew_token(&app.pool, estate, member, new, secret).await.map_err(told)?;
            println!("{}", secret.reveal());
            Ok(())
        }
        User::Reset { email } => {
            let account = people::find(&app.pool, &email).await.map_err(told)?;
            println!("{}", link(&app, account).await?);
            Ok(())
        }
        User::List { estate } => {
            let estate = estate_of(&app, named(estate)).await?;
            for member in people::team(&app.pool, estate).await.map_err(|error| told(error.into()))? {
                let until = member.until.map(|until| format!("  jusqu'au {}", Date::from(until)));
                println!(
                    "{:<14} {}  {}{}",
                    member.role,
                    member.email,
                    member.name,
                    until.unwrap_or_default()
                );
            }
            Ok(())
        }
    }
}

async fn add(
    app: &App,
    estate: EstateId,
    (email, name): (&str, &str),
    (role, until): (Role, Option<Date>),
) -> Result<(), Problem> {
    let standing = (role, until.map(Date::calendar));
    let account = people::add(&app.pool, estate, (email, name, None), standing).await.map_err(told)?;
    println!("{email} : {role}");
    println!("Pour choisir son mot de passe, dans les deux heures : {}", link(app, account).await?);
    Ok(())
}

async fn link(app: &App, account: domain::units::ActorId) -> Result<String, Problem> {
    let secret = people::reset_link(&app.pool, account).await.map_err(told)?;
    Ok(format!("{}/#/mot-de-passe/{}", app.people.public_url, secret.reveal()))
}

pub(super) fn told(denied: Denied) -> Problem {
    match denied {
        Denied::Refused(refusal) => {
            Problem::Said(sentence(&refusal.into(), &Labels::new(), Language::French))
        }
        Denied::Rule(refusal) => Problem::Refused(refusal),
        Denied::Fault(error) => Problem::Said(error.to_string()),
    }
}
