use std::collections::BTreeMap;

use super::{Article, ArticleEvent, Offer};

impl Article {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &ArticleEvent) {
        match (self, event) {
            (
                this,
                ArticleEvent::ArticleRegistered { sku, name, wine, size_ml, lots, claims, vat_rate, .. },
            ) => {
                *this = Self::Active(Offer {
                    sku: sku.clone(),
                    name: name.clone(),
                    wine: *wine,
                    size_ml: *size_ml,
                    lots: lots.iter().copied().collect(),
                    claims: claims.clone(),
                    vat_rate: *vat_rate,
                    prices: BTreeMap::new(),
                });
            }
            (this @ Self::Active(_), ArticleEvent::ArticleRetired { .. }) => {
                if let Self::Active(offer) = std::mem::take(this) {
                    *this = Self::Retired(offer);
                }
            }
            (Self::Active(offer), event) => offer.take(event),
            (Self::Unknown | Self::Retired(_), _) => {}
        }
    }
}

impl Offer {
    fn take(&mut self, event: &ArticleEvent) {
        match event {
            ArticleEvent::ArticleAmended { name, claims, vat_rate, .. } => {
                self.name.clone_from(name);
                self.claims = claims.clone();
                self.vat_rate = *vat_rate;
            }
            ArticleEvent::ArticleLotAdded { lot, .. } => {
                self.lots.insert(*lot);
            }
            ArticleEvent::ArticleLotRemoved { lot, .. } => {
                self.lots.remove(lot);
            }
            ArticleEvent::ArticlePriceSet { list, since, price } => {
                self.prices.entry(list.clone()).or_default().insert(*since, price.clone());
            }
            ArticleEvent::ArticleRegistered { .. } | ArticleEvent::ArticleRetired { .. } => {}
        }
    }
}
