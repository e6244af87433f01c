use std::collections::BTreeMap;
use std::io::Write;

use domain::drm::CapsuleNode;
use domain::drm::declared::DeclaredCapsules;
use domain::terms::{CapsuleRegime, FiscalCategory};
use quick_xml::events::BytesStart;

use super::DtiRefusal;
use super::wine::is_text;
use crate::reference::capsule_sizes;
use crate::xml::Tree;

/// CIEL's accounts: by category and regime, then by container. It does not ask for the colour, so kinds that differ by it
/// alone are one (RG27).
pub(super) type Accounts = BTreeMap<(FiscalCategory, CapsuleRegime), BTreeMap<(bool, i64), Account>>;

/// One container of an account.
#[derive(Default)]
pub(super) struct Account {
    opening: i64,
    counts: BTreeMap<CapsuleNode, i64>,
    closing: i64,
    observations: Vec<String>,
}

/// The schema takes so many.
const ACCOUNTS: usize = 10;

/// The capsules as CIEL counts them; refused where the schema cannot hold them.
pub(super) fn accounts(capsules: &[DeclaredCapsules]) -> Result<Accounts, DtiRefusal> {
    let mut accounts = Accounts::new();
    for declared in capsules {
        let kind = declared.kind;
        let sizes = accounts.entry((kind.category, kind.regime)).or_default();
        let account = sizes.entry((kind.bag_in_box, kind.size_ml)).or_default();
        account.opening += declared.opening;
        account.closing += declared.closing;
        for movement in &declared.movements {
            *account.counts.entry(movement.node).or_default() += movement.count;
        }
        account.observations.extend(declared.observations.clone());
    }
    if accounts.len() > ACCOUNTS {
        return Err(DtiRefusal::TooManyAccounts);
    }
    for account in accounts.values().flat_map(BTreeMap::values) {
        if account.opening < 0 || account.closing < 0 || account.counts.values().any(|count| *count < 0) {
            return Err(DtiRefusal::Capsules);
        }
        if !is_text(&account.observations.join(" ; "), 0..=250) {
            return Err(DtiRefusal::Text { label: "compte-crd".to_owned() });
        }
    }
    Ok(accounts)
}

pub(super) fn write<W: Write>(tree: &mut Tree<W>, accounts: &Accounts) -> Result<(), DtiRefusal> {
    for ((category, regime), sizes) in accounts {
        tree.enter("compte-crd")?;
        tree.leaf("categorie-fiscale-capsules", category.ciel_code())?;
        tree.leaf("type-capsule", regime.ciel_code())?;
        for ((bag_in_box, size_ml), account) in sizes {
            container(tree, *bag_in_box, *size_ml, account)?;
        }
        tree.leave()?;
    }
    Ok(())
}

fn container<W: Write>(
    tree: &mut Tree<W>,
    bag_in_box: bool,
    size_ml: i64,
    account: &Account,
) -> Result<(), DtiRefusal> {
    let code = capsule_sizes::find(size_ml, bag_in_box).map_or("AUTRE", |size| &size.ciel_code);
    let mut start = BytesStart::new("centilisation");
    start.push_attribute(("volume", code));
    if code == "AUTRE" {
        start.push_attribute(("volumePersonnalise", &*format!("{}.{}", size_ml / 10, size_ml % 10)));
        start.push_attribute(("bib", if bag_in_box { "true" } else { "false" }));
    }
    tree.open(start)?;
    tree.leaf("stock-debut-periode", &account.opening.to_string())?;
    let depth = tree.depth();
    for node in CapsuleNode::ALL {
        let count = account.counts.get(node).copied().unwrap_or_default();
        if let (true, Some((above, leaf))) = (count != 0, node.path().split_once('/')) {
            tree.go(depth, &[above])?;
            tree.leaf(leaf, &count.to_string())?;
        }
    }
    tree.go(depth, &[])?;
    tree.leaf("stock-fin-periode", &account.closing.to_string())?;
    if !account.observations.is_empty() {
        tree.leaf("observations", &account.observations.join(" ; "))?;
    }
    Ok(tree.leave()?)
}
