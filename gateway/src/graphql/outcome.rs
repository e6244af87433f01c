use async_graphql::{Context, SimpleObject};
use domain::decider::{Param, Refusal};
use domain::units::WineId;
use journal::{Operation, PerformError};
use projections::cellar::wines_by_ids;

use super::context::{app, read, session};
use super::{Session, fault};
use crate::http::measure::Declines;
use crate::messages::{Labels, Language, sentence};
use crate::operations::Fresh;

/// The command was refused; nothing was written.
#[derive(SimpleObject, Clone, Debug)]
pub struct Refused {
    /// Stable, in capitals.
    pub code: String,
    /// The sentence for a person, in the language of the request.
    pub message: String,
    /// What the refusal speaks of.
    pub params: Vec<RefusalParam>,
}

/// One thing that a refusal speaks of.
#[derive(SimpleObject, Clone, Debug)]
pub struct RefusalParam {
    /// Its name.
    pub name: String,
    /// Its value: volumes in hectolitres, days and months as in the scalars.
    pub value: String,
}

/// Others kept changing the same things; nothing was written, and the command may be sent again.
#[derive(SimpleObject, Clone, Debug)]
pub struct Conflict {
    /// The sentence for a person.
    pub message: String,
}

/// What a command that was carried out leaves.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    /// The estate's journal position after it.
    pub position: i64,
    /// True when the same command had been carried out before.
    pub replayed: bool,
}

/// Why a command was not carried out.
pub enum Declined {
    /// It was refused.
    Refused(Refused),
    /// Others were quicker, again and again.
    Conflict(Conflict),
}

/// Carries an operation out and brings the estate's read models up to it, so that the caller reads its own writes. A
/// read model that cannot follow does not take the command back: it is marked behind and told in the log.
pub async fn carry_out<O: Operation>(
    context: &Context<'_>,
    fresh: Fresh,
    operation: &O,
) -> async_graphql::Result<Result<Done, Declined>> {
    let session = session(context);
    let app = app(context);
    match app.journal.perform(&app.scope(session), Some(fresh.command()), operation).await {
        Ok(performed) => {
            app.catch_up(session.estate).await;
            Ok(Ok(Done { position: performed.position, replayed: performed.replayed }))
        }
        Err(PerformError::Refused(refusal)) => Ok(Err(Declined::Refused(refused(context, &refusal).await?))),
        Err(PerformError::CommandReused) => {
            let refusal = Refusal { code: "COMMAND_REUSED", params: Vec::new() };
            Ok(Err(Declined::Refused(refused(context, &refusal).await?)))
        }
        Err(PerformError::Conflict) => {
            context.data_opt::<Declines>().inspect(|declines| declines.conflict());
            Ok(Err(Declined::Conflict(conflict(session, O::NAME))))
        }
        Err(PerformError::Fault(error)) => Err(fault(session, &error)),
    }
}

/// A conflict as it is told. It is logged as information.
pub fn conflict(session: &Session, operation: &str) -> Conflict {
    tracing::info!(request_id = %session.request_id, operation, "conflict");
    let message = match session.language {
        Language::French => "D'autres saisies ont modifié les mêmes éléments au même moment : réessayez.",
        Language::English => "Others changed the same things just now: try again.",
    };
    Conflict { message: message.to_owned() }
}

/// A refusal as it is told: wines by their labels. It is logged as information.
pub async fn refused(context: &Context<'_>, refusal: &Refusal) -> async_graphql::Result<Refused> {
    context.data_opt::<Declines>().inspect(|declines| declines.refused());
    let session = session(context);
    tracing::info!(request_id = %session.request_id, refusal = %refusal, "refused");
    let labels = labels(context, [refusal]).await?;
    Ok(Refused::told(refusal, sentence(refusal, &labels, session.language)))
}

/// The labels of the wines that these name, in one statement.
pub async fn labels<'a>(
    context: &Context<'_>,
    refusals: impl IntoIterator<Item = &'a Refusal>,
) -> async_graphql::Result<Labels> {
    let params = refusals.into_iter().flat_map(|refusal| &refusal.params);
    let wines: Vec<WineId> = params
        .filter_map(|(_, value)| if let Param::Wine(wine) = value { Some(wine.declared()) } else { None })
        .collect();
    let mut labels = Labels::new();
    if !wines.is_empty() {
        let rows =
            read(context, async |connection, estate| wines_by_ids(connection, estate, &wines).await).await?;
        labels.extend(rows.into_iter().map(|wine| (wine.id, wine.label)));
    }
    Ok(labels)
}

impl Refused {
    /// The refusal with its sentence.
    pub(super) fn told(refusal: &Refusal, message: String) -> Self {
        let params = refusal.params.iter().map(|(name, value)| RefusalParam {
            name: camel_case(name),
            value: match value {
                Param::Volume(volume) => volume.to_hl_string(),
                Param::Money(money) => money.cents().to_string(),
                other => other.to_string(),
            },
        });
        Self { code: refusal.code.to_owned(), message, params: params.collect() }
    }
}

/// A parameter's name as GraphQL writes names, without the unit of its storage: `requested_ml` → `requested`.
fn camel_case(name: &str) -> String {
    let name = name.strip_suffix("_ml").filter(|stem| *stem != "size" && *stem != "capsule").unwrap_or(name);
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |camel, part| {
        let mut letters = part.chars();
        let capital = letters.next().map(|letter| letter.to_ascii_uppercase());
        camel + &capital.into_iter().chain(letters).collect::<String>()
    })
}

/// Declares the payload of a mutation: what it makes, a refusal, or a conflict.
macro_rules! payloads {
    ($(
        $(#[$doc:meta])*
        $union:ident = $done:ident { $(#[$field_doc:meta])* $field:ident: $type:ty }
    )*) => {$(
        #[doc = concat!("What `", stringify!($union), "` answers when the command was carried out.")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $done {
            $(#[$field_doc])*
            pub $field: Option<$type>,
            /// The estate's journal position after the command.
            pub position: i64,
            /// True when the same command had been carried out before; this is its first answer.
            pub replayed: bool,
        }

        $(#[$doc])*
        #[derive(async_graphql::Union)]
        #[allow(clippy::large_enum_variant, reason = "one answer at a time, and GraphQL unions hold their objects")]
        pub enum $union {
            /// It was carried out.
            Done($done),
            /// It was refused.
            Refused($crate::graphql::outcome::Refused),
            /// Others were quicker.
            Conflict($crate::graphql::outcome::Conflict),
        }
    )*};
}
pub(super) use payloads;

/// Carries an operation out and goes on with what it left, or answers with its refusal or conflict.
macro_rules! settle {
    ($context:expr, $fresh:expr, $operation:expr) => {
        $crate::graphql::outcome::or_declined!(
            $crate::graphql::outcome::carry_out($context, $fresh, &$operation).await?
        )
    };
}
pub(super) use settle;

/// Goes on with what was done, or answers with the refusal or conflict.
macro_rules! or_declined {
    ($outcome:expr) => {
        match $outcome {
            Ok(done) => done,
            Err($crate::graphql::outcome::Declined::Refused(refused)) => return Ok(refused.into()),
            Err($crate::graphql::outcome::Declined::Conflict(conflict)) => return Ok(conflict.into()),
        }
    };
}
pub(super) use or_declined;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_named_without_their_storage_unit() {
        assert_eq!(camel_case("requested_ml"), "requested");
        assert_eq!(camel_case("in_service_on"), "inServiceOn");
        assert_eq!(camel_case("size_ml"), "sizeMl");
        assert_eq!(camel_case("on"), "on");
    }
}
