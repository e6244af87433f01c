use async_graphql::{Context, InputObject, Object, Result};
use domain::units::{ActorId, CommandId};
use uuid::Uuid;

use super::answer::{answered, answers, denied};
use crate::graphql::Visit;
use crate::graphql::context::{app, visit};
use crate::graphql::inputs::{EstateIdentityInput, compact};
use crate::graphql::scalars::GqlMonth;
use crate::graphql::types::Me;
use crate::messages::Language;
use crate::operations::RegisterEstate;
use crate::people::{
    self, Denied, Guest, Newcomer, Outcome, PeopleRefusal, Person, SignedIn as Signed, Through,
};

answers! {
    /// The answer to whatever signs somebody in, or changes what they see.
    SignInResult = SignedIn {
        /// Who is signed in now.
        me: Option<Me>
    }
    /// The answer to `signOut`.
    SignOutResult = SignedOut {
        /// True.
        done: bool
    }
    /// The answer to what sends a letter or sets a password, and shows nothing.
    DoneResult = Done {
        /// True.
        done: bool
    }
}

/// Somebody who makes an account.
#[derive(InputObject)]
pub struct SignUpInput {
    /// The e-mail address.
    email: String,
    /// At least twelve characters.
    password: String,
    /// As others will see it.
    name: String,
}

/// Somebody who signs in.
#[derive(InputObject)]
pub struct SignInInput {
    /// The e-mail address.
    email: String,
    /// The password.
    password: String,
}

/// A link of an invitation that is opened.
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// The secret of the link.
    secret: String,
    /// The name of somebody without an account.
    name: Option<String>,
    /// The password of somebody without an account, at least twelve characters.
    password: Option<String>,
}

/// A link to choose a new password.
#[derive(InputObject)]
pub struct ResetPasswordInput {
    /// The secret of the link.
    secret: String,
    /// At least twelve characters.
    password: String,
}

/// A password to be changed.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The one of today.
    current: String,
    /// At least twelve characters.
    new: String,
}

/// An estate to be registered.
#[derive(InputObject)]
pub struct RegisterEstateInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// Trade name.
    name: String,
    /// Accise number, with or without spaces: two letters and eleven letters or digits.
    accise: String,
    /// CVI number.
    cvi: Option<String>,
    /// Identifier at the interprofession.
    interprofession_id: Option<String>,
    /// The first month of the books.
    books_from: GqlMonth,
    /// Who it is.
    identity: EstateIdentityInput,
}

/// Coming in and going out.
#[derive(Default)]
pub struct DoorMutation;

#[Object]
impl DoorMutation {
    /// Makes an account and signs it in. It belongs to no estate until it registers one or is invited.
    async fn sign_up(&self, context: &Context<'_>, input: SignUpInput) -> Result<SignInResult> {
        let (app, visit) = (app(context), visit(context));
        let newcomer = Newcomer {
            email: input.email,
            password: input.password,
            name: input.name,
            language: visit.language.tag(),
        };
        let made = people::sign_up(&app.pool, &app.people, newcomer, visit.address).await;
        let account = answered!(visit, made);
        let signed = Signed { account: account.id, epoch: account.epoch, estate: None };
        enter(context, signed).await
    }

    /// Signs somebody in: the answer sets a cookie.
    async fn sign_in(&self, context: &Context<'_>, input: SignInInput) -> Result<SignInResult> {
        let (app, visit) = (app(context), visit(context));
        let signed = people::sign_in(&app.pool, &input.email, input.password, visit.address).await;
        enter(context, answered!(visit, signed)).await
    }

    /// Signs the browser out.
    async fn sign_out(&self, context: &Context<'_>) -> Result<SignOutResult> {
        let (app, visit) = (app(context), visit(context));
        let (cookie, person) = answered!(visit, of_browser(visit));
        answered!(visit, people::sign_out(&app.pool, cookie, person.account, visit.address).await);
        Ok(SignedOut { done: true }.into())
    }

    /// Accepts an invitation, once: as the account that is signed in, or as a new one, which is signed in then.
    async fn accept_invitation(
        &self,
        context: &Context<'_>,
        input: AcceptInvitationInput,
    ) -> Result<SignInResult> {
        let (app, visit) = (app(context), visit(context));
        let guest = match (&visit.person, input.name, input.password) {
            (Some(person), _, _) => Guest::Account(person.account),
            (None, name, password) => Guest::Newcomer {
                name: name.unwrap_or_default(),
                password: password.unwrap_or_default(),
                language: visit.language.tag(),
            },
        };
        let accepted = people::accept(&app.pool, &input.secret, guest, visit.address).await;
        let (account, estate) = answered!(visit, accepted);
        let known = people::account(&app.pool, account).await.map_err(Into::into);
        let known = answered!(visit, known.and_then(|known| known.ok_or(PeopleRefusal::LinkInvalid.into())));
        enter(context, Signed { account: known.id, epoch: known.epoch, estate: Some(estate.uuid()) }).await
    }

    /// Sends a link to choose a new password, if the address has an account; the answer does not tell.
    async fn request_password_reset(&self, context: &Context<'_>, email: String) -> Result<DoneResult> {
        let (app, visit) = (app(context), visit(context));
        let sent = people::request_reset(&app.pool, &app.people, &email, visit.language, visit.address).await;
        answered!(visit, sent);
        Ok(done())
    }

    /// Sets a new password with a link, once. Every session of the account is over.
    async fn reset_password(&self, context: &Context<'_>, input: ResetPasswordInput) -> Result<DoneResult> {
        let (app, visit) = (app(context), visit(context));
        let set = people::reset_password(&app.pool, &input.secret, input.password, visit.address).await;
        answered!(visit, set);
        Ok(done())
    }

    /// Changes the password. Every other session of the account is over.
    async fn change_password(&self, context: &Context<'_>, input: ChangePasswordInput) -> Result<DoneResult> {
        let (app, visit) = (app(context), visit(context));
        let (cookie, person) = answered!(visit, of_browser(visit));
        let passwords = (input.current, input.new);
        let changed = people::change_password(&app.pool, person.account, visit.address, passwords).await;
        let epoch = answered!(visit, changed);
        let estate = person.current.map(|membership| membership.estate.uuid());
        let signed = Signed { account: person.account.uuid(), epoch, estate };
        answered!(visit, signed.begin(cookie).await.map_err(Into::into));
        Ok(done())
    }

    /// Changes the name that others see, and the language of letters.
    async fn update_me(
        &self,
        context: &Context<'_>,
        name: String,
        english: Option<bool>,
    ) -> Result<SignInResult> {
        let (app, visit) = (app(context), visit(context));
        let person = answered!(visit, known(visit));
        let language = match english {
            Some(true) => Language::English,
            Some(false) => Language::French,
            None => visit.language,
        };
        answered!(visit, people::rename(&app.pool, person.account, &name, language.tag()).await);
        Ok(SignedIn { me: Me::of(context, person).await? }.into())
    }

    /// Opens an estate's books. Who registers it is its first administrator, and sees it from now on.
    async fn register_estate(
        &self,
        context: &Context<'_>,
        input: RegisterEstateInput,
    ) -> Result<SignInResult> {
        let (app, visit) = (app(context), visit(context));
        let (_, person) = answered!(visit, of_browser(visit));
        let identity = input.identity.into_domain().map_err(|refusal| Denied::Rule(refusal.into()));
        let operation = RegisterEstate {
            name: input.name,
            accise: compact(&input.accise),
            cvi: input.cvi.as_deref().map(compact).filter(|cvi| !cvi.is_empty()),
            interprofession_id: input.interprofession_id,
            books_from: input.books_from.0,
            identity: answered!(visit, identity),
        };
        let by = (person.account, visit.address, visit.request_id.as_str());
        let command = input.command_id.map(CommandId::new);
        let estate = answered!(visit, people::register(app, by, command, &operation).await);
        choose(context, person.account, estate.uuid()).await
    }

    /// Makes another of the account's estates the current one.
    async fn switch_estate(&self, context: &Context<'_>, estate_id: Uuid) -> Result<SignInResult> {
        let (app, visit) = (app(context), visit(context));
        let (_, person) = answered!(visit, of_browser(visit));
        let joined = people::joined(&app.pool, person.account).await.map_err(Into::into);
        let joined = answered!(visit, joined);
        if !joined.iter().any(|it| it.membership.estate.uuid() == estate_id) {
            return Ok(denied(visit, PeopleRefusal::EstateNotJoined.into())?.into());
        }
        choose(context, person.account, estate_id).await
    }
}

/// Nothing to show.
pub(super) fn done() -> DoneResult {
    Done { done: true }.into()
}

/// Somebody who is known.
fn known(visit: &Visit) -> Outcome<&Person> {
    Ok(visit.person.as_ref().ok_or(PeopleRefusal::Forbidden)?)
}

/// A person in front of a browser, with its session: what concerns the account itself is not for tokens.
pub(super) fn of_browser(visit: &Visit) -> Outcome<(&tower_sessions::Session, &Person)> {
    let person = known(visit)?;
    match (&visit.cookie, person.through) {
        (Some(cookie), Through::Session) => Ok((cookie, person)),
        _ => Err(PeopleRefusal::BrowserOnly.into()),
    }
}

/// Signs the browser in.
async fn enter(context: &Context<'_>, signed: Signed) -> Result<SignInResult> {
    let visit = visit(context);
    let Some(cookie) = &visit.cookie else {
        return Ok(denied(visit, PeopleRefusal::BrowserOnly.into())?.into());
    };
    answered!(visit, signed.begin(cookie).await.map_err(Into::into));
    Ok(SignedIn { me: Me::entering(context, &signed).await? }.into())
}

/// Makes an estate the current one of the browser's session.
pub(super) async fn choose(context: &Context<'_>, account: ActorId, estate: Uuid) -> Result<SignInResult> {
    let visit = visit(context);
    let Some(cookie) = &visit.cookie else {
        return Ok(denied(visit, PeopleRefusal::BrowserOnly.into())?.into());
    };
    let signed = answered!(visit, Signed::of(cookie).await.map_err(Into::into));
    let Some(signed) = signed.filter(|signed| signed.account == account.uuid()) else {
        return Ok(denied(visit, PeopleRefusal::BrowserOnly.into())?.into());
    };
    let signed = Signed { estate: Some(estate), ..signed };
    answered!(visit, signed.keep(cookie).await.map_err(Into::into));
    Ok(SignedIn { me: Me::entering(context, &signed).await? }.into())
}
