use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::test_runner::Config;

use super::{
    Column, Customer, CustomerKind, CustomerTongue, CustomersProblem, MOST_MISTAKES, MOST_ROWS, read,
};

const FRENCH: &str = "Type;Raison sociale;Nom;Prénom;E-mail;Téléphone;Adresse;Adresse 2;Code postal;Ville;Pays;SIRET;\
N° TVA;Délai de paiement;Tarif;Langue;Consentement;Date du consentement;Origine du consentement
entreprise;Caves du Port;Lefèvre;Hélène;h@example.org;02 40 00 00 00;\"1, quai de la Fosse\";Bât. B;44000;Nantes;;\
000 000 018 00010;FR66000000018;45 jours;CAVISTES;français;;;
particulier;;Martin;Jeanne;jeanne@example.org;;2 rue du Port;;1000;Bruxelles;Belgique;;;comptant;;anglais;oui;15/01/2026;Salon
";

fn customers(text: &str) -> Vec<Customer> {
    read(text.as_bytes()).unwrap().customers
}

fn told(bytes: &[u8]) -> Vec<(u32, Option<usize>, &'static str)> {
    let mistakes = read(bytes).unwrap_err();
    let place = |it: &super::Mistake| it.column.as_ref().map(|place| place.number);
    mistakes.iter().map(|it| (it.line, place(it), it.problem.code())).collect()
}

#[test]
fn a_french_file_is_read() {
    let customers = customers(FRENCH);
    let [company, person] = customers.as_slice() else { panic!("two rows") };
    assert_eq!((company.line, company.kind), (2, Some(CustomerKind::Company)));
    assert_eq!(company.name.as_deref(), Some("Caves du Port"));
    assert_eq!(company.contact.as_deref(), Some("Hélène Lefèvre"));
    let billing = company.billing.as_ref().unwrap();
    assert_eq!(billing.lines, ["1, quai de la Fosse", "Bât. B"]);
    assert_eq!((billing.city.as_str(), billing.country.to_string().as_str()), ("Nantes", "FR"));
    assert_eq!(company.siret.as_deref(), Some("000 000 018 00010"));
    assert_eq!((company.payment_days, company.price_list.as_deref()), (Some(45), Some("CAVISTES")));
    assert_eq!((company.tongue, company.consent.clone()), (Some(CustomerTongue::French), None));

    assert_eq!((person.kind, person.name.as_deref()), (Some(CustomerKind::Consumer), Some("Jeanne Martin")));
    assert_eq!(person.contact, None);
    assert_eq!(person.billing.as_ref().unwrap().country.to_string(), "BE");
    assert_eq!((person.payment_days, person.tongue), (Some(0), Some(CustomerTongue::English)));
    let consent = person.consent.clone().unwrap();
    assert_eq!(
        (consent.given, consent.on.to_string(), consent.how.as_deref()),
        (true, "2026-01-15".to_owned(), Some("Salon"))
    );
    let (place, cell) = company.told(&[Column::Siren, Column::Siret]).unwrap();
    assert_eq!((place.number, place.heading.as_str(), cell), (12, "SIRET", "000 000 018 00010"));
}

#[test]
fn the_same_in_every_encoding_and_with_every_separator() {
    let expected = customers(FRENCH);
    let bom = format!("\u{feff}{FRENCH}");
    assert_eq!(customers(&bom), expected);
    assert_eq!(customers(&FRENCH.replace('\n', "\r\n")), expected);
    assert_eq!(customers(&FRENCH.replace(';', "\t")), expected);
    assert_eq!(customers(&FRENCH.replace(';', ",")), expected);
    let windows: Vec<u8> = FRENCH.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    assert!(std::str::from_utf8(&windows).is_err());
    assert_eq!(read(&windows).unwrap().customers, expected);
}

#[test]
fn headings_are_known_in_french_and_english_in_any_case_and_accent() {
    for column in Column::ALL {
        for name in column.names() {
            for heading in
                [(*name).to_owned(), name.to_uppercase(), name.replace(['é', 'è'], "e").replace(' ', "_")]
            {
                assert_eq!(Column::of(&heading), Some(*column), "{heading}");
            }
        }
    }
    let text = "Customer name,VAT number,Payment terms,Country,Delivery address,Delivery city,Sirett\n\
                Wine Shop,BE0428759497,30 days,BE,\"1 High Street\nUnit 2\",Ghent,hello\n";
    let file = read(text.as_bytes()).unwrap();
    let [customer] = file.customers.as_slice() else { panic!("one row") };
    assert_eq!(customer.delivery.as_ref().unwrap().lines, ["1 High Street", "Unit 2"]);
    assert_eq!((customer.billing.clone(), customer.payment_days), (None, Some(30)));
    let ignored: Vec<_> =
        file.ignored.iter().map(|it| (it.place.number, it.place.heading.as_str(), it.nearest)).collect();
    assert_eq!(ignored, [(7, "Sirett", Some("SIRET"))]);
}

#[test]
fn every_mistake_is_told_with_its_line_and_column() {
    let text = "Nom;Type;Pays;Langue;Délai de paiement;Consentement;Date du consentement\n\
                A;grossiste;Belgiqe;de;30 jours fin de mois;oui;\n\
                B;entreprise;Belgique;fr;30;peut-être;\n\
                C;entreprise;Belgique;fr;30;non;31/02/2026\n\
                D;entreprise;FR;fr;30;;;spilt\n\
                E�;;;;;;\n";
    let expected = [
        (2, Some(2), "CUSTOMERS_CSV_KIND"),
        (2, Some(3), "CUSTOMERS_CSV_COUNTRY"),
        (2, Some(4), "CUSTOMERS_CSV_LANGUAGE"),
        (2, Some(5), "CUSTOMERS_CSV_PAYMENT_DAYS"),
        (2, Some(6), "CUSTOMERS_CSV_CONSENT_UNDATED"),
        (3, Some(6), "CUSTOMERS_CSV_YES_NO"),
        (4, Some(7), "CUSTOMERS_CSV_DATE"),
        (5, None, "CUSTOMERS_CSV_TOO_MANY_COLUMNS"),
        (6, Some(1), "CUSTOMERS_CSV_MANGLED_TEXT"),
    ];
    assert_eq!(told(text.as_bytes()), expected);
    let mistakes = read(text.as_bytes()).unwrap_err();
    assert_eq!(mistakes[1].problem, CustomersProblem::Country { nearest: Some("Belgique") });
    assert_eq!((mistakes[0].value.as_str(), mistakes[7].value.as_str()), ("grossiste", "spilt"));
}

#[test]
fn a_file_that_is_no_list_of_customers_is_told_as_such() {
    assert_eq!(told(b"%PDF-1.7"), [(1, None, "CUSTOMERS_CSV_NOT_CSV")]);
    assert_eq!(told(b"PK\x03\x04xlsx"), [(1, None, "CUSTOMERS_CSV_NOT_CSV")]);
    assert_eq!(told(b"Nom\nRos\x82\n"), [(2, None, "CUSTOMERS_CSV_ENCODING")]);
    assert_eq!(told(b""), [(1, None, "CUSTOMERS_CSV_NO_ROWS")]);
    assert_eq!(told(b"Nom;Ville\n\n"), [(1, None, "CUSTOMERS_CSV_NO_ROWS")]);
    assert_eq!(
        told(b"CAVE,201606,99999902,FR012345E6789\nCAVE,1,2,3\n"),
        [(1, None, "CUSTOMERS_CSV_NO_HEADER")]
    );
    assert_eq!(told(b"Nom;Ville;City\nA;B;C\n"), [(1, Some(3), "CUSTOMERS_CSV_COLUMN_TWICE")]);
    assert_eq!(told(b"Nom;Ville\n\"A;B\n"), [(2, Some(1), "CUSTOMERS_CSV_QUOTE_UNCLOSED")]);
    assert_eq!(told(b"Nom;Ville\n\"A\"x;B\n"), [(2, Some(1), "CUSTOMERS_CSV_QUOTE_STRAY")]);
}

#[test]
fn what_is_told_is_bounded() {
    let rows = |count: usize, row: &str| {
        let mut text = "Nom;Pays\n".to_owned();
        for _ in 0..count {
            let _ = writeln!(text, "{row}");
        }
        text
    };
    let many = told(rows(5_000, "A;Nulle part").as_bytes());
    assert_eq!(many.len(), MOST_MISTAKES + 1);
    assert_eq!(many[MOST_MISTAKES].2, "CUSTOMERS_CSV_TOO_MANY_MISTAKES");
    assert_eq!(customers(&rows(MOST_ROWS, "A;FR")).len(), MOST_ROWS);
    assert_eq!(told(rows(MOST_ROWS + 1, "A;FR").as_bytes())[0].2, "CUSTOMERS_CSV_TOO_MANY_ROWS");
    let wide = format!("Nom{}\nA\n", ";x".repeat(200));
    assert_eq!(told(wide.as_bytes()), [(1, None, "CUSTOMERS_CSV_TOO_MANY_COLUMNS")]);
    let endless = format!("Nom;Ville\n{}", ";".repeat(2_000_001));
    assert_eq!(told(endless.as_bytes()), [(1, None, "CUSTOMERS_CSV_TOO_MANY_ROWS")]);
    let long = read(rows(1, &format!("A;{}", "é".repeat(10_000))).as_bytes()).unwrap_err();
    assert_eq!(long[0].value.chars().count(), 201);
}

#[test]
fn a_cell_that_a_spreadsheet_would_take_for_a_formula_is_a_text() {
    let customers = customers("Nom;Téléphone\n\"=HYPERLINK(\"\"http://x\"\")\";+33 2 40 00 00 00\n#12;@x\n");
    assert_eq!(customers[0].name.as_deref(), Some("=HYPERLINK(\"http://x\")"));
    assert_eq!(customers[0].phone.as_deref(), Some("+33 2 40 00 00 00"));
    assert_eq!(customers[1].name.as_deref(), Some("#12"), "there are no comments in such a file");
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
        let _ = read(&[b"Nom;Pays;Livraison adresse\n".as_slice(), &bytes].concat());
    }
}
