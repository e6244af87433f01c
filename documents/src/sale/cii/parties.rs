use std::io::Write;

use domain::invoice::{Invoice, Language};

use super::write::{date, leaf, told};
use crate::sale::{BuyerOnPaper, ElectronicAddress, Parties, PostalAddress, SaleRefusal, Seller};
use crate::xml::Tree;

/// Seller, buyer and the buyer's reference (BG-4, BG-7, BT-13).
pub(super) fn agreement<W: Write>(
    tree: &mut Tree<W>,
    invoice: &Invoice,
    parties: &Parties,
) -> Result<(), SaleRefusal> {
    tree.enter("ram:ApplicableHeaderTradeAgreement")?;
    seller(tree, &parties.seller)?;
    buyer(tree, invoice, parties)?;
    if let Some(reference) = &invoice.buyer_reference {
        tree.enter("ram:BuyerOrderReferencedDocument")?;
        leaf(tree, "ram:IssuerAssignedID", reference)?;
        tree.leave()?;
    }
    Ok(tree.leave()?)
}

/// Where goods went and when (BG-13, BT-72).
pub(super) fn delivery<W: Write>(
    tree: &mut Tree<W>,
    invoice: &Invoice,
    parties: &Parties,
) -> Result<(), SaleRefusal> {
    tree.enter("ram:ApplicableHeaderTradeDelivery")?;
    let billing = parties.buyer.as_ref().and_then(|buyer| buyer.address.as_ref());
    let place = parties.delivery.as_ref();
    if let Some(to) = place.map(|place| &place.address).or(billing) {
        let name = place.and_then(|place| place.name.as_ref());
        tree.enter("ram:ShipToTradeParty")?;
        told(tree, "ram:Name", name.or(parties.buyer.as_ref().map(|buyer| &buyer.name)))?;
        address(tree, to)?;
        tree.leave()?;
    }
    tree.enter("ram:ActualDeliverySupplyChainEvent")?;
    date(tree, "ram:OccurrenceDateTime", "udt:DateTimeString", invoice.supplied_on)?;
    tree.leave()?;
    Ok(tree.leave()?)
}

fn seller<W: Write>(tree: &mut Tree<W>, seller: &Seller) -> Result<(), SaleRefusal> {
    tree.enter("ram:SellerTradeParty")?;
    if let Some(siret) = &seller.siret {
        tree.leaf_with("ram:GlobalID", &[("schemeID", "0009")], siret)?;
    }
    leaf(tree, "ram:Name", &seller.name)?;
    organisation(tree, Some(&seller.siren))?;
    contact(tree, seller)?;
    address(tree, &seller.address)?;
    endpoint(tree, &seller.endpoint())?;
    match &seller.vat_number {
        Some(number) => registration(tree, "VA", number)?,
        // Who charges no VAT is known to the tax office by the SIREN (BR-E-02).
        None => registration(tree, "FC", &seller.siren)?,
    }
    Ok(tree.leave()?)
}

fn buyer<W: Write>(tree: &mut Tree<W>, invoice: &Invoice, parties: &Parties) -> Result<(), SaleRefusal> {
    tree.enter("ram:BuyerTradeParty")?;
    let Some(buyer) = &parties.buyer else {
        leaf(tree, "ram:Name", unnamed(invoice.buyer.language))?;
        country(tree, invoice)?;
        endpoint(tree, &parties.seller.endpoint())?;
        return Ok(tree.leave()?);
    };
    let siret = buyer.siret.as_ref().filter(|siret| {
        siret.len() == 14 && buyer.siren.as_ref().is_some_and(|siren| siret.starts_with(siren.as_str()))
    });
    if let Some(siret) = siret {
        tree.leaf_with("ram:GlobalID", &[("schemeID", "0009")], siret)?;
    }
    leaf(tree, "ram:Name", &buyer.name)?;
    organisation(tree, buyer.siren.as_ref())?;
    person(tree, buyer)?;
    if let Some(known) = &buyer.address {
        address(tree, known)?;
    } else {
        country(tree, invoice)?;
    }
    // The rules want an address of every buyer (BR-FR-12). Where there is none, the file stays with its seller.
    endpoint(tree, &buyer.endpoint().unwrap_or_else(|| parties.seller.endpoint()))?;
    if let Some(number) = &buyer.vat_number {
        registration(tree, "VA", number)?;
    }
    Ok(tree.leave()?)
}

/// How somebody stands on paper who did not say their name.
pub(crate) const fn unnamed(language: Language) -> &'static str {
    match language {
        Language::French => "Client au comptoir",
        Language::English => "Counter customer",
    }
}

fn organisation<W: Write>(tree: &mut Tree<W>, siren: Option<&String>) -> Result<(), SaleRefusal> {
    let Some(siren) = siren else { return Ok(()) };
    tree.enter("ram:SpecifiedLegalOrganization")?;
    tree.leaf_with("ram:ID", &[("schemeID", "0002")], siren)?;
    Ok(tree.leave()?)
}

fn contact<W: Write>(tree: &mut Tree<W>, seller: &Seller) -> Result<(), SaleRefusal> {
    if seller.phone.is_none() && seller.email.is_none() {
        return Ok(());
    }
    tree.enter("ram:DefinedTradeContact")?;
    leaf(tree, "ram:PersonName", &seller.name)?;
    if let Some(phone) = &seller.phone {
        tree.enter("ram:TelephoneUniversalCommunication")?;
        leaf(tree, "ram:CompleteNumber", phone)?;
        tree.leave()?;
    }
    if let Some(email) = &seller.email {
        tree.enter("ram:EmailURIUniversalCommunication")?;
        leaf(tree, "ram:URIID", email)?;
        tree.leave()?;
    }
    Ok(tree.leave()?)
}

fn person<W: Write>(tree: &mut Tree<W>, buyer: &BuyerOnPaper) -> Result<(), SaleRefusal> {
    let Some(contact) = &buyer.contact else { return Ok(()) };
    tree.enter("ram:DefinedTradeContact")?;
    leaf(tree, "ram:PersonName", contact)?;
    Ok(tree.leave()?)
}

fn address<W: Write>(tree: &mut Tree<W>, address: &PostalAddress) -> Result<(), SaleRefusal> {
    tree.enter("ram:PostalTradeAddress")?;
    told(tree, "ram:PostcodeCode", address.postal_code.as_ref())?;
    let mut lines = address.lines.iter();
    told(tree, "ram:LineOne", lines.next())?;
    told(tree, "ram:LineTwo", lines.next())?;
    let rest: Vec<&str> = lines.map(String::as_str).collect();
    if !rest.is_empty() {
        leaf(tree, "ram:LineThree", &rest.join(", "))?;
    }
    leaf(tree, "ram:CityName", &address.city)?;
    tree.leaf("ram:CountryID", &address.country.to_string())?;
    Ok(tree.leave()?)
}

/// The country alone, of which EN 16931 cannot do without (BR-11).
fn country<W: Write>(tree: &mut Tree<W>, invoice: &Invoice) -> Result<(), SaleRefusal> {
    tree.enter("ram:PostalTradeAddress")?;
    tree.leaf("ram:CountryID", &invoice.buyer.country.to_string())?;
    Ok(tree.leave()?)
}

fn endpoint<W: Write>(tree: &mut Tree<W>, address: &ElectronicAddress) -> Result<(), SaleRefusal> {
    tree.enter("ram:URIUniversalCommunication")?;
    tree.leaf_with("ram:URIID", &[("schemeID", &address.scheme)], &address.id)?;
    Ok(tree.leave()?)
}

fn registration<W: Write>(tree: &mut Tree<W>, scheme: &str, id: &str) -> Result<(), SaleRefusal> {
    tree.enter("ram:SpecifiedTaxRegistration")?;
    tree.leaf_with("ram:ID", &[("schemeID", scheme)], id)?;
    Ok(tree.leave()?)
}
