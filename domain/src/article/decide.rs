use std::collections::BTreeSet;

use super::acceptance::accept;
use super::{Article, ArticleCommand, ArticleEvent, ArticleRefusal, Offer, OfferedLot};
use crate::claims::LabelClaims;
use crate::decider::{Context, Decider};
use crate::invoice::is_french_rate;
use crate::policy::{in_calendar, name, not_in_future};
use crate::units::{Date, Rate};

type Decision = Result<Vec<ArticleEvent>, ArticleRefusal>;

impl Decider for Article {
    const TYPE: &'static str = "article";
    type Command = ArticleCommand;
    type Event = ArticleEvent;
    type Refusal = ArticleRefusal;

    fn decide(&self, command: ArticleCommand, context: &Context) -> Decision {
        match (self, command) {
            (Self::Unknown, command @ ArticleCommand::Register { .. }) => registered(command, context),
            (Self::Active(offer) | Self::Retired(offer), ArticleCommand::Register { .. }) => {
                Err(ArticleRefusal::AlreadyRegistered { sku: offer.sku.clone() })
            }
            (Self::Unknown, _) => Err(ArticleRefusal::NotFound),
            (Self::Retired(offer), _) => Err(ArticleRefusal::Retired { sku: offer.sku.clone() }),
            (Self::Active(offer), command) => offer.decide(command, context),
        }
    }

    fn evolve(&mut self, event: &ArticleEvent) {
        self.take(event);
    }
}

fn registered(command: ArticleCommand, context: &Context) -> Decision {
    let ArticleCommand::Register { sku, name: called, lots, claims, vat_rate, reason } = command else {
        return Err(ArticleRefusal::NotFound);
    };
    let occurred_on = context.today;
    let sku =
        name(&sku.split_whitespace().collect::<Vec<_>>().join(" "), 40).ok_or(ArticleRefusal::SkuInvalid)?;
    let (name, claims) = stated(&called, &claims, vat_rate, occurred_on)?;
    let OfferedLot { wine, size_ml, .. } = lots.first().ok_or(ArticleRefusal::WithoutLot)?.clone();
    let mut seen = BTreeSet::new();
    for lot in &lots {
        if (lot.wine, lot.size_ml) != (wine, size_ml) {
            return Err(ArticleRefusal::LotDiffers { lot_number: lot.lot_number.clone() });
        }
        if !seen.insert(lot.lot) {
            return Err(ArticleRefusal::LotTwice { lot_number: lot.lot_number.clone() });
        }
    }
    let accepted = accept(&lots, reason.as_deref())?;
    let lots = lots.iter().map(|lot| lot.lot).collect();
    Ok(vec![ArticleEvent::ArticleRegistered {
        sku,
        name,
        wine,
        size_ml,
        lots,
        claims,
        vat_rate,
        accepted,
        occurred_on,
    }])
}

/// What an article says of itself, as it is kept.
fn stated(
    called: &str,
    claims: &LabelClaims,
    vat_rate: Rate,
    on: Date,
) -> Result<(String, LabelClaims), ArticleRefusal> {
    let name = name(called, 120).ok_or(ArticleRefusal::NameInvalid)?;
    let claims = claims.accepted()?;
    if !is_french_rate(vat_rate, on) {
        return Err(ArticleRefusal::VatRateInvalid);
    }
    Ok((name, claims))
}

impl Offer {
    fn decide(&self, command: ArticleCommand, context: &Context) -> Decision {
        let occurred_on = context.today;
        match command {
            ArticleCommand::Register { .. } => {
                Err(ArticleRefusal::AlreadyRegistered { sku: self.sku.clone() })
            }
            ArticleCommand::Amend { name: called, claims, vat_rate, lots, reason } => {
                let (name, claims) = stated(&called, &claims, vat_rate, occurred_on)?;
                let as_before = (&name, &claims, vat_rate) == (&self.name, &self.claims, self.vat_rate);
                if as_before {
                    return Ok(Vec::new());
                }
                // What was accepted of the same claims stays accepted.
                let accepted = if claims == self.claims { None } else { accept(&lots, reason.as_deref())? };
                Ok(vec![ArticleEvent::ArticleAmended { name, claims, vat_rate, accepted, occurred_on }])
            }
            ArticleCommand::AddLot { lot, reason } => {
                if (lot.wine, lot.size_ml) != (self.wine, self.size_ml) {
                    return Err(ArticleRefusal::LotDiffers { lot_number: lot.lot_number });
                }
                if self.lots.contains(&lot.lot) {
                    return Err(ArticleRefusal::LotTwice { lot_number: lot.lot_number });
                }
                let accepted = accept(std::slice::from_ref(&lot), reason.as_deref())?;
                Ok(vec![ArticleEvent::ArticleLotAdded { lot: lot.lot, accepted, occurred_on }])
            }
            ArticleCommand::RemoveLot { lot } => {
                if !self.lots.contains(&lot) {
                    return Err(ArticleRefusal::LotNotOffered);
                }
                if self.lots.len() == 1 {
                    return Err(ArticleRefusal::WithoutLot);
                }
                Ok(vec![ArticleEvent::ArticleLotRemoved { lot, occurred_on }])
            }
            ArticleCommand::SetPrice { list, since, price } => {
                let (since, price) = (in_calendar(since)?, price.accepted()?);
                Ok(vec![ArticleEvent::ArticlePriceSet { list, since, price }])
            }
            ArticleCommand::Retire { on } => {
                let occurred_on = not_in_future(on, context)?;
                Ok(vec![ArticleEvent::ArticleRetired { occurred_on }])
            }
        }
    }
}
