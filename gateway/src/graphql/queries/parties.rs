use async_graphql::connection::Connection;
use async_graphql::{Context, Object, Result};
use domain::units::PartyId;
use uuid::Uuid;

use crate::directory::{self, export_person};
use crate::graphql::context::{app, read, session};
use crate::graphql::loaders::party;
use crate::graphql::parties::by;
use crate::graphql::types::{Party, connection, page};
use crate::graphql::{fault, unfit};

/// Questions on customers, suppliers and carriers.
#[derive(Default)]
pub struct PartiesQuery;

#[Object]
impl PartiesQuery {
    /// Customers, suppliers and carriers, by name; those that were erased are left out.
    async fn parties(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        #[graphql(
            desc = "Only those in whose names, e-mail, telephone, town or numbers each of these words stands.",
            validator(max_length = 100)
        )]
        search: Option<String>,
    ) -> Result<Connection<String, Party>> {
        let page = page(context, first, after)?;
        if search.as_deref().is_some_and(|text| text.contains(char::is_control)) {
            return Err(unfit("search: control characters"));
        }
        let slice = read(context, async |connection, estate| {
            directory::parties(connection, estate, search.as_deref(), &page).await
        })
        .await?;
        Ok(connection(slice, Party))
    }

    /// The party of that id, also when it was erased.
    async fn party(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Party>> {
        party(context, PartyId::new(id)).await
    }

    /// Everything that is held on a person, as a JSON document. That it was asked for is noted.
    async fn personal_data(&self, context: &Context<'_>, party_id: Uuid) -> Result<Option<String>> {
        let session = session(context);
        let pool = &app(context).pool;
        let document = export_person(pool, session.estate, &by(context), PartyId::new(party_id)).await;
        document.map_err(|error| fault(session, &error))
    }
}
