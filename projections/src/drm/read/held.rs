use std::collections::HashSet;

use domain::terms::Regime;
use domain::units::{EstateId, WineId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::contract::Word;
use crate::paging::ReadError;

/// Which of these wines lie in a vat or a lot today, by regime: what is in a vat is suspended, also while it is being made.
pub async fn wines_held(
    connection: &mut PgConnection,
    estate: EstateId,
    wines: &[WineId],
) -> Result<HashSet<(WineId, Regime)>, ReadError> {
    let ids: Vec<Uuid> = wines.iter().flat_map(|wine| [wine.uuid(), wine.being_made().uuid()]).collect();
    let rows: Vec<(Uuid, String)> = sqlx::query_as(
        "SELECT wine_id, $3 FROM cellar.vats WHERE estate_id = $1 AND content_ml > 0 AND wine_id = ANY($2)
         UNION
         SELECT wine_id, regime FROM stock.lots WHERE estate_id = $1 AND on_hand > 0 AND wine_id = ANY($2)",
    )
    .bind(estate.uuid())
    .bind(ids)
    .bind(Regime::Suspended.name())
    .fetch_all(connection)
    .await?;
    let held = rows.into_iter().map(|(wine, regime)| {
        let regime: Word<Regime> = serde_json::from_value(regime.into())?;
        Ok((WineId::new(wine).declared(), regime.0))
    });
    held.collect()
}
