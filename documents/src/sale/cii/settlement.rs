use std::io::Write;

use domain::invoice::{Invoice, InvoiceKind, VatTotal};
use domain::letterhead::BankAccount;
use domain::units::Money;

use super::write::{amount, date, leaf, rate};
use crate::sale::mentions::exemption;
use crate::sale::{Parties, SaleRefusal};
use crate::xml::Tree;

/// A credit transfer within SEPA (UNTDID 4461).
const SEPA_TRANSFER: &str = "58";
/// VAT falls due on the day of the invoice (UNTDID 2475).
const ON_INVOICE: &str = "5";

/// How it is paid, VAT by treatment, when it is due, the sums, and the document it takes back (BG-16, BG-23, BT-9, BG-22,
/// BG-3).
pub(super) fn write<W: Write>(
    tree: &mut Tree<W>,
    invoice: &Invoice,
    parties: &Parties,
) -> Result<(), SaleRefusal> {
    tree.enter("ram:ApplicableHeaderTradeSettlement")?;
    if invoice.kind != InvoiceKind::CreditNote {
        leaf(tree, "ram:PaymentReference", &invoice.number.to_string())?;
    }
    tree.leaf("ram:InvoiceCurrencyCode", "EUR")?;
    if let Some(account) = parties.seller.account.as_ref().filter(|_| invoice.kind != InvoiceKind::CreditNote)
    {
        means(tree, account)?;
    }
    invoice.totals.vat.iter().try_for_each(|total| vat(tree, invoice, total))?;
    tree.enter("ram:SpecifiedTradePaymentTerms")?;
    date(tree, "ram:DueDateDateTime", "udt:DateTimeString", invoice.terms.due_on)?;
    tree.leave()?;
    sums(tree, invoice)?;
    if let Some(preceding) = invoice.preceding {
        tree.enter("ram:InvoiceReferencedDocument")?;
        tree.leaf("ram:IssuerAssignedID", &preceding.number.to_string())?;
        date(tree, "ram:FormattedIssueDateTime", "qdt:DateTimeString", preceding.issued_on)?;
        tree.leave()?;
    }
    Ok(tree.leave()?)
}

fn means<W: Write>(tree: &mut Tree<W>, account: &BankAccount) -> Result<(), SaleRefusal> {
    tree.enter("ram:SpecifiedTradeSettlementPaymentMeans")?;
    tree.leaf("ram:TypeCode", SEPA_TRANSFER)?;
    tree.enter("ram:PayeePartyCreditorFinancialAccount")?;
    tree.leaf("ram:IBANID", &account.iban.replace(' ', ""))?;
    tree.leave()?;
    if let Some(bic) = &account.bic {
        tree.enter("ram:PayeeSpecifiedCreditorFinancialInstitution")?;
        tree.leaf("ram:BICID", &bic.replace(' ', ""))?;
        tree.leave()?;
    }
    Ok(tree.leave()?)
}

fn vat<W: Write>(tree: &mut Tree<W>, invoice: &Invoice, total: &VatTotal) -> Result<(), SaleRefusal> {
    let exempt = exemption(total.treatment, invoice.buyer.language);
    tree.enter("ram:ApplicableTradeTax")?;
    tree.leaf("ram:CalculatedAmount", &amount(total.vat_cents))?;
    tree.leaf("ram:TypeCode", "VAT")?;
    if let Some((_, reason)) = exempt {
        tree.leaf("ram:ExemptionReason", reason)?;
    }
    tree.leaf("ram:BasisAmount", &amount(total.base_cents))?;
    tree.leaf("ram:CategoryCode", total.treatment.category())?;
    if let Some((code, _)) = exempt {
        tree.leaf("ram:ExemptionReasonCode", code)?;
    }
    if invoice.vat_on_debits {
        tree.leaf("ram:DueDateTypeCode", ON_INVOICE)?;
    }
    tree.leaf("ram:RateApplicablePercent", &rate(total.treatment))?;
    Ok(tree.leave()?)
}

fn sums<W: Write>(tree: &mut Tree<W>, invoice: &Invoice) -> Result<(), SaleRefusal> {
    let totals = &invoice.totals;
    tree.enter("ram:SpecifiedTradeSettlementHeaderMonetarySummation")?;
    tree.leaf("ram:LineTotalAmount", &amount(totals.net_cents))?;
    tree.leaf("ram:TaxBasisTotalAmount", &amount(totals.net_cents))?;
    tree.leaf_with("ram:TaxTotalAmount", &[("currencyID", "EUR")], &amount(totals.vat_cents))?;
    tree.leaf("ram:GrandTotalAmount", &amount(totals.gross_cents))?;
    if invoice.prepaid_cents != Money::ZERO {
        tree.leaf("ram:TotalPrepaidAmount", &amount(invoice.prepaid_cents))?;
    }
    tree.leaf("ram:DuePayableAmount", &amount(invoice.due_cents()))?;
    Ok(tree.leave()?)
}
