use std::collections::BTreeMap;

use domain::drm::Return;
use domain::drm::declared::{Declarant, DeclaredCapsules, DeclaredWine, DrmReturn, Line, Nature};
use domain::drm::{Node, WineBalance};
use domain::terms::{Country, Regime, Strength, WineSpec};
use domain::units::{EstateId, Month, Volume, WineId};
use serde::Deserialize;
use sqlx::PgConnection;

use super::{drm_month, period};
use crate::cellar;
use crate::contract::Word;
use crate::paging::{ReadError, parsed};

/// The return of a month as it is declared: what `domain::drm::Books` makes of the same events, in six queries however many
/// wines and entries there are.
pub async fn declared_month(
    connection: &mut PgConnection,
    estate: EstateId,
    month: Month,
) -> Result<DrmReturn, ReadError> {
    let balances = drm_month(&mut *connection, estate, month).await?;
    declare(connection, estate, &balances).await
}

/// The same, of balances that were read already: four queries.
pub async fn declare(
    connection: &mut PgConnection,
    estate: EstateId,
    balances: &Return,
) -> Result<DrmReturn, ReadError> {
    let month = balances.month;
    let told = told(&mut *connection, estate, month).await?;
    let ids: Vec<WineId> = balances.wines.iter().map(|balance| balance.wine).collect();
    let wines = cellar::wines_by_ids(&mut *connection, estate, &ids).await?;
    let wines: BTreeMap<_, _> = wines.into_iter().map(|wine| (wine.id, (wine.spec, wine.strength))).collect();
    let declarant = cellar::estate(&mut *connection, estate).await?.map(declarant).unwrap_or_default();
    let annexes = period(connection, estate, month).await?.map(|period| period.annexes).unwrap_or_default();
    Ok(DrmReturn {
        period: month,
        declarant,
        wines: balances.wines.iter().map(|balance| wine(balance, &wines, &told)).collect(),
        capsules: balances.capsules.iter().map(DeclaredCapsules::from).collect(),
        documents: annexes.documents,
        uncleared: annexes.uncleared,
        statistics: annexes.statistics,
    })
}

/// What was told of a wine in the month.
type Told = BTreeMap<(WineId, Regime), (Vec<Line>, Vec<String>)>;

/// One row of [`told`]: a line, or an observation.
#[derive(Deserialize)]
struct Row {
    wine_id: WineId,
    regime: Word<Regime>,
    node: Option<Word<Node>>,
    nature: Option<Word<Nature>>,
    country: Option<Country>,
    replaced_month: Option<Month>,
    contract: Option<String>,
    volume_ml: Volume,
    observation: Option<String>,
}

/// Lines by what tells them apart, and each observation once, in the order of the ledger.
async fn told(connection: &mut PgConnection, estate: EstateId, month: Month) -> Result<Told, ReadError> {
    let rows: Vec<String> = sqlx::query_scalar(
        "WITH entries AS MATERIALIZED (
             SELECT * FROM drm.entries WHERE estate_id = $1 AND month = $2
         ), lines AS (
             SELECT wine_id, regime, node, nature, country, replaced_month, contract,
                    sum(volume_ml)::bigint AS volume_ml, NULL AS observation, min(ARRAY[position, ordinal]) AS place
             FROM entries GROUP BY wine_id, regime, node, nature, country, replaced_month, contract
             HAVING sum(volume_ml) <> 0
         ), observations AS (
             SELECT wine_id, regime, NULL AS node, NULL AS nature, NULL AS country, NULL AS replaced_month,
                    NULL AS contract, 0::bigint AS volume_ml, observation, min(ARRAY[position, ordinal]) AS place
             FROM entries WHERE observation IS NOT NULL GROUP BY wine_id, regime, observation
         )
         SELECT row_to_json(r)::text FROM (SELECT * FROM lines UNION ALL SELECT * FROM observations) AS r
         ORDER BY r.place",
    )
    .bind(estate.uuid())
    .bind(month.to_string())
    .fetch_all(connection)
    .await?;
    let mut told = Told::new();
    for row in parsed::<Row>(&rows)? {
        let (lines, observations) = told.entry((row.wine_id, row.regime.0)).or_default();
        observations.extend(row.observation);
        lines.extend(row.node.map(|node| Line {
            node: node.0,
            nature: row.nature.map(|nature| nature.0),
            volume_ml: row.volume_ml,
            country: row.country,
            replaced_month: row.replaced_month,
            contract: row.contract,
        }));
    }
    Ok(told)
}

fn wine(balance: &WineBalance, wines: &BTreeMap<WineId, (WineSpec, Strength)>, told: &Told) -> DeclaredWine {
    let known = wines.get(&balance.wine).map(|(spec, strength)| (spec, *strength));
    let (lines, observations) = told.get(&(balance.wine, balance.regime)).cloned().unwrap_or_default();
    DeclaredWine::of(balance, known, lines, &observations)
}

fn declarant(estate: cellar::Estate) -> Declarant {
    Declarant {
        name: Some(estate.name),
        accise: Some(estate.accise),
        cvi: estate.cvi,
        siret: estate.identity.map(|identity| identity.siret.into()),
        interprofession_id: estate.interprofession_id,
    }
}
