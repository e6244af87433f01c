use proptest::collection::vec;
use proptest::prelude::*;

macro_rules! kinds {
    ($($weight:literal $kind:ident),* $(,)?) => {
        /// What a step tries to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Kind {
            $($kind,)*
        }

        impl Kind {
            /// Every kind.
            pub(super) const ALL: &'static [Self] = &[$(Self::$kind),*];
        }

        fn kind() -> impl Strategy<Value = Kind> {
            prop_oneof![$($weight => Just(Kind::$kind)),*]
        }
    };
}

kinds! {
    6 OpeningInVat,
    4 OpeningInBottles,
    10 Harvest,
    8 Purchase,
    10 Transfer,
    6 Blend,
    6 Loss,
    8 Bottling,
    8 Sale,
    4 SaleReturn,
    4 BottleLoss,
    6 BulkDispatch,
    5 Reclassification,
    5 Arrival,
    4 ReclassificationOfPart,
    4 Claim,
    4 BottlesIn,
    4 BottlesOut,
    4 BottlesBack,
    3 LotReclassification,
    3 Resuspension,
    3 ChooseClaiming,
    5 Adjustment,
    4 LotAdjustment,
    12 Reversal,
    6 Order,
    5 Dispatch,
    3 CancelOrder,
    3 ReturnOrder,
    4 BuyCapsules,
    3 DestroyCapsules,
    3 CountCapsules,
    4 CloseMonth,
    3 Describe,
}

/// A step: what to do, and the dice that say how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) kind: Kind,
    /// The day, as a part of the days that it may be.
    pub(super) day: u16,
    /// Which vat, lot, order or movement.
    pub(super) which: u8,
    /// Which second one: a destination, a wine, a cause.
    pub(super) other: u8,
    /// How much, in thousandths of what could be.
    pub(super) part: u16,
    /// Written down as a draft first.
    pub(super) by_draft: bool,
    /// What is wrong with it, if anything is.
    pub(super) absurd: Option<Absurd>,
}

/// What a command can have that makes no sense.
#[derive(Clone, Copy, Debug)]
pub(super) enum Absurd {
    /// This as its volume or count.
    Quantity(i64),
    /// Any day at all: before the books, in a closed month, ahead.
    Day,
    /// A vat, lot, parcel or movement that does not exist.
    Stranger,
}

fn absurd() -> impl Strategy<Value = Absurd> {
    let quantity = prop::sample::select(vec![
        0,
        -1,
        i64::MIN,
        i64::MIN + 1,
        i64::MAX,
        i64::MAX - 1,
        i64::MAX / 750,
        10_000_000_000,
        10_000_000_001,
        -1_895_000,
    ]);
    prop_oneof![
        5 => quantity.prop_map(Absurd::Quantity),
        3 => Just(Absurd::Day),
        1 => Just(Absurd::Stranger),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let absurd = prop_oneof![13 => Just(None), 1 => absurd().prop_map(Some)];
    let part = prop_oneof![6 => 1..=1_000_u16, 1 => Just(1_000_u16)];
    (kind(), 0..=999_u16, any::<u8>(), any::<u8>(), part, prop::bool::weighted(0.2), absurd).prop_map(
        |(kind, day, which, other, part, by_draft, absurd)| Step {
            kind,
            day,
            which,
            other,
            part,
            by_draft,
            absurd,
        },
    )
}

/// A history.
pub(super) fn history() -> impl Strategy<Value = Vec<Step>> {
    vec(step(), 1..200)
}
