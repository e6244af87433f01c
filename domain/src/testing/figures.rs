use uuid::Uuid;

use crate::identity::{Address, EstateIdentity, LegalForm, PostalCode, Region, Siren, Siret, VatNumber};
use crate::terms::{CapsuleKind, CapsuleRegime, Colour, Country, FiscalCategory, WineCode, WineSpec};
use crate::units::{Date, EstateId, HarvestId, Month, MovementId, OrderId, ParcelId, VatId, Volume, WineId};

/// The estate of the tests.
pub(crate) const ESTATE: EstateId = EstateId::new(Uuid::from_u128(0x00E5_7A7E));

/// The day it is in the tests: late enough for a harvest, its bottling and some closed months.
pub(crate) fn today() -> Date {
    day("2027-02-15")
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// A day of September 2026, the month in which most tests play.
pub(crate) fn at(day_of_month: u8) -> Date {
    Date::from_ymd(2026, 9, day_of_month).unwrap()
}

pub(crate) fn hl(text: &str) -> Volume {
    Volume::parse_hl(text).unwrap()
}

fn id(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128((kind << 64) | number)
}

pub(crate) fn vat(number: u128) -> VatId {
    VatId::new(id(1, number))
}

pub(crate) fn movement(number: u128) -> MovementId {
    MovementId::new(id(2, number))
}

pub(crate) fn harvest(number: u128) -> HarvestId {
    HarvestId::new(id(3, number))
}

pub(crate) fn parcel(number: u128) -> ParcelId {
    ParcelId::new(id(4, number))
}

pub(crate) fn order(number: u128) -> OrderId {
    OrderId::new(id(5, number))
}

/// The wine of [`spec`] of that label.
pub(crate) fn wine(label: &str) -> WineId {
    WineId::of(ESTATE, label)
}

pub(crate) fn spec(label: &str) -> WineSpec {
    WineSpec {
        label: label.to_owned(),
        code: Some(WineCode::Inao("1B228 ".to_owned())),
        category: FiscalCategory::Still,
        colour: Some(Colour::White),
        portal: None,
    }
}

pub(crate) fn capsule_kind(size_ml: i64) -> CapsuleKind {
    CapsuleKind {
        category: FiscalCategory::Still,
        regime: CapsuleRegime::CollectiveSuspended,
        size_ml,
        bag_in_box: false,
        colour: None,
    }
}

/// What an invented estate states of itself, one of four.
pub(crate) fn identity(number: u8) -> EstateIdentity {
    let (siren, siret) = [
        ("000000018", "00000001800010"),
        ("000000026", "00000002600013"),
        ("000000034", "00000003400017"),
        ("000000042", "00000004200010"),
    ][usize::from(number % 4)];
    let siren = Siren::parse(siren).unwrap();
    EstateIdentity {
        legal_form: LegalForm::Earl,
        vat_number: Some(VatNumber::of(&siren)),
        siren,
        siret: Siret::parse(siret).unwrap(),
        address: Address {
            lines: vec![format!("{number} rue du Port")],
            postal_code: PostalCode::parse("44330").unwrap(),
            commune: "Vallet".to_owned(),
            country: Country::parse("FR").unwrap(),
        },
        region: Region::LoireValley,
    }
}
