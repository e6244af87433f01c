use super::{DraftLine, DraftRefusal, InvoiceDraft, KnownSeller, Mention, Off};
use crate::invoice::{BuyerKind, Item, SavedDraft, VatTreatment, is_french_rate};
use crate::policy::{in_calendar, name, optional, payable_by, sale_destination};
use crate::terms::{Country, SaleDestination};
use crate::units::{Date, Money, bottles};

/// More lines are two invoices.
const MAX_LINES: usize = 1_000;
/// A million euros apiece: more is a slip of the keyboard.
const MAX_PRICE: Money = Money::from_cents(100_000_000);
/// The whole of an amount.
const WHOLE: i32 = 10_000;

type Checked = Result<(), DraftRefusal>;

/// Accepts what is to be priced.
pub(super) fn lines(lines: &[DraftLine]) -> Checked {
    if lines.is_empty() {
        return Err(DraftRefusal::NoLines);
    }
    if lines.len() > MAX_LINES {
        return Err(DraftRefusal::TooManyLines { limit: 1_000 });
    }
    (1..).zip(lines).try_for_each(|(position, line)| one(position, line))
}

fn one(position: i64, line: &DraftLine) -> Checked {
    bottles(line.count)?;
    if name(&line.label, 200).is_none() {
        return Err(DraftRefusal::LabelInvalid { line: position });
    }
    if !(Money::ZERO..=MAX_PRICE).contains(&line.unit_price_cents) {
        return Err(DraftRefusal::PriceInvalid { line: position, unit_price_cents: line.unit_price_cents });
    }
    let Some(discount) = &line.discount else { return Ok(()) };
    let fits = match discount.off {
        Off::Share(rate) => (0..=WHOLE).contains(&rate.basis_points()),
        Off::Amount(amount_cents) => amount_cents >= Money::ZERO,
    };
    if !fits || optional(discount.reason.as_deref(), 100).is_err() {
        return Err(DraftRefusal::DiscountInvalid { line: position });
    }
    Ok(())
}

/// A hundred tonnes: more goes on no road.
const MOST_GRAMS: i64 = 100_000_000;

fn text(text: Option<&str>, limit: usize, field: &str) -> Checked {
    if optional(text, limit).is_err() {
        let (field, limit) = (field.to_owned(), i64::try_from(limit).unwrap_or(i64::MAX));
        return Err(DraftRefusal::TextInvalid { field, limit });
    }
    Ok(())
}

impl SavedDraft {
    /// Accepts what can be written down; the rest is held against the law on the day of issue.
    pub(in crate::invoice) fn accepted(self) -> Result<Self, DraftRefusal> {
        if self.order.is_none() || !self.charges.is_empty() {
            let charged: Vec<_> = self.charges.iter().map(|charge| charge.line(VatTreatment::WINE)).collect();
            lines(&charged)?;
        }
        text(self.buyer_reference.as_deref(), 50, "BUYER_REFERENCE")?;
        text(self.carrying.reference.as_deref(), 40, "CARRIAGE_REFERENCE")?;
        Ok(self)
    }
}

impl InvoiceDraft {
    /// Accepts what stands on the document besides its amounts, for that day of issue.
    pub(in crate::invoice) fn check(&self, issued_on: Date) -> Checked {
        let seller = self.seller.ok_or(DraftRefusal::SellerUndescribed)?;
        in_calendar(self.supplied_on)?;
        self.check_texts()?;
        self.check_buyer()?;
        self.check_vat(seller)?;
        let wine = self.lines.iter().any(|line| matches!(line.item, Item::Bottles(_)));
        let between_businesses = self.buyer.kind == BuyerKind::Company;
        payable_by(self.terms.due_on, issued_on, wine && between_businesses)?;
        for rate in [self.terms.early_discount, self.terms.late_penalty].into_iter().flatten() {
            if !(0..=WHOLE).contains(&rate.basis_points()) {
                return Err(DraftRefusal::TermsInvalid);
            }
        }
        Ok(())
    }

    fn check_texts(&self) -> Checked {
        text(self.buyer_reference.as_deref(), 50, "BUYER_REFERENCE")?;
        if let Some(carriage) = &self.carriage {
            text(carriage.reference.as_deref(), 40, "CARRIAGE_REFERENCE")?;
            let light = carriage.gross_weight_g.is_none_or(|weight| (1..=MOST_GRAMS).contains(&weight));
            if carriage.packages == Some(0) || !light {
                return Err(DraftRefusal::CarriageInvalid);
            }
        }
        self.destination.as_ref().map_or(Ok(()), |destination| Ok(sale_destination(destination)?))
    }

    /// Between professionals the buyer's identity is a mention of the law; a private person at the counter may go unnamed.
    fn check_buyer(&self) -> Checked {
        let named = self.buyer.party.is_some();
        if named != self.buyer.identity.is_some() {
            return Err(DraftRefusal::IdentityMissing);
        }
        let company = self.buyer.kind == BuyerKind::Company;
        if !named {
            return if company { Err(DraftRefusal::BuyerMissing) } else { Ok(()) };
        }
        let treatments: Vec<VatTreatment> = self.lines.iter().map(|line| line.vat).collect();
        let mut wanted = Mention::wanted(self.buyer.kind, self.buyer.country, &treatments);
        wanted.retain(|mention| !self.known.contains(mention));
        if wanted.is_empty() {
            return Ok(());
        }
        let missing = wanted.into_iter().map(Mention::name).collect::<Vec<_>>().join(", ");
        Err(DraftRefusal::MentionsMissing { missing })
    }

    fn check_vat(&self, seller: KnownSeller) -> Checked {
        let small = self.lines.iter().filter(|line| line.vat == VatTreatment::SmallBusiness).count();
        if small != 0 && small != self.lines.len() {
            return Err(DraftRefusal::SmallBusinessAlone);
        }
        if small == 0 && !seller.has_vat_number {
            return Err(DraftRefusal::VatNumberMissing);
        }
        (1..).zip(&self.lines).try_for_each(|(position, line)| self.check_line_vat(position, line))
    }

    fn check_line_vat(&self, line: i64, of: &DraftLine) -> Checked {
        let exported_to = match &self.destination {
            Some(SaleDestination::Export { country }) => Some(*country),
            _ => None,
        };
        let wine = matches!(of.item, Item::Bottles(_));
        let company = self.buyer.kind == BuyerKind::Company;
        let stands = match of.vat {
            VatTreatment::Standard(rate) if wine => {
                of.vat == VatTreatment::WINE && is_french_rate(rate, self.supplied_on)
            }
            VatTreatment::Standard(rate) => is_french_rate(rate, self.supplied_on),
            VatTreatment::Export => exported_to.is_some_and(|country| !country.is_in_the_union()),
            VatTreatment::IntraCommunity => company && exported_to.is_some_and(Country::is_in_the_union),
            VatTreatment::ReverseCharge => company,
            VatTreatment::SmallBusiness => true,
        };
        if stands {
            Ok(())
        } else {
            Err(DraftRefusal::VatWithoutGround { line, category: of.vat.category().to_owned() })
        }
    }
}
