use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Allotment, LineCount, OrderLine, Wanted};
use crate::invoice::PriceBasis;
use crate::terms::SaleDestination;
use crate::units::{ArticleId, Date, DispatchId, InvoiceId, LotId, Money, OrderId, PartyId, Rate};

/// An order as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// Placed; nothing is set aside.
    Placed(Placed),
    /// Its bottles are set aside.
    Confirmed(Placed),
    /// Some of its bottles left, the others are set aside.
    PartlyDispatched(Placed),
    /// Its bottles left; what had not left by then was given up.
    Dispatched(Placed),
    /// Given up before any bottle left.
    Cancelled(Placed),
}

/// What was ordered, and what of it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The customer; none at the counter.
    pub customer: Option<PartyId>,
    /// Where the bottles go.
    pub destination: SaleDestination,
    /// Whether its prices are without or with VAT.
    pub basis: PriceBasis,
    /// What is ordered.
    pub lines: Vec<OrderLine>,
    /// The lots that serve it: those that its lines name, and once it is confirmed those chosen for its articles.
    pub lots: Vec<LotLine>,
    /// When.
    pub placed_on: Date,
    /// What left, in its order.
    pub sent: Vec<Sent>,
    /// How often bottles came back.
    pub returns: u32,
}

/// Bottles of a lot that serve a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotLine {
    /// The lot.
    pub lot: LotId,
    /// The article that was ordered, where no lot was.
    pub article: Option<ArticleId>,
    /// How many.
    pub bottles: i64,
    /// The price of one bottle, in the basis of the order.
    pub unit_price_cents: Money,
    /// What is taken off the line.
    pub discount: Option<Rate>,
}

impl LotLine {
    /// How many bottles of the lot.
    pub const fn count(&self) -> LineCount {
        LineCount { lot: self.lot, bottles: self.bottles }
    }
}

/// What left at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// How many bottles of each lot.
    pub lines: Vec<LineCount>,
    /// What of them came back.
    pub back: Vec<LineCount>,
    /// The day.
    pub on: Date,
    /// The invoice that charges it.
    pub invoice: Option<InvoiceId>,
}

impl Order {
    /// What was ordered, if anything was.
    pub const fn placed(&self) -> Option<&Placed> {
        match self {
            Self::Unknown => None,
            Self::Placed(placed)
            | Self::Confirmed(placed)
            | Self::PartlyDispatched(placed)
            | Self::Dispatched(placed)
            | Self::Cancelled(placed) => Some(placed),
        }
    }

    /// True while bottles are set aside for it.
    pub const fn holds_bottles(&self) -> bool {
        matches!(self, Self::Confirmed(_) | Self::PartlyDispatched(_))
    }

    /// The name of its status in storage and interfaces.
    pub fn status(&self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Placed(_) => "PLACED",
            Self::Confirmed(_) => "CONFIRMED",
            Self::PartlyDispatched(_) => "PARTLY_DISPATCHED",
            Self::Dispatched(placed) => match Settled::of(&placed.sent) {
                Settled::Open => "DISPATCHED",
                Settled::Invoiced => "INVOICED",
                Settled::Returned => "RETURNED",
            },
            Self::Cancelled(_) => "CANCELLED",
        }
    }
}

impl Placed {
    /// What its lines ask for of each lot.
    pub fn ordered(&self) -> Vec<LineCount> {
        self.lots.iter().map(LotLine::count).collect()
    }

    /// What was ordered and did not leave; without the lots of which all left.
    pub fn remaining(&self) -> Vec<LineCount> {
        less(self.ordered(), self.sent.iter().flat_map(|sent| &sent.lines))
    }

    /// What left at that place among the dispatches, from 1 on.
    pub fn dispatch(&self, place: u32) -> Option<&Sent> {
        self.sent.get(usize::try_from(place.checked_sub(1)?).ok()?)
    }

    /// The dispatches of which something is kept that no invoice charges, by their place from 1 on.
    pub fn to_invoice(&self) -> Vec<(u32, &Sent)> {
        let open = |(_, sent): &(u32, &Sent)| sent.invoice.is_none() && !sent.is_back();
        (1..).zip(&self.sent).filter(open).collect()
    }
}

/// How far what left has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Something that is kept is not charged.
    Open,
    /// All that is kept is charged.
    Invoiced,
    /// All of it came back.
    Returned,
}

impl Settled {
    /// How far that has come.
    pub fn of(sent: &[Sent]) -> Self {
        let kept: Vec<&Sent> = sent.iter().filter(|sent| !sent.is_back()).collect();
        match &kept[..] {
            [] => Self::Returned,
            kept if kept.iter().all(|sent| sent.invoice.is_some()) => Self::Invoiced,
            _ => Self::Open,
        }
    }
}

impl Sent {
    /// What leaves on that day.
    pub const fn leaving(lines: Vec<LineCount>, on: Date) -> Self {
        Self { lines, back: Vec::new(), on, invoice: None }
    }

    /// True where all of it came back.
    pub fn is_back(&self) -> bool {
        self.kept().is_empty()
    }

    /// What did not come back.
    pub fn kept(&self) -> Vec<LineCount> {
        less(self.lines.iter().copied(), &self.back)
    }
}

/// Bottles of lots without those: nothing of a lot of which none is left.
pub fn less<'a>(
    of: impl IntoIterator<Item = LineCount>,
    without: impl IntoIterator<Item = &'a LineCount>,
) -> Vec<LineCount> {
    let mut gone = BTreeMap::<LotId, i64>::new();
    for line in without {
        *gone.entry(line.lot).or_default() += line.bottles;
    }
    let left = |line: LineCount| LineCount {
        bottles: line.bottles - gone.get(&line.lot).copied().unwrap_or(0),
        ..line
    };
    of.into_iter().map(left).filter(|line| line.bottles > 0).collect()
}

/// The lots that serve lines, in the order of the lines: those that they name, and those that were chosen for articles.
pub fn served(lines: &[OrderLine], allotted: &[Allotment]) -> Vec<LotLine> {
    let lots = lines.iter().flat_map(|line| match line.wanted {
        Wanted::Lot(lot) => vec![line.served_by(lot, line.bottles)],
        Wanted::Article(article) => {
            let own = allotted.iter().filter(|it| it.article == article);
            own.map(|it| line.served_by(it.lot, it.bottles)).collect()
        }
    });
    lots.collect()
}

impl OrderLine {
    const fn served_by(&self, lot: LotId, bottles: i64) -> LotLine {
        let article = match self.wanted {
            Wanted::Lot(_) => None,
            Wanted::Article(article) => Some(article),
        };
        LotLine { lot, article, bottles, unit_price_cents: self.unit_price_cents, discount: self.discount }
    }
}

impl DispatchId {
    /// What left for the order at its place among the order's dispatches, from 1 on.
    pub fn of(order: OrderId, place: u32) -> Self {
        Self::new(uuid::Uuid::new_v5(&order.uuid(), format!("dispatch\n{place}").as_bytes()))
    }
}
