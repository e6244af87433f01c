use domain::drm::Node;
use domain::terms::Regime;
use domain::units::Volume;
use proptest::prelude::*;

use super::sample::{before, circumstances, rules, valid, wine};

proptest! {
    #[test]
    fn a_balanced_return_has_no_breach_and_one_changed_volume_is_found(
        volumes in prop::collection::vec((1_i64..9_000_000, 1_i64..9_000_000), 1..8),
        chosen in any::<prop::sample::Index>(),
        which in 0_usize..4,
        by in prop_oneof![1_i64..1_000_000, -1_000_000_i64..-1],
    ) {
        let (mut drm, mut previous) = (valid(), before());
        for (index, (entered, left)) in volumes.iter().enumerate() {
            let regime = if index % 2 == 0 { Regime::Suspended } else { Regime::Paid };
            let nodes = match regime {
                Regime::Suspended => [Node::VolumeProduced, Node::FranceCrdSuspended],
                Regime::Paid => [Node::PaidPurchases, Node::PaidSales],
            };
            let mut made = wine(&format!("Vin {index}"), regime, &[(nodes[0], 0), (nodes[1], 0)]);
            made.lines[0].volume_ml = Volume::from_ml(*entered);
            made.lines[1].volume_ml = Volume::from_ml(*left);
            made.closing_ml = made.computed_closing();
            let mut earlier = made.clone();
            earlier.lines.clear();
            earlier.closing_ml = earlier.opening_ml;
            drm.wines.push(made);
            previous.wines.push(earlier);
        }
        prop_assert!(rules(&drm, &circumstances(&previous)).is_empty());
        let at = 2 + chosen.index(volumes.len());
        let changed = &mut drm.wines[at];
        let volume = match which {
            0 => &mut changed.opening_ml,
            1 => &mut changed.closing_ml,
            line => &mut changed.lines[line - 2].volume_ml,
        };
        *volume += Volume::from_ml(by);
        let (opening, closing) =
            if changed.regime == Regime::Suspended { ("RG9", "RG11") } else { ("RG10", "RG12") };
        let fired = rules(&drm, &circumstances(&previous));
        prop_assert!(fired.contains(&closing));
        prop_assert_eq!(fired.contains(&opening), which == 0);
        // A sale must not pass for another rule's breach.
        prop_assert!(fired.iter().all(|rule| [opening, closing].contains(rule)));
    }
}
