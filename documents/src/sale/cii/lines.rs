use std::io::Write;

use domain::invoice::{Bottles, Discount, Invoice, InvoiceLine, Item, Language};
use domain::units::Money;

use super::price::net_price;
use super::write::{amount, leaf, rate};
use crate::figures::{size, strength};
use crate::sale::SaleRefusal;
use crate::xml::Tree;

/// Discount (UNTDID 5189).
const DISCOUNT: &str = "95";

/// `place` is the line's own on this document (BT-126): a credit note names the place of what it takes back in its lines.
pub(super) fn write<W: Write>(
    tree: &mut Tree<W>,
    invoice: &Invoice,
    place: usize,
    line: &InvoiceLine,
) -> Result<(), SaleRefusal> {
    let price = net_price(invoice, line)?;
    tree.enter("ram:IncludedSupplyChainTradeLineItem")?;
    tree.enter("ram:AssociatedDocumentLineDocument")?;
    tree.leaf("ram:LineID", &place.to_string())?;
    tree.leave()?;
    product(tree, line, invoice.buyer.language)?;
    tree.enter("ram:SpecifiedLineTradeAgreement")?;
    tree.enter("ram:NetPriceProductTradePrice")?;
    tree.leaf("ram:ChargeAmount", &amount(price.price_cents))?;
    if price.basis != 1 {
        quantity(tree, "ram:BasisQuantity", line, price.basis)?;
    }
    tree.leave()?;
    tree.leave()?;
    tree.enter("ram:SpecifiedLineTradeDelivery")?;
    quantity(tree, "ram:BilledQuantity", line, line.count)?;
    tree.leave()?;
    settlement(tree, line, price.discount_cents, invoice.buyer.language)?;
    Ok(tree.leave()?)
}

/// Bottles (Recommendation 20, BO of Recommendation 21), or pieces.
fn quantity<W: Write>(
    tree: &mut Tree<W>,
    name: &str,
    line: &InvoiceLine,
    count: i64,
) -> Result<(), SaleRefusal> {
    let unit = match line.item {
        Item::Bottles(_) => "XBO",
        Item::Goods | Item::Service => "C62",
    };
    Ok(tree.leaf_with(name, &[("unitCode", unit)], &count.to_string())?)
}

fn product<W: Write>(tree: &mut Tree<W>, line: &InvoiceLine, language: Language) -> Result<(), SaleRefusal> {
    tree.enter("ram:SpecifiedTradeProduct")?;
    leaf(tree, "ram:Name", &line.label)?;
    if let Item::Bottles(bottles) = &line.item {
        for (name, value) in attributes(bottles, language) {
            tree.enter("ram:ApplicableProductCharacteristic")?;
            tree.leaf("ram:Description", name)?;
            leaf(tree, "ram:Value", &value)?;
            tree.leave()?;
        }
    }
    Ok(tree.leave()?)
}

/// What lets the line stand for a wine on an accompanying document.
fn attributes(bottles: &Bottles, language: Language) -> Vec<(&'static str, String)> {
    let of = |french, english| match language {
        Language::French => french,
        Language::English => english,
    };
    let vintage = bottles.vintage.map(|vintage| (of("Millésime", "Vintage"), vintage.to_string()));
    let volume = (of("Volume nominal", "Nominal volume"), size(bottles.size_ml, language));
    let abv = bottles.abv.map(|abv| (of("TAV", "Alcohol by volume"), strength(abv, language)));
    let lot = (of("Lot", "Lot"), bottles.lot_number.clone());
    [vintage, Some(volume), abv, Some(lot)].into_iter().flatten().collect()
}

fn settlement<W: Write>(
    tree: &mut Tree<W>,
    line: &InvoiceLine,
    discount_cents: Money,
    language: Language,
) -> Result<(), SaleRefusal> {
    tree.enter("ram:SpecifiedLineTradeSettlement")?;
    tree.enter("ram:ApplicableTradeTax")?;
    tree.leaf("ram:TypeCode", "VAT")?;
    tree.leaf("ram:CategoryCode", line.vat.category())?;
    tree.leaf("ram:RateApplicablePercent", &rate(line.vat))?;
    tree.leave()?;
    if discount_cents > Money::ZERO {
        tree.enter("ram:SpecifiedTradeAllowanceCharge")?;
        tree.enter("ram:ChargeIndicator")?;
        tree.leaf("udt:Indicator", "false")?;
        tree.leave()?;
        tree.leaf("ram:ActualAmount", &amount(discount_cents))?;
        tree.leaf("ram:ReasonCode", DISCOUNT)?;
        leaf(tree, "ram:Reason", reason(line.discount.as_ref(), language))?;
        tree.leave()?;
    }
    tree.enter("ram:SpecifiedTradeSettlementLineMonetarySummation")?;
    tree.leaf("ram:LineTotalAmount", &amount(line.net_cents))?;
    tree.leave()?;
    Ok(tree.leave()?)
}

fn reason(discount: Option<&Discount>, language: Language) -> &str {
    let told = discount.and_then(|discount| discount.reason.as_deref());
    told.unwrap_or(match language {
        Language::French => "Remise",
        Language::English => "Discount",
    })
}
