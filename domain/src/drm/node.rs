use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::terms::Regime;

/// The side of the balance that a node adds to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Entrées de la période.
    Entry,
    /// Sorties de la période.
    Exit,
}

macro_rules! nodes {
    (
        tree { $($(#[$doc:meta])* $name:ident = $side:ident $path:literal $label:literal),* $(,)? }
        restatements { $($(#[$redoc:meta])* $rename:ident = $reside:ident $repath:literal $relabel:literal),* $(,)? }
    ) => {
        /// A leaf of the CIEL tree (DTI+ viti schema 1.0.14), suspended and paid. The richest common denominator
        /// of every format of the return, so each portal's code is a table from it.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        pub enum Node {
            $($(#[$doc])* $name,)*
            $(
                $(#[$redoc])*
                // No movement of a return, so no event's schema has it.
                #[schemars(skip)]
                $rename,
            )*
        }

        impl Node {
            /// Every leaf of the tree, in the order of the schema.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// What moves the opening stock of a campaign: no leaf, so no movement of the return.
            pub const RESTATEMENTS: &'static [Self] = &[$(Self::$rename),*];

            /// True for what moves the opening stock in place of being a movement.
            pub const fn is_restatement(self) -> bool {
                match self {
                    $(Self::$name => false,)*
                    $(Self::$rename => true,)*
                }
            }

            /// The side it stands on.
            pub const fn side(self) -> Side {
                match self {
                    $(Self::$name => Side::$side,)*
                    $(Self::$rename => Side::$reside,)*
                }
            }

            /// Its path under `balance-stock`.
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)*
                    $(Self::$rename => $repath,)*
                }
            }

            /// Its name in storage and interfaces.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $label,)*
                    $(Self::$rename => $relabel,)*
                }
            }

            /// The balance it belongs to: suspended and paid share some paths.
            pub fn regime(self) -> Regime {
                if self.name().starts_with("PAID_") { Regime::Paid } else { Regime::Suspended }
            }

            /// The node of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().chain(Self::RESTATEMENTS).copied().find(|node| node.name() == name)
            }
        }
    };
}

nodes! {
tree {
    /// Production: volumes that are claimed, lees, VCI.
    VolumeProduced = Entry "entrees-periode/volume-produit" "VOLUME_PRODUCED",
    /// Purchases, and returns of small bulk.
    PurchasesAndReturns = Entry "entrees-periode/achats-reintegrations" "PURCHASES_AND_RETURNS",
    /// Back from bottling elsewhere.
    BackFromBottling = Entry "entrees-periode/mouvements-temporaires/embouteillage" "BACK_FROM_BOTTLING",
    /// Back from storage elsewhere.
    BackFromStorage = Entry "entrees-periode/mouvements-temporaires/relogement" "BACK_FROM_STORAGE",
    /// Back from work elsewhere.
    BackFromWork = Entry "entrees-periode/mouvements-temporaires/travail-a-facon" "BACK_FROM_WORK",
    /// Back from distillation elsewhere.
    BackFromDistillation = Entry "entrees-periode/mouvements-temporaires/distillation-a-facon" "BACK_FROM_DISTILLATION",
    /// Taken in from another declared wine.
    ReclassifiedIn = Entry "entrees-periode/mouvements-internes/replis-declassement-transfert-changement-appellation" "RECLASSIFIED_IN",
    /// Volume gained by oenological handling.
    HandlingGain = Entry "entrees-periode/mouvements-internes/manipulations" "HANDLING_GAIN",
    /// Claimed VCI taken in.
    VciTakenIn = Entry "entrees-periode/mouvements-internes/integration-vci-agree" "VCI_TAKEN_IN",
    /// Other entries, each with an observation: surpluses, returns of what left suspended.
    OtherEntries = Entry "entrees-periode/autres-entrees" "OTHER_ENTRIES",
    /// Sold wine placed under suspension again, each with the month of its sale.
    ReplacedUnderSuspension = Entry "entrees-periode/replacements/replacement-suspension" "REPLACED_UNDER_SUSPENSION",
    /// Sales in France under suspended capsules: the taxed base.
    FranceCrdSuspended = Exit "sorties-periode/ventes-france-crd-suspendus/annee-courante" "FRANCE_CRD_SUSPENDED",
    /// The same, of the year before: in an annual return over two calendar years alone (RG21), so no operation of a
    /// monthly one reaches it.
    FranceCrdSuspendedPreviousYear = Exit "sorties-periode/ventes-france-crd-suspendus/annee-precedente" "FRANCE_CRD_SUSPENDED_PREVIOUS_YEAR",
    /// Sales in France under paid capsules: statistical only.
    FranceCrdPaid = Exit "sorties-periode/ventes-france-crd-acquittes" "FRANCE_CRD_PAID",
    /// Final exits without payment: contracts, export, other warehouses.
    FinalExits = Exit "sorties-periode/sorties-sans-paiement-droits/sorties-definitives" "FINAL_EXITS",
    /// Drunk by the family, tasted, given as samples.
    FamilyAndTasting = Exit "sorties-periode/sorties-sans-paiement-droits/consommation-familiale-degustation" "FAMILY_AND_TASTING",
    /// Placed on the market in Corsica, where wine bears no duty: by Corsican warehouses alone (RG39).
    PlacedInCorsica = Exit "sorties-periode/sorties-sans-paiement-droits/mise-sur-marche-corse" "PLACED_IN_CORSICA",
    /// Out to bottling elsewhere.
    OutToBottling = Exit "sorties-periode/sorties-sans-paiement-droits/mouvements-temporaires/embouteillage" "OUT_TO_BOTTLING",
    /// Out to storage elsewhere.
    OutToStorage = Exit "sorties-periode/sorties-sans-paiement-droits/mouvements-temporaires/relogement" "OUT_TO_STORAGE",
    /// Out to work elsewhere.
    OutToWork = Exit "sorties-periode/sorties-sans-paiement-droits/mouvements-temporaires/travail-a-facon" "OUT_TO_WORK",
    /// Out to distillation elsewhere.
    OutToDistillation = Exit "sorties-periode/sorties-sans-paiement-droits/mouvements-temporaires/distillation-a-facon" "OUT_TO_DISTILLATION",
    /// Given to another declared wine.
    ReclassifiedOut = Exit "sorties-periode/sorties-sans-paiement-droits/mouvements-internes/replis-declassement-transfert-changement-appellation" "RECLASSIFIED_OUT",
    /// Used to make another product.
    MadeIntoOther = Exit "sorties-periode/sorties-sans-paiement-droits/mouvements-internes/fabrication-autre-produit" "MADE_INTO_OTHER",
    /// VCI given up at its claim.
    VciClaimed = Exit "sorties-periode/sorties-sans-paiement-droits/mouvements-internes/revendication-vci" "VCI_CLAIMED",
    /// Losses seen in handling, racking, storage.
    Losses = Exit "sorties-periode/sorties-sans-paiement-droits/mouvements-internes/autres-mouvements-internes" "LOSSES",
    /// Other exits, each with an observation: distillation, industry, destruction, shortages.
    OtherExits = Exit "sorties-periode/sorties-sans-paiement-droits/autres-sorties" "OTHER_EXITS",
    /// Paid stock: purchases.
    PaidPurchases = Entry "entrees-periode/achats" "PAID_PURCHASES",
    /// Paid stock: other entries.
    PaidOtherEntries = Entry "entrees-periode/autres-entrees" "PAID_OTHER_ENTRIES",
    /// Paid stock: sales.
    PaidSales = Exit "sorties-periode/ventes" "PAID_SALES",
    /// Paid stock: placed under suspension again.
    PaidReplacedUnderSuspension = Exit "sorties-periode/replacement-suspension" "PAID_REPLACED_UNDER_SUSPENSION",
    /// Paid stock: other exits.
    PaidOtherExits = Exit "sorties-periode/autres-sorties" "PAID_OTHER_EXITS",
}
restatements {
    /// More was counted on 31 July than the books said: the campaign opens with it.
    OpeningRaised = Entry "stock-debut-periode" "OPENING_RAISED",
    /// Less was counted on 31 July than the books said: the campaign opens without it.
    OpeningLowered = Exit "stock-debut-periode" "OPENING_LOWERED",
}
}
