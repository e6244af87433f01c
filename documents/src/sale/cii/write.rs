use std::io::Write;

use domain::invoice::{BuyerKind, Invoice, InvoiceKind, Mention, Supply, VatTreatment};
use domain::units::{Date, Money};
use quick_xml::events::{BytesDecl, BytesStart, Event};

use super::{lines, parties, settlement};
use crate::sale::mentions::{self, Note};
use crate::sale::{BuyerOnPaper, Parties, SaleRefusal};
use crate::xml::Tree;

const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
    ("xmlns:ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
    ("xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
    ("xmlns:qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
];

/// EN 16931 without restriction or extension.
const PROFILE: &str = "urn:cen.eu:en16931:2017";

/// Writes a document, element by element. The same document gives the same bytes. What the rules cannot do without is
/// refused before the first byte.
pub fn write<W: Write>(invoice: &Invoice, parties: &Parties, out: W) -> Result<(), SaleRefusal> {
    check(invoice, parties)?;
    let mut tree = Tree::new(out);
    tree.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    tree.open(BytesStart::new("rsm:CrossIndustryInvoice").with_attributes(NAMESPACES))?;
    context(&mut tree, invoice)?;
    header(&mut tree, invoice, &mentions::notes(invoice, parties))?;
    tree.enter("rsm:SupplyChainTradeTransaction")?;
    (1..).zip(&invoice.lines).try_for_each(|(place, line)| lines::write(&mut tree, invoice, place, line))?;
    parties::agreement(&mut tree, invoice, parties)?;
    parties::delivery(&mut tree, invoice, parties)?;
    settlement::write(&mut tree, invoice, parties)?;
    tree.leave()?;
    tree.leave()?;
    Ok(tree.event(Event::Text(quick_xml::events::BytesText::new("\n")))?)
}

/// What EN 16931 and the reform cannot do without.
fn check(invoice: &Invoice, parties: &Parties) -> Result<(), SaleRefusal> {
    let missing = |what| Err(SaleRefusal::Missing { what });
    let seller = &parties.seller;
    if !is_digits(&seller.siren, 9) {
        return missing("SELLER_SIREN");
    }
    if seller.siret.as_ref().is_some_and(|siret| !is_digits(siret, 14) || !siret.starts_with(&seller.siren)) {
        return missing("SELLER_SIRET");
    }
    let taxed = invoice.lines.iter().any(|line| line.vat != VatTreatment::SmallBusiness);
    if seller.vat_number.is_none() && taxed {
        return missing("SELLER_VAT_NUMBER");
    }
    if let Some(what) = missing_of_buyer(invoice, parties.buyer.as_ref()) {
        return missing(what);
    }
    let takes_another = matches!(invoice.kind, InvoiceKind::CreditNote | InvoiceKind::Corrective);
    if takes_another && invoice.preceding.is_none() {
        return missing("PRECEDING_INVOICE");
    }
    Ok(())
}

/// What the domain wants of the buyer and the parties do not tell. Somebody at the counter may go unnamed.
fn missing_of_buyer(invoice: &Invoice, buyer: Option<&BuyerOnPaper>) -> Option<&'static str> {
    let kind = invoice.buyer.kind;
    let Some(buyer) = buyer else { return (kind == BuyerKind::Company).then_some("BUYER_NAME") };
    let treatments: Vec<VatTreatment> = invoice.lines.iter().map(|line| line.vat).collect();
    let wanted = Mention::wanted(kind, invoice.buyer.country, &treatments);
    wanted.into_iter().find_map(|mention| {
        let (told, what) = match mention {
            Mention::Name => (!buyer.name.trim().is_empty(), "BUYER_NAME"),
            Mention::BillingAddress => (buyer.address.is_some(), "BUYER_ADDRESS"),
            Mention::Siren => (buyer.siren.as_ref().is_some_and(|siren| is_digits(siren, 9)), "BUYER_SIREN"),
            Mention::VatNumber => (buyer.vat_number.is_some(), "BUYER_VAT_NUMBER"),
            Mention::ElectronicAddress => (buyer.endpoint().is_some(), "BUYER_ELECTRONIC_ADDRESS"),
        };
        (!told).then_some(what)
    })
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn context<W: Write>(tree: &mut Tree<W>, invoice: &Invoice) -> Result<(), SaleRefusal> {
    tree.enter("rsm:ExchangedDocumentContext")?;
    tree.enter("ram:BusinessProcessSpecifiedDocumentContextParameter")?;
    tree.leaf("ram:ID", &billing_mode(invoice))?;
    tree.leave()?;
    tree.enter("ram:GuidelineSpecifiedDocumentContextParameter")?;
    tree.leaf("ram:ID", PROFILE)?;
    tree.leave()?;
    Ok(tree.leave()?)
}

/// The billing mode (BT-23): goods, services or both; 1 for what is to be paid, 2 for what is paid.
pub(super) fn billing_mode(invoice: &Invoice) -> String {
    let what = match invoice.supply() {
        Supply::Goods => 'B',
        Supply::Services => 'S',
        Supply::Mixed => 'M',
    };
    let paid = invoice.prepaid_cents > Money::ZERO && invoice.due_cents() == Money::ZERO;
    format!("{what}{}", if paid { 2 } else { 1 })
}

fn header<W: Write>(tree: &mut Tree<W>, invoice: &Invoice, notes: &[Note]) -> Result<(), SaleRefusal> {
    tree.enter("rsm:ExchangedDocument")?;
    tree.leaf("ram:ID", &invoice.number.to_string())?;
    tree.leaf("ram:TypeCode", &invoice.kind.code().to_string())?;
    date(tree, "ram:IssueDateTime", "udt:DateTimeString", invoice.issued_on)?;
    for (subject, content) in notes {
        tree.enter("ram:IncludedNote")?;
        leaf(tree, "ram:Content", content)?;
        tree.leaf("ram:SubjectCode", subject)?;
        tree.leave()?;
    }
    Ok(tree.leave()?)
}

/// A day within an element: `20260914`, format 102.
pub(super) fn date<W: Write>(
    tree: &mut Tree<W>,
    name: &str,
    inner: &str,
    on: Date,
) -> Result<(), SaleRefusal> {
    tree.enter(name)?;
    let text = on.to_string().replace('-', "");
    tree.leaf_with(inner, &[("format", "102")], &text)?;
    Ok(tree.leave()?)
}

/// A text that people wrote: what XML cannot hold becomes a space.
pub(super) fn leaf<W: Write>(tree: &mut Tree<W>, name: &str, text: &str) -> Result<(), SaleRefusal> {
    let held = |it: char| if it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}') { ' ' } else { it };
    let text: String = text.chars().map(held).collect();
    Ok(tree.leaf(name, text.trim())?)
}

/// The same where there is one.
pub(super) fn told<W: Write>(
    tree: &mut Tree<W>,
    name: &str,
    text: Option<&String>,
) -> Result<(), SaleRefusal> {
    text.map_or(Ok(()), |text| leaf(tree, name, text))
}

/// Euros and cents: `1234.56`.
pub(super) fn amount(amount: Money) -> String {
    let cents = amount.cents().unsigned_abs();
    let sign = if amount.cents() < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

/// A rate in per cent: `5.50`.
pub(super) fn rate(treatment: VatTreatment) -> String {
    let basis_points = treatment.rate().basis_points().unsigned_abs();
    format!("{}.{:02}", basis_points / 100, basis_points % 100)
}
