//! What stands on an estate's papers, and each refusal.

use super::{BankAccount, InkColour, Letterhead, LetterheadRefusal, LogoFormat, MAX_LOGO_BYTES};
use crate::decider::Refusal;
use crate::estate::{Estate, EstateCommand, EstateEvent};
use crate::testing::{Told, given, identity, month, refused};
use crate::units::Money;

/// The IBAN that the registry of ISO 13616 shows for France.
const IBAN: &str = "FR14 2004 1010 0505 0001 3m02 606";

fn told(change: impl FnOnce(&mut Letterhead)) -> Result<Letterhead, Refusal> {
    let mut letterhead = Letterhead::default();
    change(&mut letterhead);
    Ok(letterhead.accepted(&identity(1).siren)?)
}

fn paid_at(iban: &str, bic: Option<&str>) -> Result<Letterhead, Refusal> {
    let account = BankAccount { iban: iban.to_owned(), bic: bic.map(str::to_owned) };
    told(|it| it.account = Some(account))
}

fn address(text: &str) -> Result<Letterhead, Refusal> {
    told(|it| it.electronic_address = Some(text.to_owned()))
}

fn colour(text: &str) -> Result<Letterhead, Refusal> {
    let ink = text.parse::<InkColour>()?;
    told(|it| it.ink = Some(ink))
}

fn registered() -> EstateEvent {
    EstateEvent::EstateRegistered {
        name: "Domaine".to_owned(),
        accise: "FR012345E6789".to_owned(),
        cvi: None,
        interprofession_id: None,
        books_from: month("2026-08"),
    }
}

#[test]
fn texts_are_trimmed_and_numbers_are_compact() {
    let letterhead = told(|it| {
        it.phone = Some(" 02 41 00 00 00 ".to_owned());
        it.website = Some("  ".to_owned());
        it.account = Some(BankAccount { iban: IBAN.to_owned(), bic: Some("psst frpp par".to_owned()) });
    });
    let letterhead = letterhead.unwrap();
    assert_eq!(letterhead.phone.as_deref(), Some("02 41 00 00 00"));
    assert_eq!(letterhead.website, None);
    let account = letterhead.account.unwrap();
    assert_eq!(account.iban, "FR1420041010050500013M02606");
    assert_eq!(account.bic.as_deref(), Some("PSSTFRPPPAR"));
}

#[test]
fn electronic_invoices_reach_the_estate_at_its_siren() {
    let siren = identity(1).siren;
    for suffix in ["", "_CHAIS", "_chai-2.b"] {
        assert!(address(&format!("{siren}{suffix}")).is_ok(), "{suffix}");
    }
    for suffix in ["_", "CHAIS", "_é", "_a b"] {
        assert!(address(&format!("{siren}{suffix}")).is_err(), "{suffix}");
    }
}

#[test]
fn colours_are_read_and_written_alike() {
    for text in ["#5b1a2e", "#000000", "#0000ff"] {
        assert_eq!(text.parse::<InkColour>().unwrap().to_string(), text);
        assert!(colour(text).is_ok(), "{text}");
    }
    for text in ["5b1a2e", "#5b1a2", "#5b1a2g", "#+b1a2e", "burgundy", ""] {
        assert!(text.parse::<InkColour>().is_err(), "{text}");
    }
}

#[test]
fn a_picture_is_known_by_its_first_bytes() {
    let svg = b" <?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    assert_eq!(LogoFormat::of(svg), Ok(LogoFormat::Svg));
    assert_eq!(LogoFormat::of(&[0x89, b'P', b'N', b'G', 13]), Ok(LogoFormat::Png));
    assert_eq!(LogoFormat::of(&[0xff, 0xd8, 0xff, 0xe0]), Ok(LogoFormat::Jpeg));
    for text in ["GIF89a", "<html>", ""] {
        assert_eq!(LogoFormat::of(text.as_bytes()), Err(LetterheadRefusal::LogoUnreadable), "{text}");
    }
}

#[test]
fn an_estate_sets_its_letterhead_and_logo_and_takes_them_back() {
    let described = EstateEvent::EstateDescribed { identity: identity(1) };
    let letterhead = Letterhead { phone: Some("02 41 00 00 00".to_owned()), ..Letterhead::default() };
    let set =
        |letterhead: &Letterhead| EstateCommand::SetLetterhead { letterhead: Box::new(letterhead.clone()) };
    let event = EstateEvent::LetterheadSet { letterhead: letterhead.clone() };
    let books = || given::<Estate>([registered(), described.clone()]);
    books().when(set(&letterhead)).then_expect_events(vec![event.clone()]);
    books().and([event.clone()]).when(set(&letterhead)).then_expect_events(vec![]);
    books().when(set(&Letterhead::default())).then_expect_events(vec![]);
    let logo = super::Logo { format: LogoFormat::Png, sha256: "00".repeat(32) };
    let hung = EstateEvent::LogoSet { logo: Some(logo.clone()) };
    let hang = |logo| EstateCommand::SetLogo { logo };
    books().when(hang(Some(logo.clone()))).then_expect_events(vec![hung.clone()]);
    books().and([hung.clone()]).when(hang(Some(logo))).then_expect_events(vec![]);
    books().and([hung]).when(hang(None)).then_expect_events(vec![EstateEvent::LogoSet { logo: None }]);
}

refused! { LetterheadRefusal:
    an_iban_has_a_key:
        paid_at("FR1420041010050500013M02607", None)
        => LetterheadRefusal::IbanInvalid { iban: "FR1420041010050500013M02607".to_owned() };
    an_iban_has_the_length_of_its_country:
        paid_at("FR14", None) => LetterheadRefusal::IbanInvalid { iban: "FR14".to_owned() };
    a_bic_has_eight_or_eleven_letters:
        paid_at(IBAN, Some("PSSTFRPPPA")) => LetterheadRefusal::BicInvalid { bic: "PSSTFRPPPA".to_owned() };
    a_colour_has_six_digits: colour("red") => LetterheadRefusal::ColourInvalid { colour: "red".to_owned() };
    white_ink_is_not_read: colour("#ffffff") => LetterheadRefusal::InkPale { colour: "#ffffff".to_owned() };
    electronic_invoices_do_not_reach_another:
        address("000000018")
        => LetterheadRefusal::ElectronicAddressInvalid { address: "000000018".to_owned() };
    a_telephone_stands_on_one_line:
        told(|it| it.phone = Some("02 41\n00".to_owned())) => LetterheadRefusal::ContactInvalid;
    an_e_mail_address_has_a_host:
        told(|it| it.email = Some("chai".to_owned())) => LetterheadRefusal::ContactInvalid;
    a_capital_is_something:
        told(|it| it.capital_cents = Some(Money::ZERO)) => LetterheadRefusal::CapitalInvalid;
    a_logo_is_no_photograph:
        LogoFormat::of(&vec![0x89; MAX_LOGO_BYTES + 1]).map_err(Refusal::from)
        => LetterheadRefusal::LogoLarge { kibibytes: 257, limit: 256 };
    a_logo_is_a_picture:
        LogoFormat::of(b"GIF89a").map_err(Refusal::from) => LetterheadRefusal::LogoUnreadable;
    a_letterhead_is_that_of_somebody:
        given::<Estate>([registered()])
            .when(EstateCommand::SetLetterhead { letterhead: Box::default() })
            .inspect_result()
            .map_err(Refusal::from)
        => LetterheadRefusal::Undescribed;
}
