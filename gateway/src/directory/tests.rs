//! What is entered on a party, held against its rules.

use domain::units::Date;
use uuid::Uuid;

use super::{
    Address, Consent, DeliveryAddress, Details, ElectronicAddress, Field, Kind, PartyRefusal, Tongue,
};

/// A SIREN of nobody, with its key; its seat and its VAT number.
const SIREN: &str = "000000018";
const SIRET: &str = "00000001800010";
const VAT_NUMBER: &str = "FR66000000018";

fn details() -> Details {
    Details {
        kind: Kind::Company,
        name: " Caves du Port ".to_owned(),
        contact_name: Some("  ".to_owned()),
        email: Some("jeanne@example.org".to_owned()),
        phone: Some("+33 (0)2 40 00 00 00".to_owned()),
        billing_address: None,
        delivery_addresses: Vec::new(),
        siren: None,
        siret: None,
        vat_number: None,
        accise: None,
        electronic_address: None,
        payment_days: None,
        price_list: None,
        language: Tongue::French,
        marketing_consent: None,
    }
}

fn today() -> Date {
    "2026-11-23".parse().unwrap()
}

fn checked(change: impl FnOnce(&mut Details)) -> Result<Details, PartyRefusal> {
    let mut details = details();
    change(&mut details);
    details.checked(today())
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn address(lines: &[&str], city: &str, country: &str) -> Address {
    let lines = lines.iter().map(ToString::to_string).collect();
    Address { lines, postal_code: None, city: city.to_owned(), country: country.to_owned() }
}

fn delivery(number: u128, address: Address) -> DeliveryAddress {
    DeliveryAddress { id: Uuid::from_u128(number), label: None, address }
}

fn electronic(scheme: &str, id: &str) -> ElectronicAddress {
    ElectronicAddress { scheme: scheme.to_owned(), id: id.to_owned() }
}

#[test]
fn what_is_entered_is_trimmed() {
    let details = checked(|it| it.siren = Some(text(" 000 000\u{a0}018 "))).unwrap();
    assert_eq!((details.name.as_str(), details.contact_name), ("Caves du Port", None));
    assert_eq!(details.siren.as_deref(), Some(SIREN));
    let details = checked(|it| {
        (it.vat_number, it.accise) = (Some(text("be 0428.759.497")), Some(text("fr012345e6789")));
    });
    let details = details.unwrap();
    assert_eq!(details.vat_number.as_deref(), Some("BE0428759497"));
    assert_eq!(details.accise.as_deref(), Some("FR012345E6789"));
    assert_eq!(
        checked(|it| it.price_list = Some(text(" cavistes-1 "))).unwrap().price_list.as_deref(),
        Some("CAVISTES-1")
    );
}

#[test]
fn texts_that_do_not_fit_are_refused_with_their_own_code() {
    for name in ["", " ", "a\0b", &"é".repeat(121)] {
        assert_eq!(checked(|it| it.name = name.to_owned()), Err(PartyRefusal::Name), "{name}");
    }
    for email in ["a", "@", "a@", "a@b@c", "a b@c", "\u{7}@c"] {
        assert_eq!(checked(|it| it.email = Some(text(email))), Err(PartyRefusal::Email), "{email}");
    }
    for phone in ["12", "appelez", "0240000000;DROP"] {
        assert_eq!(checked(|it| it.phone = Some(text(phone))), Err(PartyRefusal::Phone), "{phone}");
    }
    for list in ["CAVISTES 1", "é", &"A".repeat(21)] {
        assert_eq!(checked(|it| it.price_list = Some(text(list))), Err(PartyRefusal::PriceList), "{list}");
    }
    assert_eq!(checked(|it| it.contact_name = Some(text(&"a".repeat(121)))), Err(PartyRefusal::Contact));
    let consent = |on: &str, how: &str| {
        let consent = Consent { given: true, on: on.parse().unwrap(), how: how.to_owned() };
        checked(|it| it.marketing_consent = Some(consent))
    };
    assert_eq!(consent("2026-11-23", " "), Err(PartyRefusal::Consent));
    let on = "2026-11-24".parse().unwrap();
    assert_eq!(consent("2026-11-24", "Salon"), Err(PartyRefusal::ConsentInFuture { on }));
}

#[test]
fn addresses_are_bounded_and_each_has_an_id_of_its_own() {
    let wrong = [
        address(&[], "Nantes", "FR"),
        address(&["1 rue"; 7], "Nantes", "FR"),
        address(&[""], "Nantes", "FR"),
        address(&["1 rue"], "", "FR"),
        address(&["1 rue"], "Nantes", "fr"),
        address(&["1 rue"], "Nantes", "France"),
    ];
    for address in wrong {
        assert_eq!(checked(|it| it.billing_address = Some(address.clone())), Err(PartyRefusal::Address));
        let addresses = vec![delivery(1, address)];
        assert_eq!(checked(|it| it.delivery_addresses = addresses), Err(PartyRefusal::Address));
    }
    let places = |ids: &[u128]| {
        let places = ids.iter().map(|id| delivery(*id, address(&["1 quai"], "Rezé", "FR"))).collect();
        checked(|it| it.delivery_addresses = places).map(|kept| kept.delivery_addresses.len())
    };
    assert_eq!(places(&(0..20).collect::<Vec<_>>()), Ok(20));
    assert_eq!(places(&(0..21).collect::<Vec<_>>()), Err(PartyRefusal::TooManyDeliveryAddresses));
    assert_eq!(places(&[1, 2, 1]), Err(PartyRefusal::DeliveryAddressTwice));
}

#[test]
fn numbers_are_held_against_their_keys() {
    for siren in ["000000019", "12345678", "000000000", "ABCDEFGHI"] {
        assert_eq!(checked(|it| it.siren = Some(text(siren))), Err(PartyRefusal::Siren), "{siren}");
    }
    for siret in ["00000001800011", "0000000180001", "00000001900019"] {
        assert_eq!(checked(|it| it.siret = Some(text(siret))), Err(PartyRefusal::Siret), "{siret}");
    }
    for number in ["FR67000000018", "FR", "000000018", "DE12345678", "US123456789", "GB123456789"] {
        assert_eq!(
            checked(|it| it.vat_number = Some(text(number))),
            Err(PartyRefusal::VatNumber),
            "{number}"
        );
    }
    for accise in ["FR1234", "FR012345E67890", "12012345E6789"] {
        assert_eq!(checked(|it| it.accise = Some(text(accise))), Err(PartyRefusal::Accise), "{accise}");
    }
    // A post office: its key is La Poste's own.
    assert!(checked(|it| it.siret = Some(text("35600000049837"))).is_ok());
}

#[test]
fn a_vat_number_beyond_the_union_begins_with_the_country_of_the_billing_address() {
    let of = |number: &str, country: &str| {
        checked(|it| {
            it.vat_number = Some(text(number));
            it.billing_address = Some(address(&["1 High Street"], "London", country));
        })
    };
    assert!(of("GB 123 4567 89", "GB").is_ok());
    assert!(of("CHE-123.456.789 MWST", "CH").is_ok());
    assert_eq!(of("GB123456789", "CH"), Err(PartyRefusal::VatNumber));
    // A number of the Union keeps the Union's form, wherever its holder sits.
    assert_eq!(of("DE12345678", "DE"), Err(PartyRefusal::VatNumber));
    assert!(of("DE123456789", "CH").is_ok());
}

#[test]
fn numbers_of_one_party_are_of_one_enterprise() {
    let with = |siren: Option<&str>, siret: Option<&str>, vat_number: Option<&str>| {
        checked(|it| {
            it.siren = siren.map(str::to_owned);
            it.siret = siret.map(str::to_owned);
            it.vat_number = vat_number.map(str::to_owned);
        })
    };
    let other = "732829320";
    assert_eq!(with(Some(other), Some(SIRET), None), Err(PartyRefusal::SiretOfOther));
    assert_eq!(with(Some(other), None, Some(VAT_NUMBER)), Err(PartyRefusal::VatNumberOfOther));
    assert_eq!(with(None, Some("73282932000074"), Some(VAT_NUMBER)), Err(PartyRefusal::VatNumberOfOther));
    for (siret, vat_number) in
        [(Some(SIRET), None), (None, Some(VAT_NUMBER)), (Some(SIRET), Some(VAT_NUMBER))]
    {
        assert_eq!(with(None, siret, vat_number).unwrap().siren.as_deref(), Some(SIREN));
    }
    assert_eq!(with(None, None, Some("BE0428759497")).unwrap().siren, None);
}

#[test]
fn who_buys_for_themselves_has_no_number_of_an_enterprise() {
    let consumer = |change: fn(&mut Details)| {
        checked(|it| {
            it.kind = Kind::Consumer;
            change(it);
        })
    };
    assert!(consumer(|_| ()).is_ok());
    assert_eq!(consumer(|it| it.siren = Some(text(SIREN))), Err(PartyRefusal::ConsumerWithNumbers));
    assert_eq!(
        consumer(|it| it.accise = Some(text("FR012345E6789"))),
        Err(PartyRefusal::ConsumerWithNumbers)
    );
    assert_eq!(
        consumer(|it| it.vat_number = Some(text("BE0428759497"))),
        Err(PartyRefusal::ConsumerWithNumbers)
    );
}

#[test]
fn professionals_pay_within_the_days_of_the_law() {
    let days = |kind: Kind, days: i32| {
        checked(|it| (it.kind, it.payment_days) = (kind, Some(days))).map(|it| it.payment_days)
    };
    for kind in [Kind::Company, Kind::Supplier, Kind::Carrier] {
        assert_eq!(days(kind, 0), Ok(Some(0)));
        assert_eq!(days(kind, 60), Ok(Some(60)));
        assert_eq!(days(kind, 61), Err(PartyRefusal::PaymentTermsBeyondLaw { days: 61, most: 60 }));
    }
    assert_eq!(days(Kind::Consumer, 90), Ok(Some(90)));
    for wrong in [-1, 366, i32::MAX] {
        assert_eq!(days(Kind::Consumer, wrong), Err(PartyRefusal::PaymentDays), "{wrong}");
    }
}

#[test]
fn an_electronic_address_is_its_enterprises_and_the_usual_one_is_not_kept() {
    let of = |scheme: &str, id: &str| {
        checked(|it| (it.siret, it.electronic_address) = (Some(text(SIRET)), Some(electronic(scheme, id))))
            .map(|it| it.electronic_address)
    };
    assert_eq!(of("0225", SIREN), Ok(None), "it follows from the SIREN");
    for (scheme, id) in [
        ("0225", "000000018_00000001800010"),
        ("0009", SIRET),
        ("0088", "3012345678903"),
        ("EM", "f@example.org"),
    ] {
        assert_eq!(of(scheme, id), Ok(Some(electronic(scheme, id))), "{scheme}");
    }
    for (scheme, id) in [("0225", "732829320"), ("0002", "732829320"), ("0009", "73282932000074")] {
        assert_eq!(of(scheme, id), Err(PartyRefusal::ElectronicAddressOfOther), "{scheme}");
    }
    for (scheme, id) in [
        ("0225", "000000018 x"),
        ("0225", "000000018@x"),
        ("225", SIREN),
        ("XX", "a"),
        ("0088", ""),
        ("EM", &"a".repeat(126)),
    ] {
        assert_eq!(of(scheme, id), Err(PartyRefusal::ElectronicAddress), "{scheme} {id}");
    }
    let alone = checked(|it| it.electronic_address = Some(electronic("0225", SIREN)));
    assert_eq!(alone, Err(PartyRefusal::ElectronicAddressOfOther), "whose it is cannot be told");
}

#[test]
fn all_that_does_not_fit_is_told_at_once_with_its_place() {
    let mut entered = details();
    entered.email = Some(text("nobody"));
    entered.siren = Some(text("123"));
    entered.siret = Some(text(SIRET));
    entered.payment_days = Some(90);
    let (kept, faults) = entered.held(today());
    let fields: Vec<Field> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(fields, [Field::Email, Field::Siren, Field::PaymentDays]);
    assert_eq!((kept.email, kept.payment_days), (None, None), "what does not fit is left out");
}
