//! The keys find what a slip of the finger makes; each refusal.

use proptest::prelude::*;
use proptest::test_runner::Config;

use super::{
    Address, EstateIdentity, IdentityRefusal, LegalForm, PostalCode, Siren, Siret, VatNumber,
    is_of_the_union, is_union_vat_number, luhn,
};
use crate::decider::Refusal;
use crate::terms::Country;
use crate::testing::{Told, identity, refused};

/// The digits with the key that belongs behind them.
fn keyed(digits: &str) -> String {
    (0..10).map(|key| format!("{digits}{key}")).find(|number| luhn::holds(number)).unwrap()
}

fn siren() -> impl Strategy<Value = Siren> {
    "[0-9]{7}[1-9]".prop_map(|digits| Siren::parse(&keyed(&digits)).unwrap())
}

/// The text with one digit changed, by two dice.
fn slipped(text: &str, place: usize, by: u8) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let place = place % bytes.len();
    bytes[place] = b'0' + (bytes[place] - b'0' + by) % 10;
    String::from_utf8(bytes).unwrap()
}

/// The text with two neighbours exchanged.
fn swapped(text: &str, place: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let place = place % (bytes.len() - 1);
    bytes.swap(place, place + 1);
    String::from_utf8(bytes).unwrap()
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn one_wrong_digit_of_a_siren_is_found(siren in siren(), place in 0..9_usize, by in 1..10_u8) {
        prop_assert!(Siren::parse(&slipped(siren.as_str(), place, by)).is_err());
    }

    /// All but 09 and 90, which are known to have one sum.
    #[test]
    fn two_exchanged_digits_of_a_siren_are_found(siren in siren(), place in 0..8_usize) {
        let pair = &siren.as_str()[place..place + 2];
        let same = pair.as_bytes()[0] == pair.as_bytes()[1] || ["09", "90"].contains(&pair);
        prop_assert_eq!(Siren::parse(&swapped(siren.as_str(), place)).is_ok(), same);
    }

    #[test]
    fn a_siret_is_of_its_siren_and_one_wrong_digit_is_found(
        siren in siren(), own in "[0-9]{4}", place in 0..14_usize, by in 1..10_u8,
    ) {
        let text = keyed(&format!("{siren}{own}"));
        let siret = Siret::parse(&text).unwrap();
        prop_assert!(siret.is_of(&siren));
        let wrong = slipped(&text, place, by);
        prop_assert!(wrong.starts_with("356000000") || Siret::parse(&wrong).is_err());
    }

    #[test]
    fn a_vat_number_has_one_key_of_digits(siren in siren(), key in 0..100_u8) {
        let number = VatNumber::of(&siren);
        prop_assert!(number.is_of(&siren));
        prop_assert_eq!(VatNumber::parse(number.as_str()), Ok(number.clone()));
        let other = format!("FR{key:02}{siren}");
        prop_assert_eq!(VatNumber::parse(&other).is_ok(), other == number.as_str());
    }

    /// A number is written as it is read, and nothing else is read.
    #[test]
    fn no_text_makes_a_parser_panic(text in ".{0,20}", digits in "(FR)?[0-9A-Z]{0,15}") {
        for text in [text, digits] {
            prop_assert!(Siren::parse(&text).map_or(true, |siren| siren.as_str() == text && text.len() == 9));
            prop_assert!(Siret::parse(&text).map_or(true, |siret| siret.as_str() == text && text.len() == 14));
            prop_assert!(VatNumber::parse(&text).map_or(true, |it| it.as_str() == text && text.len() == 13));
            prop_assert!(PostalCode::parse(&text).map_or(true, |code| code.as_str() == text && text.len() == 5));
        }
    }
}

#[test]
fn numbers_that_are_published_as_examples_are_taken() {
    // Wikipedia, « Système d'identification du répertoire des établissements » and « Code Insee ».
    assert!(Siren::parse("732829320").is_ok());
    assert!(Siret::parse("73282932000074").is_ok());
    assert_eq!(VatNumber::of(&Siren::parse("404833048").unwrap()).as_str(), "FR83404833048");
    assert!(VatNumber::parse("FRK7404833048").is_ok(), "a key with a letter is taken as it is");
}

#[test]
fn a_vat_number_of_the_union_is_written_as_its_country_writes_them() {
    // The examples of VIES's own list of structures, with digits in their places, and a French and a Monegasque one.
    for number in [
        "ATU12345678",
        "BE0123456789",
        "BE1123456789",
        "BG123456789",
        "BG1234567890",
        "CY12345678L",
        "CZ12345678",
        "CZ123456789",
        "CZ1234567890",
        "DE123456789",
        "DK12345678",
        "EE123456789",
        "EL123456789",
        "ESX12345678",
        "ES12345678X",
        "ESX1234567X",
        "FI12345678",
        "FR83404833048",
        "FR37000005990",
        "HR12345678901",
        "HU12345678",
        "IE1234567WA",
        "IE1X23456L",
        "IE1123456L",
        "IT12345678901",
        "LT123456789",
        "LT123456789012",
        "LU12345678",
        "LV12345678901",
        "MT12345678",
        "NL123456789B01",
        "PL1234567890",
        "PT123456789",
        "RO12",
        "RO1234567890",
        "SE123456789012",
        "SI12345678",
        "SK1234567890",
        "XI123456789",
        "XI123456789012",
        "XIGD123",
        "XIHA123",
    ] {
        assert!(is_of_the_union(number) && is_union_vat_number(number), "{number}");
    }
    for number in [
        "",
        "D",
        "DE",
        "de123456789",
        "DE12345678",
        "DE1234567890",
        "DE12345678X",
        "ATX12345678",
        "BE2123456789",
        "ES123456789",
        "NL123456789X01",
        "FR84404833048",
        "FR38000005990",
        "GR123456789",
        "GB123456789",
        "CHE123456789",
        "D\u{e9}123456789",
        "RO1",
        "XIGD12",
        "FRK7000005990",
    ] {
        assert!(!is_union_vat_number(number), "{number}");
    }
    for stranger in ["GB123456789", "CHE123456789", "é", ""] {
        assert!(!is_of_the_union(stranger), "{stranger}");
    }
}

#[test]
fn la_poste_has_a_key_of_its_own() {
    assert!(Siret::parse("35600000000048").is_ok(), "its seat, by the common key");
    assert!(Siret::parse("35600000049837").is_ok(), "a post office, by the sum of its digits");
    assert!(Siret::parse("35600000049838").is_err());
    assert!(Siret::parse("73282932000071").is_err(), "a sum that is a multiple of five helps nobody else");
}

#[test]
fn what_is_stored_is_read_back_and_held_against_its_key() {
    let written = serde_json::to_value(identity(1)).unwrap();
    assert_eq!(serde_json::from_value::<EstateIdentity>(written.clone()).unwrap(), identity(1));
    for (field, wrong) in [("siren", "123456789"), ("siret", "12345678900000"), ("vat_number", "FR00")] {
        let mut broken = written.clone();
        broken[field] = wrong.into();
        assert!(serde_json::from_value::<EstateIdentity>(broken).is_err(), "{field}");
    }
}

#[test]
fn texts_are_trimmed() {
    let entered = EstateIdentity {
        legal_form: LegalForm::Other(" Lycée viticole ".to_owned()),
        address: Address {
            lines: vec![" 1 rue du Port ".to_owned(), "La Vigie\t".to_owned()],
            commune: " Nantes CEDEX 9 ".to_owned(),
            ..identity(1).address
        },
        ..identity(1)
    };
    let accepted = entered.accepted().unwrap();
    assert_eq!(accepted.legal_form, LegalForm::Other("Lycée viticole".to_owned()));
    assert_eq!(accepted.address.lines, ["1 rue du Port", "La Vigie"]);
    assert_eq!(accepted.address.commune, "Nantes CEDEX 9");
}

#[test]
fn a_text_that_was_pasted_is_told_back_by_its_beginning() {
    let Err(IdentityRefusal::SirenInvalid { siren }) = Siren::parse(&"é".repeat(100_000)) else { panic!() };
    assert_eq!(siren, "é".repeat(40) + "…");
}

#[test]
fn texts_of_an_address_are_bounded() {
    let with = |lines: Vec<String>, commune: &str| {
        Address { lines, commune: commune.to_owned(), ..identity(1).address }.accepted()
    };
    let line = |text: &str| vec![text.to_owned()];
    assert!(with(vec!["é".repeat(100); 4], &"é".repeat(80)).is_ok());
    for (lines, commune) in [
        (vec![], "Nantes"),
        (vec!["a".to_owned(); 5], "Nantes"),
        (line("é".repeat(101).as_str()), "Nantes"),
        (line(" "), "Nantes"),
        (line("a\0b"), "Nantes"),
        (line("a\nb"), "Nantes"),
        (line("a"), ""),
        (line("a"), &"é".repeat(81)),
        (line("a"), "Nan\u{1b}tes"),
    ] {
        assert_eq!(with(lines.clone(), commune), Err(IdentityRefusal::AddressInvalid), "{lines:?} {commune}");
    }
}

fn read<T: std::fmt::Debug>(read: Result<T, IdentityRefusal>) -> Result<T, Refusal> {
    read.map_err(Refusal::from)
}

fn accepted(change: impl FnOnce(&mut EstateIdentity)) -> Result<EstateIdentity, Refusal> {
    let mut entered = identity(1);
    change(&mut entered);
    read(entered.accepted())
}

fn siren_refused(text: &str) -> IdentityRefusal {
    IdentityRefusal::SirenInvalid { siren: text.to_owned() }
}

fn siret_refused(text: &str) -> IdentityRefusal {
    IdentityRefusal::SiretInvalid { siret: text.to_owned() }
}

fn vat_refused(text: &str) -> IdentityRefusal {
    IdentityRefusal::VatNumberInvalid { vat_number: text.to_owned() }
}

refused! { IdentityRefusal:
    a_siren_has_nine_digits: read(Siren::parse("73282932")) => siren_refused("73282932");
    a_siren_has_ascii_digits: read(Siren::parse("٧٣٢٨")) => siren_refused("٧٣٢٨");
    a_siren_has_its_key: read(Siren::parse("732829321")) => siren_refused("732829321");
    a_siren_is_somebodys: read(Siren::parse("000000000")) => siren_refused("000000000");
    a_siret_has_fourteen_digits: read(Siret::parse("7328293200007")) => siret_refused("7328293200007");
    a_siret_has_its_key: read(Siret::parse("73282932000075")) => siret_refused("73282932000075");
    a_siret_begins_with_a_siren:
        // Its own key holds; that of its first nine digits does not.
        read(Siret::parse(&keyed("7328293210000"))) => siret_refused(&keyed("7328293210000"));
    a_vat_number_is_french: read(VatNumber::parse("BE83404833048")) => vat_refused("BE83404833048");
    a_vat_number_has_its_key: read(VatNumber::parse("FR84404833048")) => vat_refused("FR84404833048");
    a_key_of_a_vat_number_has_no_o: read(VatNumber::parse("FRO7404833048")) => vat_refused("FRO7404833048");
    a_vat_number_has_a_siren: read(VatNumber::parse("FR83404833049")) => vat_refused("FR83404833049");
    a_vat_number_is_ascii: read(VatNumber::parse("FRé404833048")) => vat_refused("FRé404833048");
    a_postal_code_has_five_digits:
        read(PostalCode::parse("4430")) => IdentityRefusal::PostalCodeInvalid { postal_code: "4430".to_owned() };
    a_siret_is_of_the_siren: accepted(|it| it.siret = identity(2).siret)
        => IdentityRefusal::SiretOfOther { siret: identity(2).siret.into(), siren: identity(1).siren.into() };
    a_vat_number_is_of_the_siren: accepted(|it| it.vat_number = identity(2).vat_number)
        => IdentityRefusal::VatNumberOfOther {
            vat_number: VatNumber::of(&identity(2).siren).into(), siren: identity(1).siren.into(),
        };
    another_legal_form_has_a_name: accepted(|it| it.legal_form = LegalForm::Other("\n".to_owned()))
        => IdentityRefusal::LegalFormInvalid;
    another_legal_form_is_short: accepted(|it| it.legal_form = LegalForm::Other("é".repeat(81)))
        => IdentityRefusal::LegalFormInvalid;
    an_address_is_in_france: accepted(|it| it.address.country = Country::parse("BE").unwrap())
        => IdentityRefusal::CountryInvalid { country: "BE".to_owned() };
    a_country_is_written_in_capitals: read(Address::country("fr"))
        => IdentityRefusal::CountryInvalid { country: "fr".to_owned() };
    an_address_has_a_line: accepted(|it| it.address.lines.clear()) => IdentityRefusal::AddressInvalid;
}
