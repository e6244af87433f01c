use std::io::Write;

use domain::drm::declared::{Declarant, DocumentKind, DocumentRange, DrmReturn, UnclearedDocument};
use domain::terms::Regime;
use quick_xml::events::{BytesDecl, BytesStart, Event};

use super::DtiRefusal;
use super::capsules::{self, accounts};
use super::wine::{self, check};
use crate::xml::Tree;

pub(super) const NAMESPACE: &str = "http://douane.finances.gouv.fr/app/ciel/dtiplus/v1";

/// Writes a return as DTI+ viti, element by element. The same return gives the same bytes. What the schema cannot hold is
/// refused before the first byte.
pub fn write<W: Write>(drm: &DrmReturn, out: W) -> Result<(), DtiRefusal> {
    let accise = accise(&drm.declarant)?;
    drm.wines.iter().try_for_each(check)?;
    let accounts = accounts(&drm.capsules)?;
    drm.documents.iter().try_for_each(check_range)?;
    drm.uncleared.iter().try_for_each(check_uncleared)?;

    let mut tree = Tree::new(out);
    tree.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    tree.open(BytesStart::new("mouvements-balances").with_attributes([("xmlns", NAMESPACE)]))?;
    tree.enter("periode-taxation")?;
    tree.leaf("mois", &format!("{:02}", drm.period.number()))?;
    tree.leaf("annee", &drm.period.year().to_string())?;
    tree.leave()?;
    tree.leaf("identification-redevable", accise)?;
    for (regime, name) in [(Regime::Paid, "droits-acquittes"), (Regime::Suspended, "droits-suspendus")] {
        let mut wines = drm.wines.iter().filter(|wine| wine.regime == regime).peekable();
        if wines.peek().is_some() {
            tree.enter(name)?;
            wines.try_for_each(|wine| wine::write(&mut tree, wine))?;
            tree.leave()?;
        }
    }
    capsules::write(&mut tree, &accounts)?;
    drm.documents.iter().try_for_each(|range| write_range(&mut tree, range))?;
    drm.uncleared.iter().try_for_each(|document| write_uncleared(&mut tree, document))?;
    statistics(&mut tree, drm)?;
    tree.leave()?;
    tree.event(Event::Text(quick_xml::events::BytesText::new("\n")))?;
    Ok(())
}

fn accise(declarant: &Declarant) -> Result<&str, DtiRefusal> {
    let accise = declarant.accise.as_deref().ok_or(DtiRefusal::Accise)?;
    let (letters, rest) = accise.split_at_checked(2).ok_or(DtiRefusal::Accise)?;
    let fits = letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        && rest.len() == 11
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if fits { Ok(accise) } else { Err(DtiRefusal::Accise) }
}

fn check_range(range: &DocumentRange) -> Result<(), DtiRefusal> {
    let counted = range.count.is_some_and(|count| count > 0);
    if counted && wine::is_text(&range.first, 1..=30) && wine::is_text(&range.last, 1..=30) {
        return Ok(());
    }
    Err(DtiRefusal::Document { number: range.first.clone() })
}

fn check_uncleared(uncleared: &UnclearedDocument) -> Result<(), DtiRefusal> {
    let plain = |text: &String| {
        [8, 13].contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if wine::is_text(&uncleared.document, 1..=30) && uncleared.consignee.as_ref().is_none_or(plain) {
        return Ok(());
    }
    Err(DtiRefusal::Document { number: uncleared.document.clone() })
}

fn write_range<W: Write>(tree: &mut Tree<W>, range: &DocumentRange) -> Result<(), DtiRefusal> {
    let name = match range.kind {
        DocumentKind::Stamp => "numero-empreintes",
        DocumentKind::Suspended => "daa-dca",
        DocumentKind::Paid => "dsa-dsac",
    };
    tree.enter("document-accompagnement")?;
    tree.enter(name)?;
    tree.leaf("debut-periode", &range.first)?;
    tree.leaf("fin-periode", &range.last)?;
    tree.leaf("nombre-document-empreinte", &range.count.unwrap_or_default().to_string())?;
    tree.leave()?;
    Ok(tree.leave()?)
}

fn write_uncleared<W: Write>(tree: &mut Tree<W>, document: &UnclearedDocument) -> Result<(), DtiRefusal> {
    tree.enter("releve-non-apurement")?;
    tree.leaf("numero-daa-dac-dae", &document.document)?;
    tree.leaf("date-expedition", &document.dispatched_on.to_string())?;
    if let Some(consignee) = &document.consignee {
        tree.leaf("numero-accise-destinataire", consignee)?;
    }
    Ok(tree.leave()?)
}

fn statistics<W: Write>(tree: &mut Tree<W>, drm: &DrmReturn) -> Result<(), DtiRefusal> {
    let told = [
        ("quantite-mouts-jus", drm.statistics.juice_ml),
        ("quantite-mouts-mcr", drm.statistics.concentrated_must_ml),
        ("quantite-vins-vinaigre", drm.statistics.vinegar_ml),
    ];
    if told.iter().all(|(_, volume)| volume.is_none()) {
        return Ok(());
    }
    tree.enter("statistiques")?;
    for (name, volume) in told {
        if let Some(volume) = volume {
            tree.leaf(name, &volume.to_hl_string())?;
        }
    }
    Ok(tree.leave()?)
}
