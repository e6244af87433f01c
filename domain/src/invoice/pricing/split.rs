use crate::invoice::{PriceBasis, VatTotal, VatTreatment};
use crate::units::Money;

/// An amount of one treatment, in the basis of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How VAT stands on it.
    pub vat: VatTreatment,
    /// The amount, not below zero.
    pub amount_cents: Money,
}

/// The base and VAT of each treatment, in their order, and the share of each part in its base.
///
/// VAT is reckoned on the sum of a treatment and not line by line (CGI, ann. II, art. 242 nonies A, I, 12°, asks for the
/// total by rate; EN 16931 BR-S-09 holds it against the base), rounded half away from zero. Prices with VAT keep their sum:
/// VAT is taken out of it, and the base is the rest. The shares sum to the base to the cent, by largest remainder.
///
/// `None` beyond the range of money.
pub fn split(parts: &[Part], basis: PriceBasis) -> Option<(Vec<VatTotal>, Vec<Money>)> {
    let mut treatments: Vec<VatTreatment> = parts.iter().map(|part| part.vat).collect();
    treatments.sort_unstable();
    treatments.dedup();
    let totals =
        treatments.into_iter().map(|treatment| total(parts, treatment, basis)).collect::<Option<Vec<_>>>()?;
    let nets = shares(parts, &totals);
    Some((totals, nets))
}

/// The share of each part in the base of its treatment.
pub fn shares(parts: &[Part], totals: &[VatTotal]) -> Vec<Money> {
    let mut nets = vec![Money::ZERO; parts.len()];
    for total in totals {
        share(parts, total, &mut nets);
    }
    nets
}

fn total(parts: &[Part], treatment: VatTreatment, basis: PriceBasis) -> Option<VatTotal> {
    let mut amounts = parts.iter().filter(|part| part.vat == treatment).map(|part| part.amount_cents.cents());
    let amount_cents = Money::from_cents(amounts.try_fold(0_i64, i64::checked_add)?);
    let rate = treatment.rate();
    let (base_cents, vat_cents) = match basis {
        PriceBasis::Net => (amount_cents, amount_cents.share_half_up(rate)?),
        PriceBasis::Gross => {
            let vat_cents = amount_cents.vat_within(rate)?;
            (amount_cents - vat_cents, vat_cents)
        }
    };
    Some(VatTotal { treatment, base_cents, vat_cents })
}

/// Gives each part of the treatment its share of the base: whole cents first, then the cents that are left to those whose
/// fraction was largest, the first of equals first.
fn share(parts: &[Part], total: &VatTotal, nets: &mut [Money]) {
    let of: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].vat == total.treatment).collect();
    let whole: i128 = of.iter().map(|at| i128::from(parts[*at].amount_cents.cents())).sum();
    if whole == 0 {
        return;
    }
    let base = i128::from(total.base_cents.cents());
    let product = |at: usize| i128::from(parts[at].amount_cents.cents()) * base;
    let mut left = base;
    for at in &of {
        let cents = product(*at) / whole;
        left -= cents;
        nets[*at] = Money::from_cents(i64::try_from(cents).unwrap_or(0));
    }
    let mut by_fraction = of;
    by_fraction.sort_by_key(|at| std::cmp::Reverse(product(*at) % whole));
    let given = usize::try_from(left).unwrap_or(0);
    for at in by_fraction.into_iter().take(given) {
        nets[at] += Money::from_cents(1);
    }
}
