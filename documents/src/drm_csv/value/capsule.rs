use domain::drm::Side;
use domain::terms::CapsuleKind;

/// One account of capsules (CRD): its stocks and what moved them, in units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapsuleAccount {
    /// Fiscal category, regime, size, container and colour.
    pub kind: CapsuleKind,
    /// Stock at the beginning of the month.
    pub opening: i64,
    /// Entries and exits in the order of the file.
    pub movements: Vec<CapsuleMovement>,
    /// Stock at its end.
    pub closing: i64,
    /// What explains its movements, 250 characters at most.
    pub observations: Option<String>,
    /// The line of its first row; 0 where it comes from no file.
    pub line: u32,
}

/// One entry or exit of capsules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapsuleMovement {
    /// What happened to them.
    pub flow: CapsuleFlow,
    /// How many, not below zero.
    pub count: i64,
    /// The line of its row; 0 where it comes from no file.
    pub line: u32,
}

impl CapsuleAccount {
    /// The sum of its entries.
    pub fn entries(&self) -> i64 {
        self.total(Side::Entry)
    }

    /// The sum of its exits.
    pub fn exits(&self) -> i64 {
        self.total(Side::Exit)
    }

    fn total(&self, side: Side) -> i64 {
        let counts = self.movements.iter().filter(|movement| movement.flow.side() == side);
        counts.map(|movement| movement.count).fold(0, i64::saturating_add)
    }
}

macro_rules! flows {
    ($($(#[$doc:meta])* $name:ident = $side:ident $code:literal $path:literal),* $(,)?) => {
        /// What can happen to capsules, as every portal's files write it (CRD catalogue of the common
        /// format).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum CapsuleFlow {
            $($(#[$doc])* $name,)*
        }

        impl CapsuleFlow {
            /// Every flow, entries first.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Whether it adds to the stock or takes from it.
            pub const fn side(self) -> Side {
                match self {
                    $(Self::$name => Side::$side,)*
                }
            }

            /// The code of the files.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// Its path under `centilisation` in the CIEL tree (DTI+ viti schema 1.0.14).
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)*
                }
            }
        }
    };
}

flows! {
    /// Bought.
    Purchases = Entry "achats" "entrees-capsules/achats",
    /// Returned.
    Returns = Entry "retours" "entrees-capsules/retours",
    /// Found in excess.
    Surplus = Entry "excedents" "entrees-capsules/excedents",
    /// Other entries, with an observation (rule RG43 of DTI+).
    OtherEntries = Entry "autres" "entrees-capsules/autres-entrees",
    /// Put on bottles.
    Uses = Exit "utilisations" "sorties-capsules/utilisations",
    /// Destroyed.
    Destructions = Exit "destructions" "sorties-capsules/destructions",
    /// Missing.
    Shortages = Exit "manquants" "sorties-capsules/manquants",
    /// Other exits, with an observation (rule RG44 of DTI+).
    OtherExits = Exit "autres" "sorties-capsules/autres-sorties",
}
