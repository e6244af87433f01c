use std::collections::BTreeMap;

use domain::drm::{CapsuleBalance, CapsuleNode, Node, NodeVolume, Return, Side, WineBalance};
use domain::terms::Regime;
use domain::units::{EstateId, Month, Volume, WineId};
use serde::de::DeserializeOwned;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::contract::Word;
use crate::drm::CapsuleAccount;
use crate::paging::ReadError;

/// The return of a month as it stands today: what `domain::drm::Ledger` makes of the same events, in two queries however
/// long the books are.
pub async fn drm_month(
    connection: &mut PgConnection,
    estate: EstateId,
    month: Month,
) -> Result<Return, ReadError> {
    let wines = wines(connection, estate, month).await?;
    let capsules = capsules(connection, estate, month).await?;
    Ok(Return { month, wines, capsules })
}

/// Every wine that was in stock at the beginning of the month or moved in it.
async fn wines(
    connection: &mut PgConnection,
    estate: EstateId,
    month: Month,
) -> Result<Vec<WineBalance>, ReadError> {
    // What moves the opening stock is part of it, and no movement.
    let restatements: Vec<&str> = Node::RESTATEMENTS.iter().map(|node| node.name()).collect();
    let rows: Vec<(Uuid, String, i64, Option<String>)> = sqlx::query_as(
        "WITH before AS (
             SELECT stock.wine_id, stock.regime, sum(stock.volume_ml) AS opening_ml FROM (
                 SELECT wine_id, regime, volume_ml FROM drm.opening_stocks WHERE estate_id = $1
                 UNION ALL
                 SELECT wine_id, regime, effect_ml FROM drm.node_totals
                 WHERE estate_id = $1 AND (month < $2 OR month = $2 AND node = ANY($3))
             ) AS stock GROUP BY stock.wine_id, stock.regime
         ), within AS (
             SELECT wine_id, regime, json_object_agg(node, volume_ml) AS nodes FROM drm.node_totals
             WHERE estate_id = $1 AND month = $2 AND volume_ml <> 0 AND node <> ALL($3) GROUP BY wine_id, regime
         )
         SELECT wine_id, regime, coalesce(opening_ml, 0)::bigint, nodes::text
         FROM before FULL JOIN within USING (wine_id, regime)
         WHERE coalesce(opening_ml, 0) <> 0 OR nodes IS NOT NULL",
    )
    .bind(estate.uuid())
    .bind(month.to_string())
    .bind(restatements)
    .fetch_all(connection)
    .await?;
    let balances = rows.into_iter().map(|(wine, regime, opening, nodes)| {
        let regime: Word<Regime> = serde_json::from_value(regime.into())?;
        balance(WineId::new(wine), regime.0, Volume::from_ml(opening), nodes.as_deref())
    });
    let mut balances = balances.collect::<Result<Vec<_>, ReadError>>()?;
    balances.sort_by_key(|balance| (balance.wine, balance.regime));
    Ok(balances)
}

fn balance(
    wine: WineId,
    regime: Regime,
    opening_ml: Volume,
    nodes: Option<&str>,
) -> Result<WineBalance, ReadError> {
    let nodes: BTreeMap<Word<Node>, Volume> = by_node(nodes)?;
    let movements =
        nodes.into_iter().map(|(node, volume_ml)| NodeVolume { node: node.0, volume_ml }).collect();
    let mut balance = WineBalance { wine, regime, opening_ml, movements, closing_ml: opening_ml };
    balance.closing_ml = opening_ml + balance.total(Side::Entry) - balance.total(Side::Exit);
    Ok(balance)
}

/// Every account that was open, also without movement.
async fn capsules(
    connection: &mut PgConnection,
    estate: EstateId,
    month: Month,
) -> Result<Vec<CapsuleBalance>, ReadError> {
    let rows: Vec<(String, i64, Option<String>)> = sqlx::query_as(
        "SELECT row_to_json(account)::text, (account.opening + coalesce(sums.before, 0))::bigint, sums.nodes::text
         FROM drm.capsule_accounts AS account
         LEFT JOIN (
             SELECT account_id, sum(effect) FILTER (WHERE month < $2) AS before,
                    json_object_agg(node, count) FILTER (WHERE month = $2 AND count <> 0) AS nodes
             FROM drm.capsule_totals WHERE estate_id = $1 AND month <= $2 GROUP BY account_id
         ) AS sums ON sums.account_id = account.id
         WHERE account.estate_id = $1 AND account.opened_month <= $2 ORDER BY account.id",
    )
    .bind(estate.uuid())
    .bind(month.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(account, opening, nodes)| capsule_balance(&account, opening, nodes.as_deref()))
        .collect()
}

fn capsule_balance(account: &str, opening: i64, nodes: Option<&str>) -> Result<CapsuleBalance, ReadError> {
    let account: CapsuleAccount = serde_json::from_str(account)?;
    let nodes: BTreeMap<Word<CapsuleNode>, i64> = by_node(nodes)?;
    let movements: BTreeMap<CapsuleNode, i64> =
        nodes.into_iter().map(|(node, count)| (node.0, count)).collect();
    let effect =
        movements.iter().map(|(node, count)| if node.side() == Side::Entry { *count } else { -count });
    let closing = opening + effect.sum::<i64>();
    Ok(CapsuleBalance { account: account.id, kind: account.kind(), opening, movements, closing })
}

fn by_node<M: DeserializeOwned + Default>(nodes: Option<&str>) -> Result<M, ReadError> {
    Ok(nodes.map(serde_json::from_str).transpose()?.unwrap_or_default())
}
